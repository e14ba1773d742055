import type { Viewer } from '@hub/engine-policy';
import { defaultBounds } from '@hub/gateway';
import type { Ids } from '@hub/kernel';
import { seededIds } from '@hub/kernel/testing';
import { vi } from 'vitest';
import { type House, type Mode, openHouse, type StoreName, unlimited } from '../house.ts';
import type { Deed } from './accessRecords.ts';
import { openPair, type Pair } from './pair.ts';
import type { WorldRecord } from './records.ts';
import { openSession, type Trace } from './session.ts';
import { officerOverAll } from './viewers.ts';
import { type World, wholeWorld, worldOf } from './world.ts';

/** Houses of small worlds, one for each set of records, however many ask in it. */
export interface Houses {
  whole(): Promise<House>;
  /** The viewer in the whole world, and in the one without what she, or somebody else, may not see. */
  pairOf(viewer: Viewer, hiddenFrom?: Viewer): Promise<Pair>;
  close(): Promise<void>;
}

export function openHouses(mode: Mode = 'embedded', storeName: StoreName = 'SQLite'): Houses {
  const opened = new Map<string, Promise<House>>();
  const houseOf = (world: World): Promise<House> => {
    const key = JSON.stringify(world);
    const house = opened.get(key) ?? openWorld(world, mode, storeName, `world-${opened.size}`);
    opened.set(key, house);
    return house;
  };
  return {
    whole: () => houseOf(wholeWorld),
    pairOf: async (viewer, hiddenFrom = viewer) =>
      openPair(viewer, await houseOf(wholeWorld), await houseOf(worldOf(hiddenFrom))),
    async close() {
      for (const house of opened.values()) await (await house).close();
    },
  };
}

/** A question that asks for too much would be refused in both worlds, and say nothing of either; many at once take less time. */
const unbounded = {
  ...{ ...defaultBounds, ...unlimited, cost: 1e9, fields: 10_000, tokens: 100_000 },
  ...{ rootFields: 100, aliases: 100, variables: 100, errors: 10_000 },
};

/** Ids that stand in the order in which they were made, so that a list has one order in both worlds. */
function orderedIds(seed: string): Ids {
  const random = seededIds(seed);
  let made = 0;
  return (prefix) => `${prefix}_${String(made++).padStart(8, '0')}${random(prefix).slice(-16)}`;
}

/** A house on these records, in which nothing moves any more once it is open. */
async function openWorld(
  { records, deeds }: World,
  mode: Mode,
  storeName: StoreName,
  // No two worlds make the same id, or an id of one would be somebody else's in the other.
  seed: string,
): Promise<House> {
  const house = await openHouse(mode, storeName, {
    seed,
    ids: orderedIds,
    settings: { bounds: unbounded },
    load: (subgraphs) => loadWorld(subgraphs, records),
  });
  await house.hub.startWorkers().stop();
  for (const deed of deeds) {
    const ask = await openSession(house, deed.by, 'deed');
    for (let step: Pick<Deed, 'change' | 'followedBy'> | undefined = deed; step; ) {
      const { body }: Trace = await ask({ query: step.change, variables: {} });
      if (body.includes('"errors"')) throw new Error(body);
      step = step.followedBy?.(/"id":"([^"]+)"/.exec(body)?.[1] ?? '');
    }
  }
  await untilDone(house);
  return house;
}

/** What was done reaches whoever books or delivers it; no run of matching follows, which would tell that there was something. */
async function untilDone(house: House): Promise<void> {
  const workers = house.startWorkersOf(['social-work', 'charities', 'volunteers', 'operations']);
  await workers.ready;
  const operator = await openSession(house, { ...officerOverAll, role: 'operator', purpose: null }, 'deed');
  const waiting =
    '{ scheduleRuns { edges { node { state } } } deliveries { edges { node { status } } } bulkExports { edges { node { state } } } }';
  await vi.waitUntil(
    async () => !/"(WAITING|RUNNING|PENDING)"/.test((await operator({ query: waiting, variables: {} })).body),
    { timeout: 60_000, interval: 20 },
  );
  await workers.stop();
}

async function loadWorld(subgraphs: House['hub']['subgraphs'], records: readonly WorldRecord[]): Promise<void> {
  for (const ofKind of Map.groupBy(records, ({ subgraph, kind }) => `${subgraph} ${kind}`).values()) {
    const [first] = ofKind;
    if (!first) continue;
    const outcome = await subgraphs.get(first.subgraph)?.intake.load(
      first.kind,
      ofKind.map(({ fields }) => fields),
    );
    if (outcome?.loaded !== ofKind.length) throw new Error(`${first.kind}: ${JSON.stringify(outcome?.rejected)}`);
  }
}
