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

const lookedAt = (seed: number) => {
  const { needs, resources } = aDistrict(seed);
  const snapshot = takeSnapshot(needs, resources, [], { ...defaultPolicy, maxBranches: 60 }, today);
  return { ...{ needs, resources, snapshot }, candidates: candidatesOf(needs.map((_, n) => firstLook(snapshot, n))) };
};

/** Groups of two assignments that begin with the same candidate. */
const inBoth = (kept: Assignment, fresh: Assignment) => {
  const known = new Map(groupsOf(fresh).map((group) => [group.candidates[0], group]));
  return groupsOf(kept).flatMap((group) => {
    const same = known.get(group.candidates[0]);
    return same === undefined ? [] : [[group, same] as const];
  });
};

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('a group of needs that was branched before (district %i)', (seed) => {
  it('goes on as far as one that is branched at once', () => {
    const { snapshot, candidates } = lookedAt(seed);
    const brief = assign(snapshot, candidates, 'BRIEF');
    const fresh = assign(snapshot, candidates, 'FULL');
    const full = assign(snapshot, candidates, 'FULL', brief);
    expect(groupsOf(brief).length).toBeGreaterThan(1);
    for (const kept of [full, assign(snapshot, candidates, 'FULL', full)]) {
      // Which of several equal optima the flow is, and so which groups break a rule, depends on where a solve began.
      const both = inBoth(kept, fresh);
      expect(both.length).toBeGreaterThan(0);
      for (const [group, same] of both) expect(answerOf(group)).toEqual(answerOf(same));
    }
  });

  it('comes to what its own bounds allow when it has more candidates than before', () => {
    const { snapshot, candidates } = lookedAt(seed);
    // As before a search is widened.
    const fewer = candidates.filter(({ need, resource }) => need % 7 !== 0 || resource % 3 !== 0);
    const kept = assign(snapshot, candidates, 'FULL', assign(snapshot, fewer, 'FULL'));
    const fresh = assign(snapshot, candidates, 'FULL');
    for (const [group, same] of inBoth(kept, fresh)) {
      expect(group.relaxed.objective).toBe(same.relaxed.objective);
      expect(group.branched.objective).toBeLessThanOrEqual(same.branched.dualBound);
      expect(same.branched.objective).toBeLessThanOrEqual(group.branched.dualBound);
    }
  });

  it('is branched again only where something changed for it', () => {
    const { needs, resources, snapshot, candidates } = lookedAt(seed);
    const before = assign(snapshot, candidates, 'FULL');
    const concerned = candidates.find(({ need }) => needs[need] === groupsOf(before)[0]?.inside.needs[0]);
    const less = resources.map((fund, r) =>
      r === concerned?.resource ? { ...fund, capacity: fund.capacity - 100 } : fund,
    );
    const after = assign(takeSnapshot(needs, less, [], snapshot.policy, today), candidates, 'FULL', before);
    const known = new Set(groupsOf(before));
    const again = groupsOf(after).filter((group) => !known.has(group));
    const isConcerned = ({ inside }: BranchedGroup) => inside.resourcesAt.includes(concerned?.resource ?? -1);
    expect(
      again.filter((group) => !isConcerned(group) && inBoth(before, after).some(([, same]) => same === group)),
    ).toEqual([]);
    expect(
      groupsOf(after)
        .filter(isConcerned)
        .every((group) => !known.has(group)),
    ).toBe(true);
    expect(after.dualBound).toBeGreaterThanOrEqual(after.objective);
    const fresh = assign(takeSnapshot(needs, less, [], snapshot.policy, today), candidates, 'FULL');
    expect(after.objective).toBeLessThanOrEqual(fresh.dualBound);
    expect(fresh.objective).toBeLessThanOrEqual(after.dualBound);
  });
});
