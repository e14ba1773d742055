import { serveAlone } from '@hub/kernel';
import { openLinkage } from '../index.ts';

await serveAlone('linkage', openLinkage);
