import { Worker } from 'node:worker_threads';

/** Copies what was committed from the write-ahead log of a store into its file. */
export interface Checkpoints {
  /** Something was committed: it is copied soon. */
  committed(): void;
  /** Waits for what is being copied; then the last connection to the store may be closed. */
  close(): Promise<void>;
}

/** Pages that change several times in that long are copied once. */
const pauseMs = 1_000;

/**
 * All stores of a program share one thread for it. A commit that copies by itself, as SQLite does when its log has grown, holds up
 * everybody in the thread for tens of milliseconds (sqlite.org/wal.html, 2.1 and 3.1).
 */
export function openCheckpoints(file: string): Checkpoints {
  let timer: NodeJS.Timeout | undefined;
  let copied = Promise.resolve();
  return {
    committed() {
      timer ??= setTimeout(() => {
        timer = undefined;
        copied = copied.then(() => checkpoint(file));
      }, pauseMs).unref();
    },
    async close() {
      clearTimeout(timer);
      await copied;
    },
  };
}

let thread: Worker | undefined;
const waiting: (() => void)[] = [];

/** The thread answers in the order in which it is asked. */
function checkpoint(file: string): Promise<void> {
  thread ??= startThread();
  thread.ref();
  thread.postMessage(file);
  return new Promise((resolve) => {
    waiting.push(resolve);
  });
}

function startThread(): Worker {
  const started = new Worker(new URL('./checkpoints.thread.ts', import.meta.url));
  started.on('message', () => {
    waiting.shift()?.();
    if (waiting.length === 0) started.unref();
  });
  // Without it SQLite copies by itself, later and in the way.
  started.on('error', () => {
    thread = undefined;
    for (const resolve of waiting.splice(0)) resolve();
  });
  return started;
}
