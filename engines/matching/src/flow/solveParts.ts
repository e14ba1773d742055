import type { TransportProblem } from './network.ts';
import { type Parts, putPart, type SharedAnswer, takePart } from './parts.ts';
import { type SolveReport, solveChecked } from './solveTransport.ts';

/** A problem in parts that several threads take one after the other; all arrays lie in memory that they see together. */
export interface SharedWork {
  readonly problem: TransportProblem;
  readonly parts: Parts;
  readonly answer: SharedAnswer;
  /** The next part to be taken, and the pairs of those that are solved. */
  readonly counts: Int32Array;
}
const NEXT = 0;
const SOLVED = 1;

/** Solves parts until none is left. Which thread solves a part changes nothing about its answer. */
export const solveParts = ({ problem, parts, answer, counts }: SharedWork, report?: SolveReport): void => {
  const { sizes } = parts;
  const total = problem.pairNeed.length;
  for (let part = take(counts); part < sizes.length; part = take(counts)) {
    const size = sizes[part] as number;
    const solution = solveChecked(takePart(problem, parts, part), (share) =>
      report?.((Atomics.load(counts, SOLVED) + share * size) / total),
    );
    putPart(answer, parts, part, solution);
    Atomics.add(counts, SOLVED, size);
  }
};

const take = (counts: Int32Array): number => Atomics.add(counts, NEXT, 1);
