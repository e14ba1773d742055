import { totalmem } from 'node:os';
import { setImmediate as otherWork } from 'node:timers/promises';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { MatchInput, NeedOutcome, RunChange } from '@hub/engine-matching';
import type { FiguresOfOutcome, GatheredAnswer } from './gatheredAnswer.rules.ts';
import { type FiguresToTell, openKeptRun, type RunDelta } from './keptRun.worker.ts';
import type { MatchProgress } from './matchRun.entity.ts';
import { isLarge } from './matchRun.rules.ts';

/** A run that is kept open, wherever it works. */
export interface KeptRun {
  /** `null` when the changes must be solved in full. After that, and after a failure, it is closed. */
  change(changes: readonly RunChange[], signal: AbortSignal): Promise<RunDelta | null>;
  /** What is asked of resources and what would unlock shortages now. After a failure it is closed. */
  figures(signal: AbortSignal): Promise<FiguresToTell>;
  close(): Promise<unknown>;
}

/** What the thread of a kept run is asked for, once its outcome is out. */
export type KeptRunTask =
  | { readonly kind: 'CHANGES'; readonly changes: readonly RunChange[] }
  | { readonly kind: 'FIGURES' };

/** What the thread is given. */
export interface KeptRunBegin {
  readonly input: MatchInput;
  /** Where it puts outcomes of needs, a portion in each message. */
  readonly portions: MessagePort;
}

/** A run whose needs were all told. */
export interface WholeRun {
  readonly figures: FiguresOfOutcome;
  readonly kept: KeptRun;
}

/** What the thread of a kept run sends: progress while it works, that outcomes of needs lie at its port, the rest of the whole, and then what it is asked for. */
export type KeptRunMessage =
  | { readonly kind: 'PROGRESS'; readonly progress: MatchProgress }
  | { readonly kind: 'NEEDS' }
  | { readonly kind: 'WHOLE'; readonly figures: FiguresOfOutcome }
  | { readonly kind: 'DELTA'; readonly delta: RunDelta | null }
  | { readonly kind: 'FIGURES'; readonly figures: FiguresToTell };

type Report = (progress: MatchProgress) => void;

type Take = GatheredAnswer['take'];

/** Matches all, hands over what each need is told, and keeps the run open: in a thread when it may take long. */
export const keepRun = (input: MatchInput, signal: AbortSignal, report: Report, take: Take): Promise<WholeRun> =>
  isLarge(input) ? keepInThread(input, signal, report, take) : keepHere(input, report, take);

async function keepHere(input: MatchInput, report: Report, take: Take): Promise<WholeRun> {
  const { whole, change, figures } = openKeptRun(input, report, take);
  return {
    figures: whole,
    kept: {
      async change(changes) {
        await otherWork();
        return change(changes);
      },
      async figures() {
        await otherWork();
        return figures();
      },
      close: async () => {},
    },
  };
}

/** A million residents take some gigabytes, above what Node allows a thread by itself; half of the machine is left to all else. */
const resourceLimits = { maxOldGenerationSizeMb: Math.floor(totalmem() / 2 ** 21) };

async function keepInThread(input: MatchInput, signal: AbortSignal, report: Report, take: Take): Promise<WholeRun> {
  signal.throwIfAborted();
  const { port1, port2: portions } = new MessageChannel();
  const thread = new Worker(new URL('./keptRunThread.worker.ts', import.meta.url), {
    workerData: { input, portions } satisfies KeptRunBegin,
    transferList: [portions],
    resourceLimits,
  });
  // Messages would all be heard at once: fetched one by one, they let others work in between.
  const takeAll = async (): Promise<void> => {
    for (let got = receiveMessageOnPort(port1); got !== undefined; got = receiveMessageOnPort(port1)) {
      take(got.message as readonly NeedOutcome[]); // typed by the thread
      await otherWork();
    }
  };
  let taken = Promise.resolve();
  const takeSoon = (): void => {
    taken = taken.then(takeAll);
    taken.catch(() => {}); // it is waited for below
  };
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => {}); // it may end while nobody asks
  thread.on('error', ended.reject);
  thread.on('exit', (code) => ended.reject(new Error(`The thread of a kept run ended with code ${code}.`)));
  /** The next message that is no progress. When none comes, the thread is of no use any more. */
  async function nextOf<Kind extends KeptRunMessage['kind']>(kind: Kind, until: AbortSignal) {
    const { promise, resolve, reject } = Promise.withResolvers<Extract<KeptRunMessage, { kind: Kind }>>();
    const abort = () => reject(until.reason);
    const hear = (message: KeptRunMessage) => {
      if (message.kind === 'PROGRESS') report(message.progress);
      else if (message.kind === 'NEEDS') takeSoon();
      else if (isOf(kind, message)) resolve(message);
    };
    until.addEventListener('abort', abort, { once: true });
    thread.on('message', hear);
    try {
      until.throwIfAborted();
      return await Promise.race([promise, ended.promise]);
    } catch (failure) {
      await thread.terminate();
      throw failure;
    } finally {
      until.removeEventListener('abort', abort);
      thread.off('message', hear);
    }
  }
  const ask = (task: KeptRunTask): void => thread.postMessage(task);
  const { figures } = await nextOf('WHOLE', signal);
  await taken;
  port1.close();
  return {
    figures,
    kept: {
      async change(changes, until) {
        ask({ kind: 'CHANGES', changes });
        return (await nextOf('DELTA', until)).delta;
      },
      async figures(until) {
        ask({ kind: 'FIGURES' });
        return (await nextOf('FIGURES', until)).figures;
      },
      close: () => thread.terminate(),
    },
  };
}

const isOf = <Kind extends KeptRunMessage['kind']>(
  kind: Kind,
  message: KeptRunMessage,
): message is Extract<KeptRunMessage, { kind: Kind }> => message.kind === kind;
