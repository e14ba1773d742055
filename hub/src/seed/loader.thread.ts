import { randomBytes } from 'node:crypto';
import { on } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { planDistrict } from '@hub/engine-population';
import { createIds, createLog, locationOf, type Subgraph, systemClock } from '@hub/kernel';
import type { SubgraphName } from '@hub/schema';
import { openExistingKeys } from '../dataFolder.ts';
import { openers } from '../subgraphs.ts';
import type { LoaderWork } from './loaderBeside.ts';
import { loadSlices } from './loadSlices.ts';

/** Loads the slices that it is told, one group after the other, until it is told `null`. */
const { district, folder, databaseUrl, timeZone, logLevel, subgraphs }: LoaderWork = workerData;
const port = parentPort;
if (!port) throw new Error('Expected to run in a thread.');
const told = on(port, 'message');
const plan = planDistrict(district);
const opened = new Map<SubgraphName, Subgraph>();
for (const name of subgraphs)
  opened.set(
    name,
    await openers[name]({
      folder,
      keys: openExistingKeys(folder),
      clock: systemClock,
      ids: createIds(randomBytes),
      randomness: randomBytes,
      timeZone,
      log: createLog(logLevel),
      location: locationOf(name, folder, databaseUrl, true),
    }),
  );
for await (const [slices] of told) {
  if (slices === null) break;
  await loadSlices(plan, slices, opened);
  port.postMessage('written');
}
for (const subgraph of opened.values()) await subgraph.close();
port.close();
