import { parentPort, workerData } from 'node:worker_threads';
import { type SharedWork, solveParts } from './solveParts.ts';

solveParts(workerData as SharedWork); // typed by `solveInThreads`
parentPort?.postMessage(null);
