import { serveAlone } from '@hub/kernel';
import { openOperations } from '../index.ts';

await serveAlone('operations', openOperations);
