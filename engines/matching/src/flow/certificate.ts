import type { TransportProblem } from './network.ts';

/** What anybody can recompute from an assignment and the prices alone. The answer is optimal when `gap` is 0 and `faults` is empty. */
export interface Certificate {
  readonly objective: number;
  readonly dualBound: number;
  readonly gap: number;
  readonly assignedUnits: number;
  /** Broken limits in words for engineers, at most ten; empty when units, capacities, pair bounds and prices are respected. */
  readonly faults: readonly string[];
}

interface Offer {
  readonly profit: number;
  readonly most: number;
}

/** The most that one need can gain at given prices: its best pairs first, each up to its bound, until its units are used up. */
const bestAnswer = (offers: Offer[], units: number): number => {
  offers.sort((a, b) => b.profit - a.profit);
  let left = units;
  let gain = 0;
  for (const { profit, most } of offers) {
    const taken = Math.min(left, most);
    gain += taken * profit;
    left -= taken;
    if (left === 0) break;
  }
  return gain;
};

/** Positions of the pairs by need; `null` where they stand in that order already, as in most files, which saves the memory. */
const orderByNeed = (pairNeed: Int32Array, pairsOfNeed: Int32Array): Int32Array | null => {
  let k = 1;
  while (k < pairNeed.length && (pairNeed[k] as number) >= (pairNeed[k - 1] as number)) k++;
  if (k >= pairNeed.length) return null;
  const next = pairsOfNeed.slice(0, -1);
  const byNeed = new Int32Array(pairNeed.length);
  for (k = 0; k < pairNeed.length; k++) byNeed[(next[pairNeed[k] as number] as number)++] = k;
  return byNeed;
};

/**
 * Recomputes objective and bound from the problem, the units of each pair and the prices, sharing no code with the solver (weak duality:
 * no assignment is worth more than all capacity at these prices plus the best answer of every need to them).
 */
export const checkCertificate = (
  problem: TransportProblem,
  flow: ArrayLike<number>,
  prices: ArrayLike<number>,
): Certificate => {
  const { needUnits, capacities, pairNeed, pairResource, pairScore, pairMax } = problem;
  const faults: string[] = [];
  const fault = (words: string): void => {
    if (faults.length < 10) faults.push(words);
  };
  const given = new Float64Array(needUnits.length);
  const used = new Float64Array(capacities.length);
  const pairsOfNeed = new Int32Array(needUnits.length + 1);
  let objective = 0;
  let assignedUnits = 0;
  for (let k = 0; k < pairNeed.length; k++) {
    const units = flow[k] as number;
    if (units < 0 || !Number.isInteger(units)) fault(`Pair ${k} carries ${units} units.`);
    if (pairMax !== undefined && units > (pairMax[k] as number))
      fault(`Pair ${k} carries ${units} of at most ${pairMax[k]} units.`);
    (given[pairNeed[k] as number] as number) += units;
    (used[pairResource[k] as number] as number) += units;
    objective += units * (pairScore[k] as number);
    assignedUnits += units;
    (pairsOfNeed[(pairNeed[k] as number) + 1] as number)++;
  }
  for (let i = 0; i < given.length; i++)
    if ((given[i] as number) > (needUnits[i] as number)) fault(`Need ${i} has ${given[i]} of ${needUnits[i]} units.`);
  let dualBound = 0;
  for (let r = 0; r < used.length; r++) {
    const price = prices[r] as number;
    if ((used[r] as number) > (capacities[r] as number))
      fault(`Resource ${r} gives ${used[r]} of ${capacities[r]} units.`);
    if (!(price >= 0)) fault(`Resource ${r} has the price ${price}.`);
    dualBound += (capacities[r] as number) * price;
  }
  for (let i = 0; i < given.length; i++)
    pairsOfNeed[i + 1] = (pairsOfNeed[i + 1] as number) + (pairsOfNeed[i] as number);
  const byNeed = orderByNeed(pairNeed, pairsOfNeed);
  const chosen = new Int32Array(used.length).fill(-1); // the pair that stands for a resource, where a pair is given twice
  const most = (k: number): number => (pairMax === undefined ? Number.POSITIVE_INFINITY : (pairMax[k] as number));
  const isBetter = (a: number, b: number): boolean =>
    pairScore[a] === pairScore[b] ? most(a) > most(b) : (pairScore[a] as number) > (pairScore[b] as number);
  for (let i = 0; i < given.length; i++) {
    const from = pairsOfNeed[i] as number;
    const to = pairsOfNeed[i + 1] as number;
    if (pairMax === undefined) {
      // Without bounds the best pair answers for all units, and of a pair given twice the higher score is the better anyway.
      let best = 0;
      for (let at = from; at < to; at++) {
        const k = byNeed === null ? at : (byNeed[at] as number);
        best = Math.max(best, (pairScore[k] as number) - (prices[pairResource[k] as number] as number));
      }
      dualBound += best * (needUnits[i] as number);
      continue;
    }
    for (let at = from; at < to; at++) {
      const k = byNeed === null ? at : (byNeed[at] as number);
      const r = pairResource[k] as number;
      const known = chosen[r] as number;
      if (most(k) > 0 && (known < 0 || pairNeed[known] !== i || isBetter(k, known))) chosen[r] = k;
    }
    const offers: Offer[] = [];
    for (let at = from; at < to; at++) {
      const k = byNeed === null ? at : (byNeed[at] as number);
      const r = pairResource[k] as number;
      const profit = (pairScore[k] as number) - (prices[r] as number);
      if (chosen[r] === k && profit > 0) offers.push({ profit, most: most(k) });
    }
    dualBound += bestAnswer(offers, needUnits[i] as number);
  }
  return { objective, dualBound, gap: dualBound - objective, assignedUnits, faults };
};
