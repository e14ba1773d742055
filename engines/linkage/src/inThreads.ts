import { Worker } from 'node:worker_threads';
import { type Answer, answerShares, type HeavyRound, type HeavyWork, joinParts, sharesOf } from './heavyWork.ts';

/** A thread that takes part in one round after the other. */
class Thread {
  readonly #worker = new Worker(new URL('./heavyThread.ts', import.meta.url));

  async do(round: HeavyRound): Promise<readonly Answer[]> {
    const { promise, resolve, reject } = Promise.withResolvers<readonly Answer[]>();
    const exited = (code: number): void => reject(new Error(`A thread ended with code ${code} before it answered.`));
    this.#worker.once('message', resolve).once('error', reject).once('exit', exited);
    this.#worker.postMessage(round);
    try {
      return await promise;
    } finally {
      this.#worker.off('message', resolve).off('error', reject).off('exit', exited);
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** Threads that are kept from stage to stage, since to start one takes as long as some stages do; they must be closed. */
export class Threads {
  readonly #others: readonly Thread[];

  /** `count` threads, the one that asks among them. */
  constructor(count: number) {
    if (count < 1) throw new RangeError(`Expected at least one thread, and met ${count}.`);
    this.#others = Array.from({ length: count - 1 }, () => new Thread());
  }

  /** Does heavy work: whoever is free takes the next share. The result is the same for any number of threads. */
  async do(work: HeavyWork): Promise<unknown> {
    const shares = sharesOf(work, this.#others.length + 1);
    const round = { ...work, shares, next: new Int32Array(new SharedArrayBuffer(4)) };
    const elsewhere = this.#others.slice(0, Math.max(0, shares.length - 1)).map((thread) => thread.do(round));
    // A thread that fails while this one works must not go unheard.
    const settled = Promise.allSettled(elsewhere);
    const own = answerShares(round);
    await settled;
    const parts: unknown[] = Array.from(shares);
    for (const { at, part } of [own, ...(await Promise.all(elsewhere))].flat()) parts[at] = part;
    return joinParts(work, parts);
  }

  async close(): Promise<void> {
    await Promise.all(this.#others.map((thread) => thread.end()));
  }
}
