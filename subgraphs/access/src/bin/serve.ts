import { serveAlone } from '@hub/kernel';
import { openAccess } from '../index.ts';

await serveAlone('access', openAccess);
