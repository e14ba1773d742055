import { Worker } from 'node:worker_threads';
import { joinScored, type Scored, type ScoreTask, type Share } from './scoreCandidates.ts';

const scoreShare = (task: ScoreTask, share: Share): Promise<Scored> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./scoreThread.ts', import.meta.url), { workerData: { task, share } });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`A scoring thread ended with code ${code} before it answered.`)));
  });

/** Scores all candidates in `threads` threads; the answer is the same, to the last bit, for any number of them. */
export const scoreInThreads = async (task: ScoreTask, threads: number): Promise<Scored> => {
  const shares = Array.from({ length: threads }, (_, part) => scoreShare(task, { part, parts: threads }));
  return joinScored(await Promise.all(shares), task.encoded.rowCount);
};
