import { Worker } from 'node:worker_threads';
import {
  doShare,
  type HeavyPart,
  type HeavyResult,
  type HeavyShare,
  type HeavyWork,
  joinParts,
  sharesOf,
} from './heavyWork.ts';

const inThread = (share: HeavyShare): Promise<HeavyPart> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./heavyThread.ts', import.meta.url), { workerData: share });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`A thread ended with code ${code} before it answered.`)));
  });

/** Does heavy work in `threads` threads, this one among them; the result is the same for any number of them. */
export const inThreads = async (work: HeavyWork, threads: number): Promise<HeavyResult> => {
  const [own, ...others] = sharesOf(work, threads);
  if (own === undefined) throw new RangeError(`Expected at least one thread, and met ${threads}.`);
  const elsewhere = others.map(inThread);
  // A thread that fails while this one works must not go unheard.
  const settled = Promise.allSettled(elsewhere);
  const first = doShare(own);
  await settled;
  return joinParts(work, [first, ...(await Promise.all(elsewhere))]);
};
