import { type AskPort, type AuditEntry, codesToText, openStore, type Store, type StoreLocation } from '@hub/kernel';
import { keysOfTest, logOfTest, seededIds, seededRandomness } from '@hub/kernel/testing';
import { createAnswerShapes, supergraphSdl } from '@hub/schema';
import { createSealer, type Keys } from '@hub/vault';
import { schedulesMigration } from '../migrations/0002-schedules.ts';
import { deliveriesMigration } from '../migrations/0003-deliveries.ts';
import { bulkExportsMigration } from '../migrations/0006-bulk-exports.ts';
import { DeliveryEntity, type DeliveryRow } from '../src/delivery/delivery.entity.ts';
import { type DeliverParts, type DeliverPorts, deliverDue } from '../src/delivery/delivery.worker.ts';
import { type QueueingParts, queueDeliveries } from '../src/delivery/deliveryQueue.commands.ts';
import { nextDueAt } from '../src/delivery/deliveryQueue.repository.ts';
import { DeliveryTargetEntity, type DeliveryTargetRow } from '../src/delivery/deliveryTarget.entity.ts';
import { lookAgainWith } from '../src/delivery/lookAgain.ts';
import { networksIn } from '../src/delivery/networks.rules.ts';
import { purge } from '../src/delivery/purge.worker.ts';
import type { RightNow } from '../src/delivery/right.rules.ts';
import { sendThrough } from '../src/delivery/sendToTarget.ts';
import type { RunResult } from '../src/schedule-run/runResult.ts';
import { sealsOf } from '../src/seals.ts';
import type { OperationsTables } from '../src/tables.ts';
import { resolveOfTest } from './receiver.ts';

export const document = '{ needs { edges { node { id status units } } } }';
export const shapes = createAnswerShapes(supergraphSdl());
export const officer: RightNow = {
  role: 'district-officer',
  organisation: 'org_civil_affairs',
  purpose: 'RESOURCE_MATCHING',
  basis: 'STATUTORY_DUTY',
  policyVersion: 'test',
  classes: ['PUBLIC', 'OPERATIONAL', 'REFERENCE', 'CASE'],
};

export type Units = Readonly<Record<string, number>>;

/** The answer of a run of one schedule: open needs, and of how many units each is. */
export const runOf = (ordinal: number, units: Units, more: Partial<RunResult> = {}): RunResult => ({
  runId: `run_${String(ordinal).padStart(4, '0')}`,
  scheduleId: 'schedule_1',
  ordinal,
  owner: 'officer',
  organisationId: 'org_civil_affairs',
  delegationId: 'delegation_1',
  operation: { id: 'operation_1', name: 'OpenNeeds', edition: 1, hash: 'hash' },
  document,
  variables: {},
  answeredAt: new Date(Date.parse('2026-11-21T04:00:00.000Z') + ordinal * 60_000).toISOString(),
  data: {
    needs: { edges: Object.entries(units).map(([id, amount]) => ({ node: { id, status: 'OPEN', units: amount } })) },
  },
  ...more,
});

export interface DeliveriesOfTest {
  readonly store: Store<OperationsTables>;
  readonly audited: AuditEntry[];
  readonly log: ReturnType<typeof logOfTest>;
  /** Puts the clock forward. */
  pass(milliseconds: number): void;
  now(): string;
  addTarget(
    kind: DeliveryTargetRow['kind'],
    more?: {
      readonly url?: string;
      readonly format?: DeliveryTargetRow['format'];
      readonly id?: string;
      readonly schedules?: readonly string[];
    },
  ): Promise<string>;
  /** Records a run; `beforeCommit` is called at the end of its transaction. */
  run(result: RunResult, beforeCommit?: () => void): ReturnType<typeof queueDeliveries>;
  /** Records a run after asking what became of the needs that left its answer. */
  runAndLookAgain(result: RunResult, ask: AskPort): ReturnType<typeof queueDeliveries>;
  deliver(ports?: Partial<DeliverPorts>): Promise<number>;
  /** Attempts until none is due, time put forward to each next one. */
  deliverAll(ports?: Partial<DeliverPorts>): Promise<void>;
  /** Forgets what was kept for 30 days. */
  purge(): Promise<void>;
  deliveries(): Promise<readonly DeliveryRow[]>;
  close(): Promise<void>;
}

export const secretOfTest = 'whsec_of-the-test';

export interface DeliveryOptions {
  readonly certificate?: string;
  readonly folder?: string | null;
  readonly start?: string;
  readonly seed?: string;
  readonly timeoutMs?: number;
  readonly keys?: Keys;
}

/** Deliveries on a real store, with real targets, a clock that the test moves, and a right that it may end. */
export async function openDeliveries(
  location: StoreLocation,
  {
    certificate,
    folder = null,
    start = '2026-11-21T05:00:00.000Z',
    seed = 'test',
    timeoutMs = 10_000,
    keys = keysOfTest(),
  }: DeliveryOptions = {},
): Promise<DeliveriesOfTest> {
  const store = await openStore<OperationsTables>({
    location,
    entities: [DeliveryEntity, DeliveryTargetEntity],
    migrations: [schedulesMigration, deliveriesMigration, bulkExportsMigration],
  });
  const sealer = createSealer(keys.ring('seal'), keys.ring('blind-index'), seededRandomness(seed));
  const seals = sealsOf(sealer);
  const ids = seededIds(seed);
  const log = logOfTest();
  let time = Date.parse(start);
  const clock = () => new Date(time);
  const queue: QueueingParts = { dialect: store.dialect, ids, seals: seals.delivery, shapes };
  const { networks } = networksIn('127.0.0.0/8');
  const webhooks = {
    networks,
    authorities: certificate ? [certificate] : [],
    timeoutMs,
    resolve: resolveOfTest,
  };
  const parts: DeliverParts = {
    ...queue,
    store,
    opening: { clock, log },
    send: sendThrough({ webhooks, folder, sealed: seals.target }),
  };
  const audited: AuditEntry[] = [];
  const ports: DeliverPorts = {
    audit: async (entries) => void audited.push(...entries),
    rightOf: async () => officer,
    signal: new AbortController().signal,
  };
  const deliver = (more: Partial<DeliverPorts> = {}) => deliverDue(parts, { ...ports, ...more });
  const deliveries = () =>
    store.reads.selectFrom('delivery').selectAll().orderBy('laneId').orderBy('sequence').execute();
  return {
    store,
    audited,
    log,
    pass: (milliseconds) => {
      time += milliseconds;
    },
    now: () => clock().toISOString(),
    async addTarget(kind, { url = null, format = null, id = ids('target'), schedules = ['schedule_1'] } = {}) {
      await store.write(({ db }) =>
        db
          .insertInto('deliveryTarget')
          .values({
            id,
            version: 1,
            owner: 'officer',
            organisationId: 'org_civil_affairs',
            name: kind,
            kind,
            format,
            scheduleIds: codesToText(schedules),
            urlSealed: seals.target.seal(id, 'url', url),
            secretSealed: seals.target.seal(id, 'secret', kind === 'WEBHOOK' ? secretOfTest : null),
            formerSecretSealed: null,
            formerUntil: null,
            createdAt: start,
            endedAt: null,
          })
          .execute(),
      );
      return id;
    },
    run: (result, beforeCommit) =>
      store.write(async (transaction) => {
        const queued = await queueDeliveries(queue, transaction, result);
        beforeCommit?.();
        return queued;
      }),
    async runAndLookAgain(result, ask) {
      const lookAgain = lookAgainWith({ store, seals: seals.delivery, shapes });
      const fates = await lookAgain(result, ask, new AbortController().signal);
      return store.write((transaction) => queueDeliveries(queue, transaction, result, fates));
    },
    deliver,
    async deliverAll(more = {}) {
      for (;;) {
        while ((await deliver(more)) > 0);
        const next = await nextDueAt(store.reads);
        if (next === null) return;
        time = Math.max(time, Date.parse(next));
      }
    },
    purge: () => purge({ ...parts, folder, keptDays: 30 }),
    deliveries,
    close: store.close,
  };
}
