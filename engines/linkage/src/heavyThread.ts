import { parentPort } from 'node:worker_threads';
import { doShare, type HeavyShare } from './heavyWork.ts';

/** A thread of `Threads`: does the shares that it is given until it is ended. */
parentPort?.on('message', (share: HeavyShare) => parentPort?.postMessage(doShare(share)));
