import { serveAlone } from '@hub/kernel/serving';
import { openMatching } from '../index.ts';

await serveAlone('matching', openMatching);
