import type { Worker, WorkerPorts } from './subgraph.ts';

export interface WorkersStarted {
  /** Resolves when every worker's copy has reached the head of its feed as it was at the start. */
  readonly ready: Promise<void>;
  readonly waitingFor: () => readonly string[];
  /** How much of what was there at the start the copy of a worker holds, from 0 to 1, where it has told. */
  readonly partHeldBy: (worker: string) => number | undefined;
  /** Ends all loops and waits for them. */
  stop(): Promise<void>;
}

export interface WorkerSurroundings extends Pick<WorkerPorts, 'feed' | 'audit' | 'ask'> {
  onFailure(worker: string, failure: unknown): void;
}

/** Starts workers with their ports and keeps them running until they are stopped. */
export function startWorkers(
  workers: readonly Worker[],
  { feed, audit, ask, onFailure }: WorkerSurroundings,
): WorkersStarted {
  const ending = new AbortController();
  const waiting = new Set(workers.map((worker) => worker.name));
  const parts = new Map<string, number>();
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  if (waiting.size === 0) resolve();
  const loops = workers.map((worker) => {
    const caughtUp = () => {
      waiting.delete(worker.name);
      if (waiting.size === 0) resolve();
    };
    const holds = (part: number) => void parts.set(worker.name, part);
    return keepRunning(worker, { feed, audit, ask, signal: ending.signal, caughtUp, holds }, (failure) =>
      onFailure(worker.name, failure),
    );
  });
  return {
    ready,
    waitingFor: () => [...waiting],
    partHeldBy: (worker) => parts.get(worker),
    async stop() {
      ending.abort();
      await Promise.all(loops);
    },
  };
}

/** Runs a worker again after a failure, at growing distances, until the signal fires; every failure is told. */
export async function keepRunning(
  worker: Worker,
  ports: WorkerPorts,
  onFailure: (failure: unknown) => void,
): Promise<void> {
  for (let pauseMs = 100; !ports.signal.aborted; pauseMs = Math.min(pauseMs * 2, 10_000)) {
    try {
      await worker.run(ports);
    } catch (failure) {
      if (ports.signal.aborted) return;
      onFailure(failure);
      await pause(pauseMs, ports.signal);
    }
  }
}

/** Waits, but not beyond the signal. */
export const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end, { once: true });
  });
