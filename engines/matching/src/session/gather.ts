import type { Assignment } from '../assign.ts';
import { type Candidate, type Look, NO_LOOK, type Snapshot } from '../eligible.ts';
import { loadCost } from '../evenLoad.ts';
import { createFairness } from '../fairness.ts';
import type { Search } from '../match.ts';
import { figuresOf, pairsOf, type RunState, unitOf, unitsOf } from './runState.ts';

const UNBOUNDED = 2 ** 31 - 1;

/** Positions of the rows of an ordered snapshot in the state. */
export interface Order {
  readonly needsAt: readonly number[];
  readonly resourcesAt: readonly number[];
}

const isInOrder = (positions: readonly number[]): boolean => positions.every((position, to) => position === to);

const looksOf = ({ looks }: RunState, { needsAt, resourcesAt }: Order): readonly Look[] => {
  // So it is until something changes.
  if (isInOrder(needsAt) && isInOrder(resourcesAt)) return looks;
  const resourceTo = new Map(resourcesAt.map((r, to) => [r, to]));
  return needsAt.map((n, need) => {
    const look = looks[n] ?? NO_LOOK;
    const candidates = look.candidates.map(
      (candidate): Candidate => ({ ...candidate, need, resource: resourceTo.get(candidate.resource) ?? -1 }),
    );
    const miss = look.nearMiss;
    const missAt = miss === null ? undefined : resourceTo.get(miss.resource);
    return {
      ...look,
      candidates,
      nearMiss: miss === null || missAt === undefined ? null : { ...miss, resource: missAt },
    };
  });
};

const scoresOf = (candidates: readonly Candidate[]): Int32Array => {
  const scores = new Int32Array(candidates.length);
  candidates.forEach(({ score }, k) => {
    scores[k] = score;
  });
  return scores;
};

/** The state as the answer of a search over the ordered snapshot `now`, as if it had been found there. */
export const gather = (state: RunState, now: Snapshot, order: Order): Search => {
  const { flow, wholes, snapshot } = state;
  const looks = looksOf(state, order);
  const candidates = looks.flatMap((look) => look.candidates);
  const units = new Int32Array(candidates.length);
  const prices = flow.prices();
  const pairPrices = new Float64Array(candidates.length);
  const mosts = new Int32Array(candidates.length);
  /** Where the pairs of the units that were solved whole stand among all candidates. */
  const placeOf = new Map<Assignment, Int32Array>();
  let at = 0;
  for (const n of order.needsAt) {
    const whole = wholes.get(unitOf(state, n))?.assignment;
    const places = whole && (placeOf.get(whole) ?? new Int32Array(whole.candidates.length).fill(-1));
    if (whole && places) placeOf.set(whole, places);
    const own = unitsOf(state, n);
    pairsOf(state, n).forEach(({ candidate, at: from }, k) => {
      units[at + k] = own[k] ?? 0;
      mosts[at + k] = whole?.most[from] ?? Math.min(UNBOUNDED, candidate.most ?? UNBOUNDED);
      pairPrices[at + k] = whole?.pairPrices?.[from] ?? (whole?.prices ?? prices)[candidate.resource] ?? 0;
      if (places) places[from] = at + k;
    });
    at += own.length;
  }
  const room = Float64Array.from(now.free);
  const unserved = Float64Array.from(now.wanted);
  candidates.forEach(({ need, resource }, k) => {
    room[resource] = (room[resource] ?? 0) - (units[k] ?? 0);
    unserved[need] = (unserved[need] ?? 0) - (units[k] ?? 0);
  });
  const wholeOf = (n: number): Assignment | undefined => wholes.get(unitOf(state, n))?.assignment;
  const wholeAt = (r: number): Assignment | undefined => wholes.get(snapshot.resources[r]?.unit ?? '')?.assignment;
  const values = flow.lastUnitValues();
  const fairness = createFairness(now);
  const { method, objective, gap } = figuresOf(state);
  let dualBound = flow.dualBound();
  for (const whole of wholes.values()) dualBound += whole.assignment.dualBound - whole.relaxed;
  if (dualBound - objective !== gap) throw new Error(`The prices prove a gap of ${dualBound - objective}, not ${gap}.`);
  const assignment: Assignment = {
    method,
    candidates,
    scores: scoresOf(candidates),
    flow: units,
    most: mosts,
    pairPrices,
    joint: [...placeOf].flatMap(([{ joint = [] }, places]) =>
      joint.map(({ cap, pairs }) => ({ cap, pairs: pairs.map((k) => places[k] ?? -1) })),
    ),
    prices: Float64Array.from(order.resourcesAt, (r) => (wholeAt(r)?.prices ?? prices)[r] ?? 0),
    lastUnitValues: Float64Array.from(order.resourcesAt, (r) => (wholeAt(r)?.lastUnitValues ?? values)[r] ?? 0),
    worths: Float64Array.from(order.needsAt, (n) => wholeOf(n)?.worths[n] ?? flow.worthOf(n)),
    room,
    unserved,
    nextPoints: fairness.nextPoints(unserved),
    fairnessPoints: fairness.earned(unserved),
    loadCost: loadCost(now, room),
    objective,
    dualBound,
  };
  return { looks, assignment, examined: looks.reduce((sum, { examined }) => sum + examined, 0) };
};
