import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { SubgraphName } from '@hub/schema';
import type { Session } from '../session.ts';
import type { Loader } from './loadInStep.ts';
import type { District } from './loadSlices.ts';

/** Loads slices for some subgraphs in a thread of its own, on connections of its own. */
export interface LoaderBeside extends Loader {
  readonly subgraphs: readonly SubgraphName[];
  close(): Promise<void>;
}

export interface LoaderWork {
  readonly district: District;
  readonly folder: string;
  readonly databaseUrl: string | undefined;
  readonly timeZone: string;
  readonly logLevel: string;
  readonly subgraphs: readonly SubgraphName[];
}

/** Civil affairs has about as much to write as all others together. */
const subgraphs: readonly SubgraphName[] = ['civil-affairs'];

/** What a thread needs to know of the session beside which it works. */
interface Beside {
  readonly folder: Pick<Session['folder'], 'path'>;
  readonly config: Pick<Session['config'], 'databaseUrl' | 'timeZone' | 'logLevel'>;
}

/** Several times what is at hand at once: without a limit garbage piles up to gigabytes before it is collected. */
const resourceLimits = { maxOldGenerationSizeMb: 512 };

export const startLoaderBeside =
  ({ folder, config: { databaseUrl, timeZone, logLevel } }: Beside) =>
  (district: District): LoaderBeside => {
    const work: LoaderWork = { district, folder: folder.path, databaseUrl, timeZone, logLevel, subgraphs };
    const thread = new Worker(new URL('./loader.thread.ts', import.meta.url), { workerData: work, resourceLimits });
    const ended = once(thread, 'exit');
    // A failure is told to whoever waits for slices, which is always the case while the thread works.
    ended.catch(() => {});
    const endedEarly = ended.then(() => Promise.reject(new Error('The thread that loads beside ended.')));
    endedEarly.catch(() => {});
    return {
      subgraphs,
      async load(slices) {
        const written = once(thread, 'message');
        written.catch(() => {});
        thread.postMessage(slices);
        await Promise.race([written, endedEarly]);
      },
      async close() {
        thread.postMessage(null);
        await ended.catch(() => {});
      },
    };
  };
