import { describe, expect, it } from 'vitest';
import {
  defaultPolicy,
  type MatchNeed,
  type MatchOutcome,
  type MatchResource,
  match,
  type UnmetCode,
} from '../src/index.ts';
import { aCity, aFund, aNeed, aVolunteer, createDice, today } from './synthetic.ts';

const run = (needs: readonly MatchNeed[], resources: readonly MatchResource[]): MatchOutcome =>
  match({ needs, resources, policy: defaultPolicy, today });
const only = (need: Partial<MatchNeed>, ...resources: readonly MatchResource[]) => {
  const outcome = run([aNeed(need)], resources).needs[0];
  if (outcome === undefined) throw new Error('No outcome when expected one.');
  return outcome;
};
const shuffled = <T>(rows: readonly T[], seed: number): readonly T[] => {
  const dice = createDice(seed);
  return rows
    .map((row) => ({ row, at: dice(1 << 30) }))
    .sort((a, b) => a.at - b.at)
    .map(({ row }) => row);
};

const placeless = { radiusMetres: null, longitude: null, latitude: null } as const;

describe('a pair', () => {
  it('is proposed with its units, its points and its reasons', () => {
    const { proposed, unmet } = only({ skill: 'CARE' }, aVolunteer({ skills: ['CARE'] }));
    expect(unmet).toBeNull();
    expect(proposed).toHaveLength(1);
    expect(proposed[0]).toMatchObject({ resourceId: 'resource_1', units: 2, distanceMetres: 147 });
    expect(proposed[0]?.reasons.map(({ code }) => code)).toEqual(['SERVICE_FITS', 'WAITED', 'NEAR', 'SKILL_FITS']);
    expect(Object.values(proposed[0]?.components ?? {}).reduce((a, b) => a + b, 0)).toBe(proposed[0]?.score);
  });

  it.each<[string, Partial<MatchNeed>, Partial<MatchResource>, UnmetCode, string]>([
    ['another unit', { unit: 'CASE' }, {}, 'NO_RESOURCE_OF_SERVICE', 'SERVICE'],
    ['another service', { service: 'HAIRCUT' }, {}, 'NO_RESOURCE_OF_SERVICE', 'SERVICE'],
    ['herself', { personKey: 'volunteer_1' }, {}, 'NONE_PERMITTED', 'SELF'],
    ['an excluded provider', { excludedProviders: ['team_1'] }, {}, 'NONE_PERMITTED', 'EXCLUDED'],
    ['an excluded resource', { excludedProviders: ['resource_1'] }, {}, 'NONE_PERMITTED', 'EXCLUDED'],
    ['an expired offer', {}, { expiresOn: '2025-06-29' }, 'NONE_CURRENT', 'EXPIRED'],
    ['no skill', { skill: 'CARE' }, { skills: ['LAW'] }, 'NONE_WITH_SKILL', 'SKILL'],
    ['no vetting', { vettedOnly: true }, {}, 'NONE_VETTED', 'VETTING'],
    ['lapsed vetting', { vettedOnly: true }, { vettedUntil: '2025-06-29' }, 'NONE_VETTED', 'VETTING'],
    ['another group', {}, { groups: ['ORPHAN'] }, 'NONE_FOR_THE_GROUP', 'GROUP'],
    ['another region', {}, { regions: ['420503000000'] }, 'NONE_IN_REGION', 'REGION'],
    ['no common time', { windows: 0b001 }, { windows: 0b110 }, 'NONE_AT_THE_TIME', 'TIME'],
    ['too far', {}, { radiusMetres: 146 }, 'NONE_NEAR', 'DISTANCE'],
    ['a reach without a place', {}, { longitude: null, latitude: null }, 'NONE_NEAR', 'DISTANCE'],
    ['another purpose', {}, { categories: ['CHILDREN'] }, 'NONE_FOR_THE_PURPOSE', 'CATEGORY'],
    ['her own family', { familyKeys: ['h1', 'h2'] }, { familyKeys: ['h2'] }, 'NONE_PERMITTED', 'FAMILY'],
    ['no certificate', { certificate: 'NURSE' }, {}, 'NONE_CERTIFIED', 'CERTIFICATE'],
    [
      'a lapsed certificate',
      { certificate: 'NURSE' },
      { certificates: [{ code: 'NURSE', until: '2025-06-29' }] },
      'NONE_CERTIFIED',
      'CERTIFICATE',
    ],
    ['too few people', { helpers: 3 }, { helpers: 2 }, 'NONE_LARGE_ENOUGH', 'HELPERS'],
    ['ordinary vetting only', { safeguarding: 'ENHANCED' }, { vettedUntil: '2026-01-01' }, 'NONE_VETTED', 'VETTING'],
    ['another gender', { gender: { is: 'FEMALE', must: true } }, { gender: 'MALE' }, 'NONE_AS_WISHED', 'GENDER'],
    ['a gender unknown', { gender: { is: 'FEMALE', must: true } }, {}, 'NONE_AS_WISHED', 'GENDER'],
    ['another language', { language: { is: 'YUE', must: true } }, { languages: ['CMN'] }, 'NONE_AS_WISHED', 'LANGUAGE'],
    ['too long a way', {}, { radiusMetres: null, travel: { minutes: 2 } }, 'NONE_WITHIN_TIME', 'TRAVEL_TIME'],
    ['a circle without a place', {}, { ...placeless, travel: {} }, 'NONE_WITHIN_TIME', 'TRAVEL_TIME'],
    ['nothing for this person this year', {}, { perPersonYearCap: 0 }, 'CAP_REACHED', 'PERSON_CAP'],
    ['nothing for this person', {}, { perPersonCap: 0 }, 'CAP_REACHED', 'PERSON_CAP'],
    ['nothing left', {}, { capacity: 0 }, 'ALL_TAKEN', 'CAPACITY'],
  ])('is never proposed with %s, and the rule is named', (_, need, resource, code, rule) => {
    const { proposed, alternatives, unmet } = only(need, aVolunteer(resource));
    expect([proposed, alternatives]).toEqual([[], []]);
    expect(unmet).toMatchObject({ units: 2, code, obstacles: [rule] });
  });

  it.each<[string, Partial<MatchNeed>, Partial<MatchResource>]>([
    ['at the very edge of the reach', {}, { radiusMetres: 147 }],
    ['on the last day', {}, { expiresOn: today }],
    ['on the last day of the vetting', { vettedOnly: true }, { vettedUntil: today }],
    ['with any service', {}, { services: [] }],
    ['with a region above the community', {}, { regions: ['420500000000'] }],
    ['with one common time', { windows: 0b011 }, { windows: 0b110 }],
    ['with a category it is meant for', {}, { categories: ['CHILDREN', 'ELDERLY_SUPPORT'] }],
    ['to another family', { familyKeys: ['h1'] }, { familyKeys: ['h2'] }],
    [
      'on the last day of the certificate',
      { certificate: 'NURSE' },
      { certificates: [{ code: 'NURSE', until: today }] },
    ],
    ['with a certificate without end', { certificate: 'NURSE' }, { certificates: [{ code: 'NURSE', until: null }] }],
    ['by as many as must come', { helpers: 3 }, { helpers: 3 }],
    ['with the enhanced vetting', { safeguarding: 'ENHANCED' }, { vettedUntil: today, vettedFor: 'ENHANCED' }],
    [
      'with the enhanced vetting where less is asked',
      { vettedOnly: true },
      { vettedUntil: today, vettedFor: 'ENHANCED' },
    ],
    ['whatever the gender where it is only a wish', { gender: { is: 'FEMALE', must: false } }, { gender: 'MALE' }],
    ['in the language that must be', { language: { is: 'YUE', must: true } }, { languages: ['CMN', 'YUE'] }],
    ['at the very end of the way', {}, { radiusMetres: null, travel: { minutes: 3 } }],
    ['within a quarter of an hour on foot when nothing else is said', {}, { radiusMetres: null, travel: {} }],
    ['with one common group', { groups: ['ELDERLY', 'DIBAO'] }, { groups: ['DIBAO', 'ORPHAN'] }],
  ])('is proposed %s', (_, need, resource) => {
    expect(only(need, aVolunteer(resource)).unmet).toBeNull();
  });

  it('needs no vetting where nobody meets the resident', () => {
    expect(only({ service: 'CASH_RELIEF', unit: 'FEN', vettedOnly: true }, aFund()).unmet).toBeNull();
  });
});

describe('an unmet need', () => {
  it('names every rule of the closest resource when there is no single one', () => {
    const { unmet } = only(
      { skill: 'CARE', vettedOnly: true },
      aVolunteer(),
      aVolunteer({ id: 'resource_2', windows: 1 }),
    );
    expect(unmet).toMatchObject({
      code: 'SEVERAL_OBSTACLES',
      obstacles: ['SKILL', 'VETTING'],
      ruleCounts: { SKILL: 2, VETTING: 2 },
    });
  });

  it('names the price when all that fit are worth more elsewhere', () => {
    const rich = aNeed({ id: 'need_2', urgency: 'CRITICAL', units: 4 });
    const outcome = run([aNeed(), rich], [aVolunteer()]);
    const [poor] = outcome.needs;
    expect(poor?.unmet).toMatchObject({ units: 2, code: 'ALL_TAKEN', obstacles: ['CAPACITY'] });
    expect(Number(poor?.unmet?.params.price)).toBeGreaterThanOrEqual(Number(poor?.unmet?.params.score));
    expect(poor?.alternatives[0]).toMatchObject({ resourceId: 'resource_1', hasRoom: false });
  });

  it('also names scarcity when its only resource is barred and worth more elsewhere', () => {
    const rich = aNeed({ id: 'need_2', urgency: 'CRITICAL', units: 4 });
    const { needs } = run([aNeed({ windows: 1 }), rich], [aVolunteer({ windows: 2 })]);
    expect(needs[0]?.unmet).toMatchObject({ code: 'SEVERAL_OBSTACLES', obstacles: ['TIME', 'CAPACITY'] });
  });

  it('is counted as a shortage of its community and of its county', () => {
    const { shortages } = run([aNeed(), aNeed({ id: 'need_2', units: 3 })], [aVolunteer({ radiusMetres: 10 })]);
    expect(shortages).toEqual([
      {
        level: 'COMMUNITY',
        divisionCode: '420502001001',
        service: 'HOME_VISIT',
        unit: 'HOUR',
        rule: 'DISTANCE',
        unmetNeeds: 2,
        unmetUnits: 5,
        unlock: { capacity: 4, skills: [], servedUnits: 4, metNeeds: 1, points: expect.any(Number) },
      },
      {
        level: 'COUNTY',
        divisionCode: '420502000000',
        service: 'HOME_VISIT',
        unit: 'HOUR',
        rule: 'DISTANCE',
        unmetNeeds: 2,
        unmetUnits: 5,
        unlock: { capacity: 4, skills: [], servedUnits: 4, metNeeds: 1, points: expect.any(Number) },
      },
    ]);
  });
});

describe('what is fixed', () => {
  const fixed = [{ needId: 'need_1', resourceId: 'resource_1', units: 1 }];

  it('counts against the need and the resource, and is not proposed again', () => {
    const { needs, resources } = match({
      needs: [aNeed()],
      resources: [aVolunteer()],
      policy: defaultPolicy,
      today,
      fixed,
    });
    expect(needs[0]).toMatchObject({
      fixedUnits: 1,
      proposedUnits: 0,
      proposed: [],
      unmet: { units: 1, obstacles: ['OPEN_REFERRAL'] },
    });
    expect(resources[0]).toMatchObject({ fixedUnits: 1, proposedUnits: 0, price: 0 });
  });

  it('leaves the rest to others', () => {
    const resources = [aVolunteer(), aVolunteer({ id: 'resource_2' })];
    const { needs } = match({ needs: [aNeed()], resources, policy: defaultPolicy, today, fixed });
    expect(needs[0]).toMatchObject({
      fixedUnits: 1,
      proposedUnits: 1,
      unmet: null,
      proposed: [{ resourceId: 'resource_2', units: 1 }],
    });
  });

  it('counts against the cap of the person', () => {
    const needs = [
      aNeed({ service: 'CASH_RELIEF', unit: 'FEN', units: 500 }),
      aNeed({ id: 'need_2', service: 'CASH_RELIEF', unit: 'FEN', units: 500 }),
    ];
    const given = [{ needId: 'need_1', resourceId: 'fund_1', units: 500 }];
    const outcome = match({
      needs,
      resources: [aFund({ perPersonCap: 700 })],
      policy: defaultPolicy,
      today,
      fixed: given,
    });
    expect(outcome.needs[1]).toMatchObject({ proposedUnits: 200, unmet: { units: 300, code: 'CAP_REACHED' } });
  });
});

describe('the cap of one person', () => {
  const cash = (id: string, units: number): MatchNeed => aNeed({ id, service: 'CASH_RELIEF', unit: 'FEN', units });

  it('holds over all her needs, and the answer is proven to be the best', () => {
    const { needs, totals } = run([cash('need_1', 400), cash('need_2', 400)], [aFund({ perPersonCap: 500 })]);
    expect(needs.reduce((sum, { proposedUnits }) => sum + proposedUnits, 0)).toBe(500);
    expect(totals).toMatchObject({ isOptimal: true, method: 'FLOW' });
  });

  it('leaves the optimum proven when it binds one need only', () => {
    const { needs, totals } = run([cash('need_1', 900)], [aFund({ perPersonCap: 500 })]);
    expect(needs[0]).toMatchObject({ proposedUnits: 500, unmet: { code: 'CAP_REACHED' } });
    expect(totals).toMatchObject({ gap: 0, isOptimal: true });
  });
});

describe('the whole', () => {
  const city = { ...aCity(400, 90, 1), policy: { ...defaultPolicy, maxBranches: 10 } };
  const outcome = match(city);

  it('is proven optimal up to what one person may have', () => {
    expect(outcome.totals.gap).toBeLessThanOrEqual(outcome.totals.objective / 1000);
    expect(outcome.totals.met + outcome.totals.partlyMet + outcome.totals.unmet).toBe(400);
  });

  it('is the same in any order of input', () => {
    const other = match({ ...city, needs: shuffled(city.needs, 5), resources: shuffled(city.resources, 6) });
    expect(other).toEqual(outcome);
  });

  it('never gives more than a resource has, nor more than a need wants', () => {
    for (const { capacity, fixedUnits, proposedUnits } of outcome.resources)
      expect(fixedUnits + proposedUnits).toBeLessThanOrEqual(capacity);
    for (const { units, fixedUnits, proposedUnits, unmet } of outcome.needs)
      expect(fixedUnits + proposedUnits + (unmet?.units ?? 0)).toBe(units);
  });

  it('breaks no hard rule in any proposal or alternative', () => {
    const needs = new Map(city.needs.map((need) => [need.id, need]));
    const resources = new Map(city.resources.map((resource) => [resource.id, resource]));
    const share = (a: readonly string[], b: readonly string[]): boolean => a.some((word) => b.includes(word));
    const pairs = outcome.needs.flatMap(({ needId, proposed, alternatives }) =>
      [...proposed, ...alternatives].map((offer) => ({
        ...offer,
        need: needs.get(needId),
        resource: resources.get(offer.resourceId),
      })),
    );
    expect(pairs.length).toBeGreaterThan(1000);
    for (const { need, resource, distanceMetres } of pairs) {
      if (need === undefined || resource === undefined) throw new Error('An unknown pair was proposed.');
      expect(resource.unit).toBe(need.unit);
      expect(resource.services.length === 0 || resource.services.includes(need.service)).toBe(true);
      expect(resource.personKey === null || resource.personKey !== need.personKey).toBe(true);
      expect(need.excludedProviders).not.toContain(resource.providerId);
      expect(resource.expiresOn === null || resource.expiresOn >= today).toBe(true);
      expect(need.skill === null || resource.skills.includes(need.skill)).toBe(true);
      expect(!need.vettedOnly || need.unit === 'FEN' || (resource.vettedUntil ?? '') >= today).toBe(true);
      expect(resource.groups.length === 0 || share(resource.groups, need.groups)).toBe(true);
      expect(resource.regions.length === 0 || share(resource.regions, need.places)).toBe(true);
      expect(need.windows === 0 || resource.windows === 0 || (need.windows & resource.windows) !== 0).toBe(true);
      expect(
        resource.radiusMetres === null || (distanceMetres ?? Number.POSITIVE_INFINITY) <= resource.radiusMetres,
      ).toBe(true);
    }
    const given = new Map<string, number>();
    for (const { needId, proposed } of outcome.needs)
      for (const { resourceId, units } of proposed) {
        const key = `${needs.get(needId)?.personKey} ${resourceId}`;
        given.set(key, (given.get(key) ?? 0) + units);
        expect(given.get(key)).toBeLessThanOrEqual(resources.get(resourceId)?.perPersonCap ?? Number.POSITIVE_INFINITY);
      }
  });

  it('serves a barred need as soon as its closest resource breaks no rule', () => {
    const barred = outcome.needs.filter(({ unmet }) => unmet?.obstacles.length === 1 && unmet.obstacles[0] === 'SKILL');
    expect(barred.length).toBeGreaterThan(0);
    for (const { needId, unmet } of barred.slice(0, 5)) {
      const skill = city.needs.find(({ id }) => id === needId)?.skill ?? '';
      const resources = city.resources.map((resource) =>
        resource.id === unmet?.params.resourceId ? { ...resource, skills: [...resource.skills, skill] } : resource,
      );
      const lifted = match({ ...city, resources });
      expect(lifted.totals.objective).toBeGreaterThan(outcome.totals.objective);
    }
  });

  it('is never worse with one resource more', () => {
    const policy = { ...city.policy, maxUnlocks: 0 };
    for (let k = 0; k < 12; k++) {
      const fewer = match({ ...city, policy, resources: city.resources.filter((_, r) => r !== k * 7) });
      expect(fewer.totals.objective).toBeLessThanOrEqual(outcome.totals.dualBound);
    }
  });

  it('explains each alternative by a regret that is not negative', () => {
    for (const { alternatives } of outcome.needs)
      for (const { regret } of alternatives) expect(regret).toBeGreaterThanOrEqual(0);
  });
});

describe('the search', () => {
  const meanExamined = (needs: number, resources: number): number =>
    match(aCity(needs, resources, 3)).examinedPairs / needs;

  it('examines at most sixty pairs a need on average, however many resources there are', () => {
    expect(meanExamined(1500, 300)).toBeLessThanOrEqual(60);
    expect(meanExamined(600, 4000)).toBeLessThanOrEqual(60);
  });

  it('says when it was cut, and a cut makes no shortage while resources have room', () => {
    const crowd = Array.from({ length: 200 }, (_, k) => aVolunteer({ id: `resource_${k}`, capacity: 1 }));
    const needs = Array.from({ length: 90 }, (_, k) => aNeed({ id: `need_${k}`, units: 2 }));
    const { needs: outcomes, cutNeeds, examinedPairs } = run(needs, crowd);
    expect(cutNeeds).toBe(90);
    expect(outcomes.filter(({ unmet }) => unmet !== null)).toEqual([]);
    expect(examinedPairs).toBeLessThanOrEqual(60 * 90);
  });
});

describe('input that cannot be meant', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['half units', () => only({ units: 1.5 }), /units of need "need_1" is 1.5/],
    ['too many units', () => only({ units: 2 ** 31 }), /units of need/],
    ['a place off the map', () => only({ latitude: 91 }), /place of need/],
    ['no number as a place', () => only({ longitude: Number.NaN }), /place of need/],
    ['windows of 22 bits', () => only({ windows: 2 ** 21 }), /windows of need/],
    ['a day that is no day', () => only({ openedOn: '30.6.2025' }), /openedOn of need/],
    ['negative capacity', () => only({}, aVolunteer({ capacity: -1 })), /capacity of resource/],
    ['the same id twice', () => run([aNeed(), aNeed()], []), /"need_1" is given twice/],
    [
      'a policy with half points',
      () => match({ needs: [], resources: [], today, policy: { ...defaultPolicy, fit: { points: 0.5 } } }),
      /Policy 4/,
    ],
  ])('is refused: %s', (_, act, words) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(words);
  });

  it('may be empty', () => {
    expect(run([], []).totals).toMatchObject({ needs: 0, objective: 0, gap: 0 });
  });
});
