import { serveAlone } from '@hub/kernel/serving';
import { openAccess } from '../index.ts';

await serveAlone('access', openAccess);
