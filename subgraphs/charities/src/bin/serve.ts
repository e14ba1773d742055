import { serveAlone } from '@hub/kernel';
import { openCharities } from '../index.ts';

await serveAlone('charities', openCharities);
