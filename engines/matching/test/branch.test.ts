import { describe, expect, it } from 'vitest';
import { defaultPolicy, type MatchInput, type MatchOutcome, match } from '../src/index.ts';
import { aFund, aNeed, createDice, today } from './synthetic.ts';

const policy = { ...defaultPolicy, fairness: { points: 0, tiers: 1 }, maxAlternatives: 100, maxUnlocks: 0 };

/** Scores by pair as the outcome tells them. */
const scoresOf = (outcome: MatchOutcome): ReadonlyMap<string, number> =>
  new Map(
    outcome.needs.flatMap(({ needId, proposed, alternatives }) =>
      [...proposed, ...alternatives].map(({ resourceId, score }) => [`${needId} ${resourceId}`, score] as const),
    ),
  );

/** The best of every assignment in whole units that keeps every rule, by trying all of them. */
const bestOfAll = ({ needs, resources }: MatchInput, scores: ReadonlyMap<string, number>): number => {
  const pairs = needs.flatMap((need) =>
    resources.flatMap((resource) => {
      const score = scores.get(`${need.id} ${resource.id}`);
      return score === undefined ? [] : [{ need, resource, score }];
    }),
  );
  const given = new Map<string, number>();
  const used = new Map<string, number>();
  const had = new Map<string, number>();
  const sum = (map: Map<string, number>, key: string): number => map.get(key) ?? 0;
  let best = 0;
  const look = (at: number, points: number): void => {
    const pair = pairs[at];
    if (pair === undefined) {
      const isWhole = needs.every(({ id, units, indivisible }) => !indivisible || [0, units].includes(sum(given, id)));
      if (isWhole) best = Math.max(best, points);
      return;
    }
    const { need, resource, score } = pair;
    const person = `${need.personKey} ${resource.id}`;
    const most = Math.min(
      need.units - sum(given, need.id),
      resource.capacity - sum(used, resource.id),
      (resource.perPersonCap ?? 99) - sum(had, person),
    );
    const least = Math.min(resource.leastUnits ?? 0, need.units);
    for (let units = 0; units <= most; units++) {
      if (units > 0 && units < least) continue;
      for (const [map, key] of [
        [given, need.id],
        [used, resource.id],
        [had, person],
      ] as const)
        map.set(key, sum(map, key) + units);
      look(at + 1, points + units * score);
      for (const [map, key] of [
        [given, need.id],
        [used, resource.id],
        [had, person],
      ] as const)
        map.set(key, sum(map, key) - units);
    }
  };
  look(0, 0);
  return best;
};

const URGENCIES = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
const aDistrict = (seed: number): MatchInput => {
  const dice = createDice(seed);
  const needs = [0, 1, 2, 3].map((k) =>
    aNeed({
      id: `n${k}`,
      service: 'CASH_RELIEF',
      unit: 'FEN',
      units: 1 + dice(4),
      urgency: URGENCIES[dice(4)] ?? 'LOW',
      personKey: `p${dice(2)}`,
      indivisible: dice(2) === 0,
      openedOn: `2025-0${1 + dice(5)}-01`,
    }),
  );
  const resources = [0, 1, 2].map((k) =>
    aFund({
      id: `f${k}`,
      capacity: 1 + dice(5),
      perPersonCap: dice(2) === 0 ? 1 + dice(4) : null,
      leastUnits: dice(2) === 0 ? 2 + dice(2) : null,
      restricted: dice(2) === 0,
    }),
  );
  return { needs, resources, policy, today };
};

describe('what is beyond flow', () => {
  it('is solved to the best of all assignments on random small districts', () => {
    let branched = 0;
    for (let seed = 1; seed <= 120; seed++) {
      const input = aDistrict(seed);
      const outcome = match(input);
      expect(outcome.totals.objective, `seed ${seed}`).toBe(bestOfAll(input, scoresOf(outcome)));
      expect(outcome.totals.gap, `seed ${seed}`).toBe(0);
      if (outcome.totals.method === 'BRANCH_AND_BOUND') branched++;
    }
    expect(branched).toBeGreaterThan(20);
  });

  it('is called a heuristic, with a true bound, when branching is cut short', () => {
    let cut = 0;
    for (let seed = 1; seed <= 120; seed++) {
      const input = { ...aDistrict(seed), policy: { ...policy, maxBranches: 0 } };
      const { totals } = match(input);
      const whole = match(aDistrict(seed)).totals;
      expect(totals.objective).toBeLessThanOrEqual(whole.objective);
      expect(totals.dualBound).toBeGreaterThanOrEqual(whole.objective);
      expect(totals.isOptimal).toBe(totals.gap === 0);
      if (totals.method === 'HEURISTIC') cut++;
    }
    expect(cut).toBeGreaterThan(5);
  });

  it('gives nothing of a need that is of use only whole, and says so', () => {
    const needs = [aNeed({ service: 'CASH_RELIEF', unit: 'FEN', units: 5, indivisible: true })];
    const { needs: answers } = match({ needs, resources: [aFund({ capacity: 4 })], policy, today });
    expect(answers[0]).toMatchObject({ proposedUnits: 0, unmet: { code: 'ONLY_A_PART', params: { spareUnits: 4 } } });
    const enough = match({
      needs,
      resources: [aFund({ capacity: 4 }), aFund({ id: 'f2', capacity: 1 })],
      policy,
      today,
    });
    expect(enough.needs[0]).toMatchObject({ proposedUnits: 5, unmet: null });
  });

  it('gives no less than the least amount, but all that a small need wants', () => {
    const fund = aFund({ capacity: 5, leastUnits: 4 });
    const need = (id: string, units: number) =>
      aNeed({ id, service: 'CASH_RELIEF', unit: 'FEN', units, personKey: id, urgency: id === 'a' ? 'HIGH' : 'LOW' });
    const { needs } = match({ needs: [need('a', 4), need('b', 4)], resources: [fund], policy, today });
    expect(needs.map(({ proposedUnits }) => proposedUnits)).toEqual([4, 0]);
    expect(needs[1]?.unmet?.code).toBe('BELOW_LEAST');
    const small = match({ needs: [need('a', 4), need('b', 1)], resources: [fund], policy, today });
    expect(small.needs.map(({ proposedUnits }) => proposedUnits)).toEqual([4, 1]);
  });
});
