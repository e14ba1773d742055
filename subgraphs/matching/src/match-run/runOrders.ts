import { HubError, type Worker } from '@hub/kernel';
import type { MatchRunRow } from './matchRun.entity.ts';

/** Somebody who waits for a run. */
export interface Order {
  done(run: MatchRunRow): void;
  failed(): void;
}

/** What makes a run due: copies that are complete for the first time, copies that changed, and people who ask for one. */
export interface RunOrders {
  /** The reader; the first run waits until its copy has caught up. */
  awaiting(reader: Worker): Worker;
  changed(): void;
  /** The next run to begin, when it is stored; unavailable while nobody runs. */
  order(): Promise<MatchRunRow>;
  /** Lets orders in until the signal fires; resolves when all copies have caught up, or at the signal. */
  open(signal: AbortSignal): Promise<void>;
  /** All orders so far; what changed so far is seen by the run that begins now. */
  take(): readonly Order[];
  /** Resolves when a run is due, or at the signal; `isStale` is asked from time to time. */
  due(signal: AbortSignal, isStale: () => boolean): Promise<void>;
}

const quietMs = 200;
/** While changes go on, a run comes after this many quiet spells that were none. */
const mostSpells = 10;
const askAgainMs = 60_000;

const unavailable = () => new HubError('SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE', { department: 'matching' });

export function createRunOrders(): RunOrders {
  const incomplete = new Set<string>();
  let orders: Order[] = [];
  let changes = 0;
  let seen = 0;
  let isOpen = false;
  let happened = Promise.withResolvers<void>();

  const happen = () => {
    happened.resolve();
    happened = Promise.withResolvers<void>();
  };
  const refuseAll = () => {
    isOpen = false;
    for (const { failed } of orders) failed();
    orders = [];
    happen();
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
    order() {
      if (!isOpen) return Promise.reject(unavailable());
      const { promise, resolve, reject } = Promise.withResolvers<MatchRunRow>();
      orders.push({ done: resolve, failed: () => reject(unavailable()) });
      happen();
      return promise;
    },
    async open(signal) {
      isOpen = !signal.aborted;
      signal.addEventListener('abort', refuseAll, { once: true });
      while (incomplete.size > 0 && !signal.aborted) await happened.promise;
    },
    take() {
      const taken = orders;
      orders = [];
      seen = changes;
      return taken;
    },
    async due(signal, isStale) {
      while (!signal.aborted && orders.length === 0 && !isStale()) {
        if (changes !== seen) return quiet(signal);
        await within(askAgainMs, happened.promise);
      }
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
