import { Worker } from 'node:worker_threads';
import { checkProblem, type TransportProblem } from './network.ts';
import { createAnswer, findParts, readAnswer, shareArray } from './parts.ts';
import { type SharedWork, solveParts } from './solveParts.ts';
import { type SolveReport, solveChecked, type TransportSolution } from './solveTransport.ts';

/** A second thread: calls `solveParts` with the same work, and tells when it is done. */
export type Helper = (work: SharedWork) => Promise<void>;

/**
 * `solveTransport` here and in a second thread, where the pairs fall into parts that share nothing and are worth it; otherwise here
 * alone. The parts depend on the problem alone, and so does the answer. It holds up this thread until no part is left to take.
 */
export const solveInThreads = async (
  problem: TransportProblem,
  report?: SolveReport,
  leastPairs?: number,
  help: Helper = helpInNewThread,
): Promise<TransportSolution> => {
  checkProblem(problem);
  const parts = findParts(problem, leastPairs);
  if (parts === null) return solveChecked(problem, report);
  const { needUnits, capacities, pairNeed, pairResource, pairScore, pairMax } = problem;
  const shared: TransportProblem = {
    needUnits: shareArray(needUnits),
    capacities: shareArray(capacities),
    pairNeed: shareArray(pairNeed),
    pairResource: shareArray(pairResource),
    pairScore: shareArray(pairScore),
    ...(pairMax === undefined ? {} : { pairMax: shareArray(pairMax) }),
  };
  const answer = createAnswer(shared, parts);
  const work: SharedWork = { problem: shared, parts, answer, counts: shareArray(new Int32Array(2)) };
  const helped = help(work);
  solveParts(work, report);
  await helped;
  return readAnswer(answer);
};

const helpInNewThread: Helper = async (work) => {
  const worker = new Worker(new URL('./parts.thread.ts', import.meta.url), { workerData: work });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  worker.once('message', () => resolve());
  worker.once('error', reject);
  worker.once('exit', (code) => reject(new Error(`The second thread ended with code ${code} before its answer.`)));
  try {
    await promise;
  } finally {
    await worker.terminate();
  }
};
