import { serveAlone } from '@hub/kernel';
import { openSocialWork } from '../index.ts';

await serveAlone('social-work', openSocialWork);
