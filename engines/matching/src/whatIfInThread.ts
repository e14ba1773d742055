import { Worker } from 'node:worker_threads';
import type { RunComparison } from './compareRuns.ts';
import type { MatchInput } from './match.ts';
import type { MatchTotals } from './outcome.ts';
import type { Supposition } from './whatIf.ts';

export interface WhatIfWork {
  readonly input: MatchInput;
  readonly suppositions: readonly Supposition[];
}

/** The run as it would be, in figures, and what would be different. */
export interface WhatIfAnswer {
  readonly comparison: RunComparison;
  readonly totals: MatchTotals;
  readonly policyVersion: string;
}

export type WhatIfMessage =
  | { readonly kind: 'ANSWER'; readonly answer: WhatIfAnswer }
  | { readonly kind: 'REFUSED'; readonly message: string };

/**
 * `whatIf` in a thread of its own. Aborting the signal stops the thread at once and rejects with the signal's reason; what cannot be
 * supposed rejects with the same `RangeError`.
 */
export const whatIfInThread = (work: WhatIfWork, signal: AbortSignal): Promise<WhatIfAnswer> => {
  if (signal.aborted) return Promise.reject(signal.reason);
  const worker = new Worker(new URL('./whatIf.thread.ts', import.meta.url), { workerData: work });
  const { promise, resolve, reject } = Promise.withResolvers<WhatIfAnswer>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  worker.on('message', (message: WhatIfMessage) => {
    if (message.kind === 'ANSWER') resolve(message.answer);
    else reject(new RangeError(message.message));
  });
  worker.on('error', reject);
  worker.on('exit', (code) => reject(new Error(`The thread of a supposition ended with code ${code}.`)));
  return promise.finally(async () => {
    signal.removeEventListener('abort', abort);
    await worker.terminate();
  });
};
