import { serveAlone } from '@hub/kernel/serving';
import { openCharities } from '../index.ts';

await serveAlone('charities', openCharities);
