import { HubError, type Worker } from '@hub/kernel';
import type { MatchProgress, MatchRunRow } from './matchRun.entity.ts';

/** Somebody who waits for a run of all needs, or of those in one division. */
interface Order {
  readonly division: string | null;
  done(run: MatchRunRow): void;
  failed(reason: unknown): void;
}

/** A run that has begun. */
export interface RunUnderWay {
  readonly division: string | null;
  /** Whether somebody asked for it; else something changed. */
  readonly isOrdered: boolean;
  readonly startedAt: string;
  /** Fires when somebody cancels it. */
  readonly signal: AbortSignal;
  readonly report: (progress: MatchProgress) => void;
  done(run: MatchRunRow): void;
  failed(reason: unknown): void;
}

/** How far the run under way has come. */
export interface RunProgress extends MatchProgress {
  readonly division: string | null;
  readonly startedAt: string;
}

interface Beginning {
  /** Whether it must look at all needs, whatever was ordered. */
  readonly isWhole: boolean;
  /** Whether there is an earlier answer that stays when it is cancelled. */
  readonly isCancellable: boolean;
  readonly startedAt: string;
}

/** What makes a run due: copies that are complete for the first time, copies that changed, and people who ask for one. */
export interface RunOrders {
  /** The reader; the first run waits until its copy has caught up. */
  awaiting(reader: Worker): Worker;
  changed(): void;
  /** The next run to begin, when it is stored; unavailable while nobody runs. */
  order(division?: string | null): Promise<MatchRunRow>;
  /** Lets orders in until the signal fires; resolves when all copies have caught up, or at the signal. */
  open(signal: AbortSignal): Promise<void>;
  /**
   * Begins a run: for all who ordered one of everything, else for all who ordered that of the division that was asked for first. What
   * changed so far is seen by a run of everything.
   */
  begin(beginning: Beginning): RunUnderWay;
  /** `null` while none is under way. */
  progress(): RunProgress | null;
  /** Ends the run under way, so that the earlier answer stays; false when there is none, or no answer that could stay. */
  cancel(): boolean;
  /**
   * Resolves when a run is due, or at the signal; `isStale` is asked from time to time. Or, where a rest is given, when nothing has happened
   * for so many milliseconds.
   */
  due(signal: AbortSignal, isStale: () => boolean, restMs?: number): Promise<'RUN' | 'RESTED'>;
}

const quietMs = 200;
/** While changes go on, a run comes after this many quiet spells that were none. */
const mostSpells = 10;
const askAgainMs = 60_000;

const unavailable = () => new HubError('SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE', { department: 'matching' });
const cancelled = () => new HubError('REFUSED', 'MATCH_RUN_CANCELLED');

/** Whether a run failed because somebody cancelled it. */
export const isCancelled = (failure: unknown): boolean =>
  failure instanceof HubError && failure.messageCode === 'MATCH_RUN_CANCELLED';

const nothingDone = { stage: 'ELIGIBLE', done: 0, of: 0 } as const;

export function createRunOrders(): RunOrders {
  const incomplete = new Set<string>();
  let orders: Order[] = [];
  let changes = 0;
  let seen = 0;
  let isOpen = false;
  let happened = Promise.withResolvers<void>();
  let current: { readonly ending: AbortController; readonly isCancellable: boolean; progress: RunProgress } | null =
    null;

  const happen = () => {
    happened.resolve();
    happened = Promise.withResolvers<void>();
  };
  const refuseAll = () => {
    isOpen = false;
    for (const { failed } of orders) failed(unavailable());
    orders = [];
    happen();
  };
  /** Those who get the next run, and which it is. */
  const takeOrders = (isWhole: boolean) => {
    const forAll = orders.filter(({ division }) => division === null);
    const division = isWhole || forAll.length > 0 ? null : (orders[0]?.division ?? null);
    const taken = orders.filter((order) => order.division === division);
    orders = orders.filter((order) => order.division !== division);
    return { division, taken };
  };
  async function quiet(signal: AbortSignal): Promise<void> {
    for (let spell = 0; spell < mostSpells; spell++) {
      const before = changes;
      await within(quietMs, happened.promise);
      if (changes === before || orders.length > 0 || signal.aborted) return;
    }
  }

  return {
    awaiting(reader) {
      incomplete.add(reader.name);
      return {
        name: reader.name,
        run(ports) {
          // Started again, it may have missed something.
          incomplete.add(reader.name);
          const caughtUp = () => {
            incomplete.delete(reader.name);
            happen();
            ports.caughtUp();
          };
          return reader.run({ ...ports, caughtUp });
        },
      };
    },
    changed() {
      changes++;
      happen();
    },
    order(division = null) {
      if (!isOpen) return Promise.reject(unavailable());
      const { promise, resolve, reject } = Promise.withResolvers<MatchRunRow>();
      orders.push({ division, done: resolve, failed: reject });
      happen();
      return promise;
    },
    async open(signal) {
      isOpen = !signal.aborted;
      signal.addEventListener('abort', refuseAll, { once: true });
      while (incomplete.size > 0 && !signal.aborted) await happened.promise;
    },
    begin({ isWhole, isCancellable, startedAt }) {
      const { division, taken } = takeOrders(isWhole);
      if (division === null) seen = changes;
      const ending = new AbortController();
      const run = { ending, isCancellable, progress: { ...nothingDone, division, startedAt } as RunProgress };
      current = run;
      const end = () => {
        if (current === run) current = null;
      };
      return {
        division,
        isOrdered: taken.length > 0,
        startedAt,
        signal: ending.signal,
        report: (progress) => {
          run.progress = { ...progress, division, startedAt };
        },
        done(row) {
          end();
          for (const { done } of taken) done(row);
        },
        failed(reason) {
          end();
          for (const { failed } of taken) failed(isCancelled(reason) ? reason : unavailable());
        },
      };
    },
    progress: () => current?.progress ?? null,
    cancel() {
      if (!current?.isCancellable) return false;
      current.ending.abort(cancelled());
      return true;
    },
    async due(signal, isStale, restMs = Number.POSITIVE_INFINITY) {
      const rested = performance.now() + restMs;
      while (!signal.aborted && orders.length === 0 && !isStale()) {
        if (changes !== seen) {
          await quiet(signal);
          break;
        }
        const left = rested - performance.now();
        if (left <= 0) return 'RESTED';
        await within(Math.min(askAgainMs, left), happened.promise);
      }
      return 'RUN';
    },
  };
}

/** Resolves with the promise, or after that many milliseconds. */
async function within(milliseconds: number, promise: Promise<void>): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([over, promise]);
  clearTimeout(timer);
}
