import { faultFields, type Log, type StoreLocation } from '@hub/kernel';
import { PgBoss } from 'pg-boss';
import type { Offer, SqlOfTransaction } from './scheduleRun.entity.ts';

export interface OfferTaken extends Offer {
  readonly job: string;
}

/** Hands runs out among the processes that share a database, each to one of them. */
export interface RunDesk {
  /** Ready before the first offer, so that no transaction waits for it. */
  open(): Promise<void>;
  /** In the transaction that notes them as offered: they are handed out if and only if that is committed. */
  offer(transaction: SqlOfTransaction, offers: readonly Offer[]): Promise<void>;
  take(most: number): Promise<readonly OfferTaken[]>;
  /** The run was taken, or is nobody's any more. */
  done(jobs: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

const queue = 'runs';
/** Longer than an offer holds, so that no job comes back that was offered anew. */
const expireInSeconds = 300;
const deleteAfterSeconds = 3600;

/** pg-boss in a schema of its own beside the store's. When a run is due and what becomes of it is not its business. */
export function createRunDesk({ url, schema }: Extract<StoreLocation, { dialect: 'postgres' }>, log: Log): RunDesk {
  const boss = new PgBoss({ connectionString: url, schema: `${schema}_jobs`, max: 2, schedule: false });
  boss.on('error', (fault) => log.warn('queue of runs', faultFields(fault)));
  let started: Promise<void> | undefined;
  const start = async () => {
    await boss.start();
    await boss.createQueue(queue, { retryLimit: 0, expireInSeconds, deleteAfterSeconds });
  };
  return {
    open() {
      started ??= start().catch((fault: unknown) => {
        started = undefined;
        throw fault;
      });
      return started;
    },
    async offer(transaction, offers) {
      const db = { executeSql: (text: string, values?: unknown[]) => transaction.executeSql(text, values) };
      for (const { run, attempt } of offers) await boss.send(queue, { run, attempt }, { db: db as never });
    },
    async take(most) {
      const jobs = await boss.fetch<Offer>(queue, { batchSize: most });
      return jobs.map(({ id, data }) => ({ job: id, run: data.run, attempt: data.attempt }));
    },
    async done(jobs) {
      if (jobs.length > 0) await boss.complete(queue, [...jobs]);
    },
    async close() {
      const opened =
        started &&
        (await started.then(
          () => true,
          () => false,
        ));
      if (opened) await boss.stop({ graceful: false, close: true });
    },
  };
}
