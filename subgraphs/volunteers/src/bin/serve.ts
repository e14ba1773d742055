import { serveAlone } from '@hub/kernel';
import { openVolunteers } from '../index.ts';

await serveAlone('volunteers', openVolunteers);
