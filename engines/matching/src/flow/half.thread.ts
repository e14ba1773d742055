import { parentPort, workerData } from 'node:worker_threads';
import type { TransportProblem } from './network.ts';
import { solveTransport } from './solveTransport.ts';

parentPort?.postMessage(solveTransport(workerData as TransportProblem)); // typed by `solveInThreads`
