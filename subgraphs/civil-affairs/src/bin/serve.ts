import { serveAlone } from '@hub/kernel/serving';
import { openCivilAffairs } from '../index.ts';

await serveAlone('civil-affairs', openCivilAffairs);
