import { describe, expect, it } from 'vitest';
import { componentsOf, takeSnapshot } from '../src/eligible.ts';
import { defaultPolicy, type MatchInput, type MatchNeed, type MatchOutcome, match, type Rule } from '../src/index.ts';
import { metresBetween } from '../src/places.ts';
import { brokenRules, namesOf } from '../src/rules.ts';
import { total } from '../src/score.ts';
import { optimumOver, type ScoredPair } from './oracle.ts';
import { aCity } from './synthetic.ts';

const policy = {
  ...defaultPolicy,
  maxUnlocks: 0,
  maxCandidates: 1000,
  meanExamined: 1000,
  maxNearMisses: 1000,
  maxAlternatives: 1000,
};

/** Needs of hours in ten communities; `tiers` shapes fairness between them. */
const aTown = (seed: number): MatchInput => {
  const city = aCity(36, 9, seed);
  return {
    ...city,
    policy: {
      ...policy,
      fairness: { points: [0, 400, 3000][seed % 3] ?? 0, tiers: 1 + (seed % 4) },
      evenLoad: { points: 50, runPoints: [60, 0, 500, 60][seed % 4] ?? 0, tiers: 4 },
    },
    needs: city.needs
      .filter(({ unit }) => unit === 'HOUR')
      .map((need, n) => ({ ...need, community: `c${n % 6}`, places: [], personKey: `p${n}` })),
    resources: city.resources
      .filter(({ unit }) => unit === 'HOUR')
      .map((resource) => ({ ...resource, radiusMetres: (resource.radiusMetres ?? 0) * 2 })),
  };
};

interface Pair extends ScoredPair {
  readonly broken: readonly Rule[];
}

/** Every pair of the need with what it breaks and what it would earn. */
const pairsOf = (input: MatchInput, need: MatchNeed): readonly Pair[] => {
  const snapshot = takeSnapshot(input.needs, input.resources, [], input.policy, input.today);
  return input.resources.map((resource) => {
    const distanceMetres = metresBetween(
      need.longitude,
      need.latitude,
      resource.longitude ?? 0,
      resource.latitude ?? 0,
    );
    const facts = {
      today: input.today,
      vettingFreeUnits: input.policy.vettingFreeUnits,
      distanceMetres,
      travelMinutes: null,
      free: resource.capacity,
      capLeft: Number.POSITIVE_INFINITY,
      openReferral: false,
    };
    const score = total(componentsOf(snapshot, need, resource, distanceMetres));
    return { needId: need.id, resourceId: resource.id, score, broken: namesOf(brokenRules(need, resource, facts)) };
  });
};

const eligible = (outcome: MatchOutcome): readonly ScoredPair[] =>
  outcome.needs.flatMap(({ needId, proposed, alternatives }) =>
    [...proposed, ...alternatives].map(({ resourceId, score }) => ({ needId, resourceId, score })),
  );

const subsets = (rules: readonly Rule[]): readonly (readonly Rule[])[] =>
  Array.from({ length: 2 ** rules.length }, (_, mask) => rules.filter((_rule, bit) => (mask >> bit) & 1));

/** Whether some optimum gives the need a unit more than the run does, once these rules do not bind it: solved again. */
const isServedWithout = (
  input: MatchInput,
  open: readonly ScoredPair[],
  need: MatchNeed,
  units: number,
  rules: readonly Rule[],
): boolean => {
  const opened = pairsOf(input, need).filter(({ broken }) =>
    broken.every((rule) => rule === 'CAPACITY' || rules.includes(rule)),
  );
  // Freed of scarcity it takes from nobody, so any pair will do.
  if (rules.includes('CAPACITY')) return opened.length > 0;
  const pairs = [...open.filter(({ needId }) => needId !== need.id), ...opened];
  const bonus = 1_000_000;
  const most = optimumOver(input, pairs, { needId: need.id, units: units + 1, bonus });
  return most - (units + 1) * bonus === optimumOver(input, pairs);
};

describe('the obstacles of an unmet need', () => {
  it('are enough that some optimum serves it without them, and none can be left out', () => {
    const seen: Record<string, number> = {};
    for (let seed = 1; seed <= 30; seed++) {
      const input = aTown(seed);
      const outcome = match(input);
      const open = eligible(outcome);
      expect(optimumOver(input, open), `seed ${seed}`).toBe(outcome.totals.objective);
      for (const { needId, unmet, proposedUnits } of outcome.needs) {
        const need = input.needs.find(({ id }) => id === needId);
        if (unmet === null || need === undefined || unmet.code === 'NO_RESOURCE_OF_SERVICE') continue;
        const { obstacles, params } = unmet;
        const what = `seed ${seed} ${needId} ${unmet.code} ${obstacles.join(' ')}`;
        seen[obstacles.join(' ')] = (seen[obstacles.join(' ')] ?? 0) + 1;
        expect(isServedWithout(input, open, need, proposedUnits, obstacles), `${what} removed`).toBe(true);
        const fewer = subsets(obstacles).filter(
          (set) => set.length < obstacles.length && isServedWithout(input, open, need, proposedUnits, set),
        );
        // Who only drew lots is served by another optimum as it is, and this is said.
        expect(
          fewer.some((set) => set.length === 0),
          what,
        ).toBe(params.tied === 1);
        if (params.tied !== 1) expect(fewer, what).toEqual([]);
      }
    }
    expect(Object.keys(seen).length).toBeGreaterThan(5);
  }, 120_000);
});
