import { resolve } from 'node:path';
import { catchUp } from '../catchUp.ts';
import type { HubConfig } from '../config.ts';
import { handJob } from '../jobs.ts';
import { openSession } from '../session.ts';
import { interruption, print, progressLine } from '../terminal.ts';
import { jobsOf } from './jobsOfHub.ts';

/** Has a job done by the hub that runs on the data folder, or does it here, and prints its result. */
export const runJob = async (...given: Parameters<typeof resultOfJob>): Promise<void> =>
  print(await resultOfJob(...given));

/** The result of a job, done by the hub that runs on the data folder or here: take the lock, open, run, let the feeds drain, close. */
export async function resultOfJob(
  config: HubConfig,
  job: string,
  args: Readonly<Record<string, unknown>>,
): Promise<string> {
  const line = progressLine();
  try {
    const handed = await handJob(resolve(config.dataFolder), job, args, line.show);
    return handed ?? (await runHere(config, job, args, line.show));
  } finally {
    line.end();
  }
}

/** Jobs with so much to write, or to catch up with, that the stores are opened for it. */
const inBulk: ReadonlySet<string> = new Set(['seed', 'link']);
const drainedBefore: ReadonlySet<string> = new Set(['link', 'schedule-run']);
/** What is ordered while copies catch up is the run that follows, and not a second one after it. */
const drainedMeanwhile: ReadonlySet<string> = new Set(['match']);
const drainedAfter: ReadonlySet<string> = new Set(['seed']);
/** Jobs that ask the whole graph: a gateway is opened for them, and listens to nobody. */
const askingGateway: ReadonlySet<string> = new Set(['schedule-run']);

async function runHere(
  config: HubConfig,
  name: string,
  args: Readonly<Record<string, unknown>>,
  progress: (line: string) => void,
): Promise<string> {
  const signal = interruption();
  const session = await openSession(config, { bulk: inBulk.has(name) });
  const closing: (() => Promise<void>)[] = [];
  try {
    const job = jobsOf(session)[name];
    if (!job) throw new Error(`There is no job "${name}".`);
    const gateway = askingGateway.has(name)
      ? await session.hub.openGateway({ isReady: () => true, progress: () => '' })
      : null;
    closing.push(async () => gateway?.close());
    const drained = () => catchUp(session.hub.startWorkers(), signal, progress);
    if (drainedBefore.has(name)) await drained();
    const meanwhile = drainedMeanwhile.has(name) ? drained() : Promise.resolve();
    const done = job(args, { progress, signal, isAlone: true }).catch((failure: unknown) => {
      // Whoever was interrupted is told so by the exit code.
      if (signal.aborted) process.exitCode = 130;
      throw failure;
    });
    const [result] = await Promise.all([done, meanwhile]);
    if (!drainedAfter.has(name) || signal.aborted) return result;
    await drained();
    return signal.aborted ? `${result} Interrupted; copies, links and matches go on at the next start.` : result;
  } finally {
    for (const close of closing) await close();
    await session.close();
  }
}
