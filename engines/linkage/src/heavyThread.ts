import { parentPort, workerData } from 'node:worker_threads';
import { doShare, type HeavyShare } from './heavyWork.ts';

/** A thread of `inThreads`: does its share and ends. */
const share: HeavyShare = workerData;
parentPort?.postMessage(doShare(share));
