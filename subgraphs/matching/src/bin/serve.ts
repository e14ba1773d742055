import { serveAlone } from '@hub/kernel';
import { openMatching } from '../index.ts';

await serveAlone('matching', openMatching);
