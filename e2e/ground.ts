import { planDistrict } from '@hub/engine-population';
import type { GatewaySettings } from '@hub/gateway';
import { type Hub, openHub, seedDistrict } from '@hub/hub';
import {
  type Carrier,
  type Clock,
  faultFields,
  type Ids,
  remoteCarrier,
  type Subgraph,
  startWorkers,
  type WorkersStarted,
} from '@hub/kernel';
import { type Served, serveSubgraph } from '@hub/kernel/serving';
import { type LogOfTest, type RotatingKeys, type StoreOfTest, seededRandomness } from '@hub/kernel/testing';
import type { SubgraphName } from '@hub/schema';

export type Mode = 'embedded' | 'distributed';
export type StoreName = 'SQLite' | 'PostgreSQL';

export const district = '420502000000';
export const plan = { seed: 'house', residents: 1200, today: '2026-11-21' };
export const truth = () => [...planDistrict(plan).chunks()].flatMap((chunk) => chunk.truth);

export type Load = (subgraphs: Hub['subgraphs'], folder: string) => Promise<unknown>;

export const seedWhole: Load = (subgraphs, folder) => seedDistrict(plan, { folder, subgraphs, onProgress: () => {} });

/** What stays the same however often a house is opened. */
export interface Ground {
  readonly mode: Mode;
  readonly load: Load;
  readonly seed: string;
  readonly idsOf: (seed: string) => Ids;
  readonly settings: GatewaySettings;
  readonly stores: StoreOfTest;
  /** Holds how far the district is seeded. */
  readonly folder: string;
  readonly keys: RotatingKeys;
  readonly clock: Clock;
  readonly log: LogOfTest;
  readonly plans: unknown[];
}

export interface Standing {
  readonly url: string;
  readonly hub: Hub;
  readonly served: ReadonlyMap<string, Served>;
  readonly startWorkersOf: (names: readonly SubgraphName[]) => WorkersStarted;
  close(): Promise<void>;
}

/** Opens a house on its ground; it is seeded and linked when this resolves. */
export async function open({
  mode,
  load,
  seed,
  idsOf,
  settings,
  stores,
  folder,
  keys,
  clock,
  log,
  plans,
}: Ground): Promise<Standing> {
  const served = new Map<string, Served>();
  const carry = async (subgraph: Subgraph): Promise<Carrier> => {
    const { name } = subgraph;
    const key = keys.ring(`carrier-${name}`);
    const at = await serveSubgraph({ subgraph, key, clock, host: '127.0.0.1', port: 0, isReady: () => true });
    served.set(name, at);
    const randomness = seededRandomness(`carrier-${name}-${at.url}`);
    return remoteCarrier({ name, url: at.url, key, clock, randomness, log, timeoutMs: 5000 });
  };
  const hub = await openHub({
    folder,
    keys,
    clock,
    ids: idsOf(`${seed}-${plans.length}`),
    randomness: seededRandomness(`${seed}-${plans.length}`),
    timeZone: 'Asia/Shanghai',
    log,
    locationOf: (name) => stores.place(name),
    onPlan: (queryPlan) => void plans.push(queryPlan),
    ...(mode === 'distributed' && { carry }),
  });
  await load(hub.subgraphs, folder);
  await hub.startWorkers().ready;
  const gateway = await hub.openGateway({ isReady: () => true, progress: () => '' }, settings);
  return {
    url: await gateway.listen('127.0.0.1', 0),
    hub,
    served,
    startWorkersOf: (names) =>
      startWorkers(
        names.flatMap((name) => hub.subgraphs.get(name)?.workers ?? []),
        {
          feed: (of) => (hub.carriers.get(of) as Carrier).feed,
          audit: hub.audit,
          ask: gateway.ask,
          onFailure: (worker, failure) => log.error('worker failed', { worker, ...faultFields(failure) }),
        },
      ),
    async close() {
      await gateway.close();
      await hub.close();
      for (const one of served.values()) await one.close();
    },
  };
}
