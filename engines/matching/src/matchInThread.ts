import { Worker } from 'node:worker_threads';
import type { MatchInput, MatchProgress } from './match.ts';
import type { MatchOutcome } from './outcome.ts';

/** What the worker of `matchInThread` sends: progress while it works, then one outcome or the words of a refusal. */
export type ThreadMessage =
  | { readonly kind: 'PROGRESS'; readonly progress: MatchProgress }
  | { readonly kind: 'OUTCOME'; readonly outcome: MatchOutcome }
  | { readonly kind: 'REFUSED'; readonly message: string };

/**
 * `match` in a thread of its own, so that a long run holds up nobody. Aborting the signal stops the thread at once and rejects with the
 * signal's reason; a refused input rejects with the same `RangeError` as `match`.
 */
export const matchInThread = (
  input: MatchInput,
  options: { readonly signal?: AbortSignal; readonly onProgress?: (progress: MatchProgress) => void } = {},
): Promise<MatchOutcome> => {
  const { signal, onProgress } = options;
  if (signal?.aborted) return Promise.reject(signal.reason);
  const worker = new Worker(new URL('./match.thread.ts', import.meta.url), { workerData: input });
  const { promise, resolve, reject } = Promise.withResolvers<MatchOutcome>();
  const abort = (): void => reject(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  worker.on('message', (message: ThreadMessage) => {
    if (message.kind === 'PROGRESS') onProgress?.(message.progress);
    else if (message.kind === 'OUTCOME') resolve(message.outcome);
    else reject(new RangeError(message.message));
  });
  worker.on('error', reject);
  worker.on('exit', (code) => reject(new Error(`The matching thread ended with code ${code} before its outcome.`)));
  return promise.finally(async () => {
    signal?.removeEventListener('abort', abort);
    await worker.terminate();
  });
};
