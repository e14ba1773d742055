import { serveAlone } from '@hub/kernel/serving';
import { openSocialWork } from '../index.ts';

await serveAlone('social-work', openSocialWork);
