import { parentPort, workerData } from 'node:worker_threads';
import { type ScoreTask, type Share, scoreCandidates } from './scoreCandidates.ts';

/** A thread of `scoreInThreads`: scores its share and ends. */
const { task, share }: { readonly task: ScoreTask; readonly share: Share } = workerData;
parentPort?.postMessage(scoreCandidates(task, share));
