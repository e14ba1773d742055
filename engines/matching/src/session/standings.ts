import type { Candidate, Snapshot } from '../eligible.ts';
import { costOf, tiersAt } from '../evenLoad.ts';
import { fairnessKeyOf, gainOf, tiersOf } from '../fairness.ts';
import type { Units } from './told.ts';

/** A need that would get other units. */
export interface Step {
  readonly n: number;
  readonly from: Units;
  readonly to: Units;
  readonly candidates: readonly Candidate[];
}

/** How far resources are used and communities served by what is told, so that a step can be weighed without looking at all. */
export interface Standings {
  /** Takes over what a need wants now and what it is told. */
  readonly put: (snapshot: Snapshot, n: number, told: Units) => void;
  readonly usedOf: (r: number) => number;
  /** Points that these steps together would gain, fairness and load included. */
  readonly gainOf: (snapshot: Snapshot, steps: readonly Step[]) => number;
}

interface Community {
  fixed: number;
  wanted: number;
  served: number;
}

interface Part extends Readonly<Community> {
  readonly key: string;
  readonly told: Units;
}

const sumOf = (units: Units): number => units.values().reduce((sum, held) => sum + held, 0);

export const createStandings = (): Standings => {
  const communities = new Map<string, Community>();
  const used = new Map<number, number>();
  const parts: (Part | undefined)[] = [];
  const count = ({ key, fixed, wanted, served, told }: Part, sign: 1 | -1): void => {
    const community = communities.get(key) ?? { fixed: 0, wanted: 0, served: 0 };
    communities.set(key, community);
    community.fixed += sign * fixed;
    community.wanted += sign * wanted;
    community.served += sign * served;
    for (const [r, units] of told) used.set(r, (used.get(r) ?? 0) + sign * units);
  };
  return {
    put: ({ needs, wanted }, n, told) => {
      const need = needs[n];
      const old = parts[n];
      if (old !== undefined) count(old, -1);
      parts[n] = undefined;
      if (need === undefined) return;
      const wants = wanted[n] ?? 0;
      const part = { key: fairnessKeyOf(need), fixed: need.units - wants, wanted: wants, served: sumOf(told), told };
      parts[n] = part;
      count(part, 1);
    },
    usedOf: (r) => used.get(r) ?? 0,
    gainOf: (snapshot, steps) => {
      const { fairness } = snapshot.policy;
      const more = new Map<number, number>();
      const moreServed = new Map<string, number>();
      let gain = 0;
      for (const { n, from, to, candidates } of steps) {
        for (const { resource, score } of candidates) {
          const units = (to.get(resource) ?? 0) - (from.get(resource) ?? 0);
          if (units === 0) continue;
          gain += units * score;
          more.set(resource, (more.get(resource) ?? 0) + units);
        }
        const key = parts[n]?.key ?? '';
        moreServed.set(key, (moreServed.get(key) ?? 0) + sumOf(to) - sumOf(from));
      }
      for (const [key, units] of moreServed) {
        const { fixed, wanted, served } = communities.get(key) ?? { fixed: 0, wanted: 0, served: 0 };
        const tiers = tiersOf(fixed, wanted, fairness.tiers, fairness.points);
        gain += gainOf({ tiers }, served + units) - gainOf({ tiers }, served);
      }
      for (const [r, units] of more) {
        const tiers = tiersAt(snapshot, r);
        const now = used.get(r) ?? 0;
        gain -= costOf(tiers, now + units) - costOf(tiers, now);
      }
      return gain;
    },
  };
};
