import { describe, expect, it } from 'vitest';
import { defaultPolicy, type MatchInput, type MatchOutcome, match, POLICY_LEVELS } from '../src/index.ts';
import { type GainArc, loadArcs, mostGain } from './oracle.ts';
import { aCity, aNeed, aVolunteer, today } from './synthetic.ts';

const policy = { ...defaultPolicy, maxAlternatives: 1000, maxCandidates: 1000, meanExamined: 1000 };

/** The optimum with a layer of communities before the needs, from the pairs and scores that the outcome lists. */
const optimumOf = (input: MatchInput, outcome: MatchOutcome): number => {
  const { points, tiers } = input.policy.fairness;
  const resources = new Map(input.resources.map(({ id }, r) => [id, r]));
  const key = (n: number): string => `${input.needs[n]?.community}|${input.needs[n]?.unit}`;
  const communities = [...new Set(input.needs.map((_, n) => key(n)))];
  const resourceNode = (id: string): number => input.needs.length + (resources.get(id) ?? 0);
  const communityNode = (c: number): number => input.needs.length + input.resources.length + c;
  const source = communityNode(communities.length);
  const arcs: GainArc[] = input.resources.flatMap((resource) =>
    loadArcs(resource, input.policy, resourceNode(resource.id), source + 1),
  );
  communities.forEach((community, c) => {
    const total = input.needs.reduce((sum, { units }, n) => sum + (key(n) === community ? units : 0), 0);
    for (let t = 0; t < tiers; t++) {
      const units = Math.floor((total * (t + 1)) / tiers) - Math.floor((total * t) / tiers);
      arcs.push({ from: source, to: communityNode(c), units, gain: Math.round((points * (tiers - t)) / tiers) });
    }
  });
  input.needs.forEach(({ id, units }, n) => {
    arcs.push({ from: communityNode(communities.indexOf(key(n))), to: n, units, gain: 0 });
    const answer = outcome.needs.find(({ needId }) => needId === id);
    for (const { resourceId, score } of [...(answer?.proposed ?? []), ...(answer?.alternatives ?? [])])
      arcs.push({ from: n, to: resourceNode(resourceId), units, gain: score });
  });
  return mostGain(source, arcs);
};

describe('fairness between communities, and even load', () => {
  it('is part of the exact optimum on random districts', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const city = aCity(40, 14, seed);
      const input: MatchInput = {
        ...city,
        policy: {
          ...policy,
          fairness: { points: [0, 50, 400, 5000][seed % 4] ?? 0, tiers: 1 + (seed % 5) },
          evenLoad: { points: 50, runPoints: [0, 60, 1000][seed % 3] ?? 0, tiers: 1 + (seed % 6) },
        },
        // Ten communities, so that several needs share one; money and caps have tests of their own.
        needs: city.needs
          .filter(({ unit }) => unit === 'HOUR')
          .map((need, n) => ({ ...need, community: `c${n % 10}`, places: [] })),
        resources: city.resources
          .filter(({ unit }) => unit === 'HOUR')
          .map((resource) => ({ ...resource, radiusMetres: 9000 })),
      };
      const outcome = match(input);
      expect(outcome.totals.gap, `seed ${seed}`).toBe(0);
      expect(outcome.totals.objective, `seed ${seed}`).toBe(optimumOf(input, outcome));
    }
  });

  it('serves a little in each community rather than all in one, among needs of one urgency', () => {
    const needs = ['a', 'b'].flatMap((community) =>
      [1, 2, 3, 4].map((k) => aNeed({ id: `${community}${k}`, community, units: 1, personKey: `${community}${k}` })),
    );
    // The volunteer lives nearer to community a, which would take all four hours without fairness.
    const near = needs.map((need) =>
      need.community === 'a' ? { ...need, longitude: 111.301, latitude: 30.701 } : need,
    );
    const shares = (points: number): readonly number[] =>
      match({
        needs: near,
        resources: [aVolunteer()],
        policy: { ...policy, fairness: { points, tiers: 4 } },
        today,
      }).totals.communities.map(({ servedShare }) => servedShare);
    expect(shares(0)).toEqual([0, 1]);
    expect(shares(400)).toEqual([0.5, 0.5]);
  });

  describe('even load within one run', () => {
    const needs = [1, 2, 3, 4].map((k) => aNeed({ id: `n${k}`, units: 1, personKey: `n${k}` }));
    const helpers = [aVolunteer({ id: 'near' }), aVolunteer({ id: 'far', longitude: 111.302 })];
    const unitsOf = (input: Partial<MatchInput>, runPoints = 60): readonly number[] =>
      match({
        ...{ needs, resources: helpers, today },
        policy: { ...policy, evenLoad: { points: 50, runPoints, tiers: 4 } },
        ...input,
      }).resources.map(({ proposedUnits }) => proposedUnits);

    it.each([
      ['takes all of the nearer helper where load costs nothing', {}, 0, [0, 4]],
      ['spreads work where the way is little longer', {}, 60, [2, 2]],
      ['counts what is fixed already as load', { fixed: [{ needId: 'x', resourceId: 'near', units: 3 }] }, 60, [3, 1]],
      [
        'does not spread money',
        {
          resources: helpers.map((helper) => ({ ...helper, unit: 'ITEM' })),
          needs: needs.map((need) => ({ ...need, unit: 'ITEM' })),
        },
        60,
        [0, 4],
      ],
    ] as const)('%s', (_, input, runPoints, units) => {
      expect(unitsOf(input, runPoints)).toEqual(units);
    });

    it('never leaves a need unserved, and says what it took', () => {
      const { totals } = match({
        ...{ needs: [aNeed({ units: 4 })], resources: [aVolunteer()], today },
        policy: { ...policy, evenLoad: { points: 50, runPoints: 1000, tiers: 4 } },
      });
      expect(totals).toMatchObject({ met: 1, loadCost: 0 + 250 + 500 + 750 });
      expect(totals.objective).toBe((totals.byUnit[0]?.objective ?? 0) + totals.fairnessPoints - totals.loadCost);
    });

    it('tells no price of who has room', () => {
      const { resources } = match({ needs: needs.slice(1), resources: [aVolunteer()], policy, today });
      expect(resources[0]).toMatchObject({ proposedUnits: 3, price: 0, lastUnitValue: 0 });
    });

    it('is refused where a pair might not be worth serving', () => {
      const heavy = { ...policy, evenLoad: { points: 50, runPoints: 1300, tiers: 4 } };
      expect(() => match({ needs, resources: helpers, today, policy: heavy })).toThrow(
        'takes 200 points for a decline and 1300 for load when expected less than the least urgency together, 1500',
      );
    });
  });

  it('counts what is fixed already as served', () => {
    const needs = ['a', 'b'].flatMap((community) =>
      [1, 2].map((k) => aNeed({ id: `${community}${k}`, community, units: 1, personKey: `${community}${k}` })),
    );
    const { needs: answers, totals } = match({
      needs,
      resources: [aVolunteer({ capacity: 2 })],
      fixed: [{ needId: 'a1', resourceId: 'resource_1', units: 1 }],
      policy: { ...policy, fairness: { points: 400, tiers: 2 } },
      today,
    });
    const served = answers.filter(({ proposedUnits }) => proposedUnits > 0).map(({ needId }) => needId);
    expect(served).toHaveLength(1);
    expect(served[0]).toMatch(/^b/);
    expect(totals.fairnessPoints).toBe(400);
  });

  it('never outweighs a step of urgency under the policy that ships', () => {
    const { urgency } = defaultPolicy;
    const lesser = POLICY_LEVELS.filter((level) => level !== 'urgency')
      .map((level) => defaultPolicy[level].points)
      .reduce((sum, points) => sum + points, 0);
    const steps = [
      urgency.LOW,
      urgency.MEDIUM - urgency.LOW,
      urgency.HIGH - urgency.MEDIUM,
      urgency.CRITICAL - urgency.HIGH,
    ];
    expect(Math.min(...steps)).toBeGreaterThan(lesser);
  });

  it('tells the served share of each group of people, the worst first', () => {
    const { groups } = match({
      needs: [
        aNeed({ id: 'n1', groups: ['ELDERLY'] }),
        aNeed({ id: 'n2', groups: ['DISABLED', 'ELDERLY'], skill: 'CARE' }),
      ],
      resources: [aVolunteer()],
      policy,
      today,
    }).totals;
    expect(groups).toEqual([
      { group: 'DISABLED', needs: 1, servedShare: 0 },
      { group: 'ELDERLY', needs: 2, servedShare: 0.5 },
    ]);
  });
});
