import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Viewer } from '@hub/engine-policy';
import { defaultBounds, defaultSettings, type GatewaySettings } from '@hub/gateway';
import { demonstrationRoles, type Hub, tokenFor } from '@hub/hub';
import type { Clock, Ids, StoreLocation, WorkersStarted } from '@hub/kernel';
import {
  createStoreOfTest,
  fixedClock,
  keysOfTest,
  type LogOfTest,
  logOfTest,
  nowOfTest,
  type RotatingKeys,
  seededIds,
} from '@hub/kernel/testing';
import type { SubgraphName } from '@hub/schema';
import type { Cipher } from '@hub/vault';
import { district, type Ground, type Load, type Mode, open, plan, type StoreName, seedWhole } from './ground.ts';
import { copyUsual } from './usualHouse.ts';

export { district, type Mode, plan, type StoreName, truth } from './ground.ts';

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

/** The organisation of whoever has a role in the district, where the role asks for one. */
const organisationOf = (role: Viewer['role']): string | null => {
  organisations ??= new Map(demonstrationRoles(plan).map((wish) => [wish.role, wish.organisation ?? null]));
  return organisations.get(role) ?? null;
};
let organisations: ReadonlyMap<Viewer['role'], string | null> | undefined;

/** The clock of a house stands still, so that what is spent never comes back. */
export const unlimited = { costPerMinute: 1e12, missesPerMinute: 1e12, rowsPerHour: 1e12 };

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

/** Ids that are made while the house is opened depend on who came first; each becomes its number in order of appearance. */
export function withoutMadeIds<Value>(value: Value): Value {
  const numbers = new Map<string, string>();
  const text = JSON.stringify(value).replace(/\b(person|match-run|run|shortage)_[0-9a-z]+/g, (id, prefix: string) => {
    if (!numbers.has(id)) numbers.set(id, `${prefix}#${numbers.size + 1}`);
    return numbers.get(id) ?? id;
  });
  return JSON.parse(text) as Value;
}
