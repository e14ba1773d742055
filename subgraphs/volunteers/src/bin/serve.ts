import { serveAlone } from '@hub/kernel/serving';
import { openVolunteers } from '../index.ts';

await serveAlone('volunteers', openVolunteers);
