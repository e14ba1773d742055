import { readFileSync } from 'node:fs';
import type { StoreLocation } from '@hub/kernel';
import { chaosRun, ordinalAt, runsOfChaos } from './chaos.ts';
import { openDeliveries } from './deliveries.ts';

// Records runs and delivers them, and dies by its own hand at the step that it is told, or never; goes on where the one before it died.
interface Orders {
  readonly location: StoreLocation;
  readonly folder: string;
  readonly certificate: string;
  readonly start: string;
  readonly seed: string;
  readonly dieAt: number;
}

const { location, folder, certificate, start, seed, dieAt } = JSON.parse(process.argv[2] ?? '{}') as Orders;
let steps = 0;
const step = () => {
  steps += 1;
  if (steps === dieAt) process.kill(process.pid, 'SIGKILL');
};

const at = await openDeliveries(location, {
  certificate: readFileSync(certificate, 'utf8'),
  folder,
  start,
  seed,
  timeoutMs: 250,
});
const lanes = await at.store.reads.selectFrom('deliveryLane').select('comparedAt').execute();
const done = Math.max(0, ...lanes.map(({ comparedAt }) => ordinalAt(comparedAt)));
for (let ordinal = done + 1; ordinal <= runsOfChaos; ordinal++) {
  step();
  await at.run(chaosRun(ordinal), step);
  step();
  await at.deliver({ reached: step });
}
await at.deliverAll({ reached: step });
await at.close();
process.stdout.write('done\n');
