import { Worker } from 'node:worker_threads';
import { findHalves, joinHalves, takeHalf } from './halves.ts';
import { checkProblem, type TransportProblem } from './network.ts';
import { type SolveReport, solveTransport, type TransportSolution } from './solveTransport.ts';

/**
 * `solveTransport` here and in a second thread, where the pairs fall into two halves that share nothing and are worth it; otherwise
 * here alone. The parts depend on the problem alone, and so does the answer. It holds up this thread until its own half is solved.
 */
export const solveInThreads = async (
  problem: TransportProblem,
  report?: SolveReport,
  leastPairs?: number,
): Promise<TransportSolution> => {
  checkProblem(problem);
  const halves = findHalves(problem, leastPairs);
  if (halves === null) return solveTransport(problem, report);
  const worker = new Worker(new URL('./half.thread.ts', import.meta.url), { workerData: takeHalf(problem, halves, 1) });
  try {
    const first = solveTransport(takeHalf(problem, halves, 0), report);
    return joinHalves(problem, halves, first, await answerOf(worker));
  } finally {
    await worker.terminate();
  }
};

const answerOf = (worker: Worker): Promise<TransportSolution> => {
  const { promise, resolve, reject } = Promise.withResolvers<TransportSolution>();
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', (code) => reject(new Error(`The second thread ended with code ${code} before its answer.`)));
  return promise;
};
