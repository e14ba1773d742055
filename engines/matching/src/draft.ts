import type { Branch, SideProblem } from './branching.ts';
import { type BoundedProblem, extend } from './joint.ts';
import type { BesideRule, CapGroup } from './sideRules.ts';

/** A pair that stands in a problem once more, for the part of its need that lies under a floor. */
interface Added {
  readonly part: number;
  readonly pair: number;
  readonly most: number;
}

/** A problem into which a branch is written: units and bounds are its own, and what it adds stands behind. */
export interface Draft {
  readonly needUnits: Int32Array;
  readonly capacities: Float64Array;
  readonly pairMax: Int32Array;
  readonly caps: number[];
  readonly forced: Set<number>;
  /** Units of the parts of needs that lie under a floor, and their pairs. */
  readonly parts: number[];
  readonly added: Added[];
}

export const draftOf = ({ problem, joint }: SideProblem, { high, forced }: Branch): Draft => {
  const pairMax = problem.pairMax.slice();
  for (const [pair, units] of high) pairMax[pair] = Math.min(pairMax[pair] ?? 0, units);
  return {
    needUnits: problem.needUnits.slice(),
    capacities: Float64Array.from(problem.capacities),
    pairMax,
    caps: joint.map(({ cap }) => cap),
    forced: new Set(forced),
    parts: [],
    added: [],
  };
};

/** Takes units that a pair must carry out of the problem; false where they cannot be had. */
export const keep = (draft: Draft, { joint, problem }: SideProblem, pair: number, units: number): boolean => {
  const { needUnits, capacities, pairMax, caps } = draft;
  const [i, r] = [problem.pairNeed[pair] ?? 0, problem.pairResource[pair] ?? 0];
  needUnits[i] = (needUnits[i] ?? 0) - units;
  capacities[r] = (capacities[r] ?? 0) - units;
  pairMax[pair] = (pairMax[pair] ?? 0) - units;
  let least = Math.min(needUnits[i] ?? 0, capacities[r] ?? 0, pairMax[pair] ?? 0);
  joint.forEach(({ pairs }, g) => {
    if (!pairs.includes(pair)) return;
    caps[g] = (caps[g] ?? 0) - units;
    least = Math.min(least, caps[g] ?? 0);
  });
  return least >= 0;
};

/** A part of the need that only the others of a match-giving rule may serve, and must. */
export const raiseFloor = (draft: Draft, { others }: BesideRule, need: number, units: number): boolean => {
  const { needUnits, pairMax, forced, parts, added } = draft;
  needUnits[need] = (needUnits[need] ?? 0) - units;
  const part = needUnits.length + parts.push(units) - 1;
  forced.add(part);
  for (const k of others) added.push({ part, pair: k, most: Math.min(units, pairMax[k] ?? 0) });
  return (needUnits[need] ?? 0) >= 0;
};

/** A pair stands in the draft where it stands in the problem, and once more behind for each floor. */
export const groupsIn = ({ caps, added }: Draft, { problem, joint }: SideProblem): readonly CapGroup[] => {
  const placesOf = Map.groupBy(added.keys(), (at) => added[at]?.pair);
  return joint.map(({ pairs }, g) => ({
    cap: caps[g] ?? 0,
    pairs:
      added.length === 0
        ? pairs
        : [...pairs, ...pairs.flatMap((k) => (placesOf.get(k) ?? []).map((at) => problem.pairNeed.length + at))].sort(
            (a, b) => a - b,
          ),
  }));
};

/** A pair that stands in the draft twice, for a floor, keeps its bound over both. */
export const twinsIn = ({ pairMax, added }: Draft, { problem, joint }: SideProblem): readonly CapGroup[] =>
  added
    .flatMap(({ pair }, at) =>
      joint.some(({ pairs }) => pairs.includes(pair))
        ? []
        : [{ cap: pairMax[pair] ?? 0, pairs: [pair, problem.pairNeed.length + at] }],
    )
    .filter(({ cap }) => cap < MOST_UNITS);

const MOST_UNITS = 2 ** 31 - 1;

/** The problem of a draft, with `premium` more for each unit that must be served. */
export const writtenOut = ({ problem }: SideProblem, draft: Draft, premium: number): BoundedProblem => {
  const { needUnits, capacities, pairMax, parts, added, forced } = draft;
  const isForced = (need: number): boolean => forced.has(need);
  const scoreOf = (k: number): number => problem.pairScore[k] ?? 0;
  const raised =
    forced.size === 0
      ? problem.pairScore
      : problem.pairScore.map((score, k) => (isForced(problem.pairNeed[k] ?? 0) ? score + premium : score));
  return {
    needUnits: extend(needUnits, parts),
    capacities,
    pairNeed: extend(
      problem.pairNeed,
      added.map(({ part }) => part),
    ),
    pairResource: extend(
      problem.pairResource,
      added.map(({ pair }) => problem.pairResource[pair] ?? 0),
    ),
    pairScore: extend(
      raised,
      added.map(({ part, pair }) => scoreOf(pair) + (isForced(part) ? premium : 0)),
    ),
    pairMax: extend(
      pairMax,
      added.map(({ most }) => most),
    ),
  };
};
