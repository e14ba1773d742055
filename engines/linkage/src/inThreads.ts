import { Worker } from 'node:worker_threads';
import { doShare, type HeavyShare, type HeavyWork, joinParts, sharesOf } from './heavyWork.ts';

/** A thread that does one share after the other. */
class Thread {
  readonly #worker = new Worker(new URL('./heavyThread.ts', import.meta.url));

  async do(share: HeavyShare): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const exited = (code: number): void => reject(new Error(`A thread ended with code ${code} before it answered.`));
    this.#worker.once('message', resolve).once('error', reject).once('exit', exited);
    this.#worker.postMessage(share);
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

  /** Does heavy work; the result is the same for any number of threads. */
  async do(work: HeavyWork): Promise<unknown> {
    const [own, ...others] = sharesOf(work, this.#others.length + 1);
    const elsewhere = others.map((share, at) => this.#others[at]?.do(share));
    // A thread that fails while this one works must not go unheard.
    const settled = Promise.allSettled(elsewhere);
    const first = own === undefined ? [] : [doShare(own)];
    await settled;
    return joinParts(work, [...first, ...(await Promise.all(elsewhere))]);
  }

  async close(): Promise<void> {
    await Promise.all(this.#others.map((thread) => thread.end()));
  }
}
