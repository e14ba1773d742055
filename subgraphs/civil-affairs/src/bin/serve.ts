import { serveAlone } from '@hub/kernel';
import { openCivilAffairs } from '../index.ts';

await serveAlone('civil-affairs', openCivilAffairs);
