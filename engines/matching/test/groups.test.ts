import { describe, expect, it } from 'vitest';
import { type Assignment, assign } from '../src/assign.ts';
import { takeSnapshot } from '../src/eligible.ts';
import type { BranchedGroup } from '../src/groups.ts';
import { defaultPolicy, type MatchInput, type MatchNeed } from '../src/index.ts';
import { candidatesOf, firstLook } from '../src/match.ts';
import { aFund, aNeed, createDice, today } from './synthetic.ts';

const URGENCIES = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;

/** Needs for money in six divisions that share no fund, so that some hang together and others do not. */
const aDistrict = (seed: number): Pick<MatchInput, 'needs' | 'resources'> => {
  const dice = createDice(seed);
  const division = () => `d${dice(6)}`;
  const needs = Array.from({ length: 40 }, (_, k): MatchNeed => {
    const community = division();
    return aNeed({
      ...{ id: `n${k}`, service: 'CASH_RELIEF', unit: 'FEN', units: 100 * (1 + dice(50)), community },
      ...{ places: [community], personKey: `p${k}`, urgency: URGENCIES[dice(4)] ?? 'LOW', indivisible: dice(3) === 0 },
    });
  });
  const resources = Array.from({ length: 18 }, (_, k) =>
    aFund({
      ...{ id: `f${k}`, regions: [division()], capacity: 500 * (1 + dice(10)) },
      leastUnits: dice(2) === 0 ? 1_000 : null,
      matchGiving: dice(5) === 0 ? { gives: 1, forEach: 2, beside: [] } : null,
    }),
  );
  return { needs, resources };
};

const groupsOf = ({ earlier }: Assignment): readonly BranchedGroup[] => earlier?.groups ?? [];
const answerOf = (group: BranchedGroup | undefined) => [group?.candidates, group?.limit, group?.branched];

describe('a group of needs that was branched before', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is answered as one that was not (district %i)', (seed) => {
    const { needs, resources } = aDistrict(seed);
    const snapshot = takeSnapshot(needs, resources, [], { ...defaultPolicy, maxBranches: 60 }, today);
    const looks = needs.map((_, n) => firstLook(snapshot, n));
    const candidates = candidatesOf(looks);
    // Fewer candidates than later, as before a search is widened.
    const fewer = candidates.filter(({ need, resource }) => need % 7 !== 0 || resource % 3 !== 0);
    const brief = assign(snapshot, candidates, 'BRIEF', assign(snapshot, fewer, 'BRIEF'));
    const full = assign(snapshot, candidates, 'FULL', brief);
    expect(groupsOf(brief).length).toBeGreaterThan(1);
    for (const [kept, fresh] of [
      [brief, assign(snapshot, candidates, 'BRIEF')],
      [full, assign(snapshot, candidates, 'FULL')],
      [assign(snapshot, candidates, 'FULL', full), assign(snapshot, candidates, 'FULL')],
    ] as const) {
      // Which of several equal optima the flow is, and so which groups break a rule, depends on where a solve began.
      const known = new Map(groupsOf(fresh).map((group) => [group.candidates[0], group]));
      const both = groupsOf(kept).filter((group) => known.has(group.candidates[0]));
      expect(both.length).toBeGreaterThan(0);
      for (const group of both) expect(answerOf(group)).toEqual(answerOf(known.get(group.candidates[0])));
    }
  });
});
