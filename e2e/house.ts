import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Viewer } from '@hub/engine-policy';
import { planDistrict } from '@hub/engine-population';
import { defaultBounds, defaultSettings, type GatewaySettings } from '@hub/gateway';
import { demonstrationRoles, type Hub, openHub, seedDistrict, tokenFor } from '@hub/hub';
import {
  type Carrier,
  type Clock,
  faultFields,
  type Ids,
  remoteCarrier,
  type Served,
  type StoreLocation,
  type Subgraph,
  serveSubgraph,
  startWorkers,
  type WorkersStarted,
} from '@hub/kernel';
import {
  createStoreOfTest,
  fixedClock,
  keysOfTest,
  type LogOfTest,
  logOfTest,
  nowOfTest,
  type RotatingKeys,
  type StoreOfTest,
  seededIds,
  seededRandomness,
} from '@hub/kernel/testing';
import type { SubgraphName } from '@hub/schema';
import type { Cipher } from '@hub/vault';

export type Mode = 'embedded' | 'distributed';
export type StoreName = 'SQLite' | 'PostgreSQL';

export interface Answer {
  readonly status: number;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface Asking {
  readonly role?: Viewer['role'];
  readonly purpose?: string | null;
  readonly division?: string;
  readonly organisation?: string;
  readonly language?: 'en' | 'zh';
  readonly headers?: Readonly<Record<string, string>>;
  /** Another one makes another token for the same rights. */
  readonly tokenSeed?: string;
}

/** The whole house on a small district, in one of its two modes and on one of its two stores. */
export interface House {
  readonly url: string;
  readonly hub: Hub;
  readonly log: LogOfTest;
  readonly keys: RotatingKeys;
  /** Plans of the operations asked so far, newest last. */
  readonly plans: readonly unknown[];
  place(subgraph: string): StoreLocation;
  ask(query: string, variables?: Readonly<Record<string, unknown>>, asking?: Asking): Promise<Answer>;
  token(asking?: Asking): Promise<string>;
  /** Lets the workers of some subgraphs work alone, after all were stopped. */
  startWorkersOf(names: readonly SubgraphName[]): WorkersStarted;
  /** Ends one subgraph, as an outage would. */
  stop(subgraph: SubgraphName): Promise<void>;
  /** Ends everything, and opens it again on the same stores. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

export const district = '420502000000';
export const plan = { seed: 'house', residents: 1200, today: '2026-11-21' };
export const truth = () => [...planDistrict(plan).chunks()].flatMap((chunk) => chunk.truth);

/** The organisation of whoever has a role in the district, where the role asks for one. */
const organisationOf = (role: Viewer['role']): string | null => {
  organisations ??= new Map(demonstrationRoles(plan).map((wish) => [wish.role, wish.organisation ?? null]));
  return organisations.get(role) ?? null;
};
let organisations: ReadonlyMap<Viewer['role'], string | null> | undefined;

/** What stays the same however often a house is opened. */
interface Ground {
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

interface Standing {
  readonly url: string;
  readonly hub: Hub;
  readonly served: ReadonlyMap<string, Served>;
  readonly startWorkersOf: House['startWorkersOf'];
  close(): Promise<void>;
}

/** The clock of a house stands still, so that what is spent never comes back. */
export const unlimited = { costPerMinute: 1e12, missesPerMinute: 1e12, rowsPerHour: 1e12 };

type Load = (subgraphs: Hub['subgraphs'], folder: string) => Promise<unknown>;

export interface HouseWish {
  readonly seeded?: boolean;
  /** Loads other records in the place of the district. */
  readonly load?: Load;
  /** Of the ids that are made in the house. */
  readonly seed?: string;
  readonly ids?: (seed: string) => Ids;
  readonly settings?: Partial<GatewaySettings>;
  /** Algorithms of the keys. */
  readonly cipher?: Cipher;
  /** A clock that a test sets; it stands still unless told otherwise. */
  readonly clock?: Clock;
}

const seedWhole: Load = (subgraphs, folder) => seedDistrict(plan, { folder, subgraphs, onProgress: () => {} });

/** Opens, seeds and links a house, or leaves it empty; it is ready to be asked when this resolves. */
export async function openHouse(
  mode: Mode,
  storeName: StoreName,
  {
    seeded = true,
    load,
    seed = 'house',
    ids = seededIds,
    settings = {},
    cipher = 'aes-256-gcm',
    clock: givenClock,
  }: HouseWish = {},
): Promise<House> {
  const ground: Ground = {
    mode,
    load: load ?? (seeded ? seedWhole : async () => {}),
    seed,
    idsOf: ids,
    settings: { ...defaultSettings, bounds: { ...defaultBounds, ...unlimited }, ...settings },
    stores: createStoreOfTest(storeName),
    folder: mkdtempSync(join(tmpdir(), 'hub-house-')),
    keys: keysOfTest('keys', cipher),
    clock: givenClock ?? fixedClock(nowOfTest),
    log: logOfTest(),
    plans: [],
  };
  const { stores, keys, clock, log, plans } = ground;
  const isUsual = seeded && !load && seed === 'house' && ids === seededIds && cipher === 'aes-256-gcm' && !givenClock;
  if (isUsual && storeName === 'SQLite') await copyUsual(ground);
  let standing = await open(ground);
  const token = ({ role = 'district-officer', division = district, organisation, tokenSeed }: Asking = {}) =>
    tokenFor(
      keys,
      { role, division, organisation: organisation ?? organisationOf(role) },
      clock,
      seededIds(tokenSeed ?? `token-${role}`),
    );
  return {
    get url() {
      return standing.url;
    },
    get hub() {
      return standing.hub;
    },
    log,
    keys,
    plans,
    place: stores.place,
    token,
    async ask(query, variables = {}, asking = {}) {
      const { purpose = 'RESOURCE_MATCHING', language = 'en' } = asking;
      const response = await fetch(`${standing.url}/graphql`, {
        method: 'POST',
        body: JSON.stringify({ query, variables }),
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await token(asking)}`,
          'accept-language': language,
          ...(purpose && { 'x-hub-purpose': purpose }),
          ...asking.headers,
        },
      });
      return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
    },
    startWorkersOf: (names) => standing.startWorkersOf(names),
    async stop(name) {
      await (standing.served.get(name) ?? standing.hub.subgraphs.get(name))?.close();
    },
    async reopen() {
      await standing.close();
      standing = await open(ground);
    },
    async close() {
      await standing.close();
      await stores.remove();
      rmSync(ground.folder, { recursive: true, force: true });
    },
  };
}

/** The folders of a house in its usual state, seeded and linked once for all tests of a worker. */
let usual: Promise<Pick<Ground, 'stores' | 'folder'>> | undefined;

async function copyUsual({ stores, folder }: Ground): Promise<void> {
  usual ??= layUsual();
  const laid = await usual;
  cpSync(laid.folder, folder, { recursive: true });
  cpSync(dirname(fileOf(laid.stores)), dirname(fileOf(stores)), { recursive: true });
}

const fileOf = (stores: StoreOfTest): string => {
  const place = stores.place('access');
  if (place.dialect !== 'sqlite') throw new Error('Only files can be copied.');
  return place.file;
};

async function layUsual(): Promise<Pick<Ground, 'stores' | 'folder'>> {
  const ground: Ground = {
    mode: 'embedded',
    load: seedWhole,
    // Whoever opens a copy makes ids of its own.
    seed: 'usual',
    idsOf: seededIds,
    settings: defaultSettings,
    stores: createStoreOfTest('SQLite'),
    folder: mkdtempSync(join(tmpdir(), 'hub-house-')),
    keys: keysOfTest('keys', 'aes-256-gcm'),
    clock: fixedClock(nowOfTest),
    log: logOfTest(),
    plans: [],
  };
  process.once('exit', () => {
    rmSync(ground.folder, { recursive: true, force: true });
    rmSync(dirname(fileOf(ground.stores)), { recursive: true, force: true });
  });
  const standing = await open(ground);
  await standing.close();
  return ground;
}

async function open({
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

/** Ids that are made while the house is opened depend on who came first; each becomes its number in order of appearance. */
export function withoutMadeIds<Value>(value: Value): Value {
  const numbers = new Map<string, string>();
  const text = JSON.stringify(value).replace(/\b(person|match-run|run|shortage)_[0-9a-z]+/g, (id, prefix: string) => {
    if (!numbers.has(id)) numbers.set(id, `${prefix}#${numbers.size + 1}`);
    return numbers.get(id) ?? id;
  });
  return JSON.parse(text) as Value;
}
