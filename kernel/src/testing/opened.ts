import { keysOfTest, seededRandomness } from '@hub/vault/testing';
import type { Feed } from '../feed/feed.ts';
import type { StoreLocation } from '../store/store.ts';
import type { AskPort, AuditEntry, Caller, GraphAnswer, Opening, Subgraph } from '../subgraph.ts';
import { startWorkers, type WorkersStarted } from '../workers.ts';
import { fixedClock, logOfTest, seededIds } from './fixtures.ts';

export const nowOfTest = '2026-11-21T04:00:00.000Z';

/** What a subgraph is opened with in a test: a still clock, seeded ids and randomness, known keys. */
export const openingOfTest = (location: StoreLocation, seed = 'test'): Opening => ({
  location,
  folder: null,
  keys: keysOfTest(),
  clock: fixedClock(nowOfTest),
  ids: seededIds(seed),
  randomness: seededRandomness(seed),
  timeZone: 'Asia/Shanghai',
  log: logOfTest(),
});

export interface WorkersOfTest extends WorkersStarted {
  /** What the workers wrote to the ledger. */
  readonly audited: readonly AuditEntry[];
}

/** The port of workers that ask nothing. */
export const noGateway: AskPort = () => Promise.reject(new Error('This test gives no gateway.'));

/** Starts a subgraph's workers on real feeds; a worker's failure fails whoever waits for `ready`. */
export function startWorkersOfTest(
  subgraph: Subgraph,
  feeds: Readonly<Record<string, Feed>>,
  ask: AskPort = noGateway,
): WorkersOfTest {
  const audited: AuditEntry[] = [];
  const { promise: failed, reject } = Promise.withResolvers<never>();
  const started = startWorkers(subgraph.workers, {
    feed(of) {
      const feed = feeds[of];
      if (!feed) throw new Error(`This test gives no feed of ${of}.`);
      return feed;
    },
    audit: async (entries) => void audited.push(...entries),
    ask,
    onFailure: (_worker, failure) => reject(failure),
  });
  return { ...started, audited, ready: Promise.race([started.ready, failed]) };
}

/** Asks a subgraph on behalf of a viewer. */
export const asker =
  <Viewer>(subgraph: Subgraph, caller: Partial<Caller> = {}) =>
  (
    viewer: Viewer,
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    more: Partial<Caller> = {},
  ): Promise<GraphAnswer> =>
    subgraph.execute(
      { query, variables },
      { viewer, requestId: 'request_1', language: 'en', now: nowOfTest, idempotencyKey: null, ...caller, ...more },
    );
