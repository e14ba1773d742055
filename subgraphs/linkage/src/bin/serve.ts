import { serveAlone } from '@hub/kernel/serving';
import { openLinkage } from '../index.ts';

await serveAlone('linkage', openLinkage);
