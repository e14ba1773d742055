import { serveAlone } from '@hub/kernel/serving';
import { openOperations } from '../index.ts';

await serveAlone('operations', openOperations);
