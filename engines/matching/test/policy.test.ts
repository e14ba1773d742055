import { describe, expect, it } from 'vitest';
import { defaultPolicy, match, POLICY_LEVELS, type PolicyLevel, parsePolicy } from '../src/index.ts';
import { withoutLevel } from '../src/levels.ts';
import { aCity, aFund, aNeed, aVolunteer, today } from './synthetic.ts';

const words = { zh: '试行', en: 'on trial' };

describe('a policy as JSON', () => {
  it('takes what is not given from the policy that ships', () => {
    const policy = parsePolicy(
      JSON.parse('{"version":"trial","explanation":{"zh":"试行","en":"on trial"},"fairness":{"points":900}}'),
    );
    expect(policy).toEqual({
      ...defaultPolicy,
      version: 'trial',
      explanation: words,
      fairness: { points: 900, tiers: defaultPolicy.fairness.tiers },
    });
  });

  it('comes back as it was when it is whole', () => {
    const whole = { ...defaultPolicy, version: 'copy' };
    expect(parsePolicy(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
  });

  it('weighs any reason of a decline', () => {
    const declined = { reasons: { RUDE: { percent: 100, isPermanent: true } } };
    expect(parsePolicy({ version: 'x', explanation: words, declined }).declined).toEqual({
      ...defaultPolicy.declined,
      ...declined,
    });
  });

  it.each<[string, unknown, RegExp]>([
    ['a list', [], /^policy is \[\] when expected an object/],
    ['no version', { explanation: words }, /^policy\.version is nothing/],
    [
      'the version that ships',
      { version: defaultPolicy.version, explanation: words },
      /^policy\.version is "4" when expected words other/,
    ],
    ['no explanation', { version: 'x' }, /^policy\.explanation is nothing/],
    ['one language', { version: 'x', explanation: { zh: '试行' } }, /^policy\.explanation\.en is null/],
    ['half points', { version: 'x', explanation: words, fit: { points: 0.5 } }, /^policy\.fit\.points is 0\.5/],
    ['text for a number', { version: 'x', explanation: words, urgency: { LOW: '1' } }, /^policy\.urgency\.LOW is "1"/],
    ['an unknown part', { version: 'x', explanation: words, luck: 1 }, /^policy\.luck is 1 when expected one of /],
    ['an unknown urgency', { version: 'x', explanation: words, urgency: { NOW: 1 } }, /^policy\.urgency\.NOW/],
    [
      'a part that is no object',
      { version: 'x', explanation: words, fit: 3 },
      /^policy\.fit is 3 when expected an object/,
    ],
    [
      'units that are no list',
      { version: 'x', explanation: words, vettingFreeUnits: 'FEN' },
      /^policy\.vettingFreeUnits/,
    ],
    [
      'a reason beyond all',
      { version: 'x', explanation: words, declined: { reasons: { RUDE: { percent: 101, isPermanent: true } } } },
      /^policy\.declined\.reasons\.RUDE\.percent is 101/,
    ],
    ['no tiers', { version: 'x', explanation: words, fairness: { tiers: 0 } }, /Policy x weighs fairness/],
    [
      'a decline above an urgency',
      { version: 'x', explanation: words, declined: { points: 1500 } },
      /Policy x takes 1500/,
    ],
    [
      'a way that is shorter than the crow flies',
      { version: 'x', explanation: words, travel: { WALK: { detourPercent: 99 } } },
      /Policy x travels by WALK/,
    ],
  ])('is refused with the place: %s', (_, json, message) => {
    expect(() => parsePolicy(json)).toThrow(RangeError);
    expect(() => parsePolicy(json)).toThrow(message);
  });

  it('that ships says in both languages what each level is for', () => {
    for (const level of POLICY_LEVELS) {
      expect(defaultPolicy.levels[level].zh).toMatch(/\p{Script=Han}/u);
      expect(defaultPolicy.levels[level].en).toMatch(/[a-z]/);
    }
  });
});

describe('what each level cost the others', () => {
  const aTown = (seed: number) => ({
    ...aCity(60, 14, seed),
    policy: { ...defaultPolicy, maxUnlocks: 0, maxCandidates: 500, meanExamined: 500 },
    levels: true,
  });

  it('is not told unless it is asked for', () => {
    expect(match({ needs: [], resources: [], policy: defaultPolicy, today }).levels).toBeUndefined();
  });

  it('is what two runs differ by, and the levels add up to the objective', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const town = aTown(seed);
      const { levels = [], totals } = match(town);
      expect(levels.map(({ level }) => level)).toEqual(POLICY_LEVELS);
      expect(levels.reduce((sum, { points }) => sum + points, 0)).toBe(totals.objective);
      for (const { level, cost, others, points, isExact } of levels) {
        expect(isExact, `seed ${seed} ${level}`).toBe(true);
        expect(cost).toBeGreaterThanOrEqual(0);
        expect(others.reduce((sum, figure) => sum + figure.points, points)).toBe(totals.objective);
        if (level === 'urgency') continue;
        const without = match({ ...town, policy: withoutLevel(town.policy, level) }).totals;
        expect(cost, `seed ${seed} ${level}`).toBe(without.objective - (totals.objective - points));
      }
    }
  });

  it('is nothing where a level decides nothing', () => {
    const { levels = [] } = match({
      needs: [aNeed()],
      resources: [aVolunteer()],
      policy: defaultPolicy,
      today,
      levels: true,
    });
    expect(new Set(levels.map(({ cost }) => cost))).toEqual(new Set([0]));
  });

  it('tells that nearness gave way to urgency, and by how much', () => {
    const needs = [
      aNeed({ id: 'far', urgency: 'HIGH', units: 4, latitude: 30.71, personKey: 'a' }),
      aNeed({ id: 'near', urgency: 'LOW', units: 4, personKey: 'b' }),
    ];
    const { levels = [] } = match({ needs, resources: [aVolunteer()], policy: defaultPolicy, today, levels: true });
    const of = (name: PolicyLevel) => levels.find(({ level }) => level === name);
    const nearness = of('urgency')?.others.find(({ level }) => level === 'nearness');
    expect(of('urgency')?.cost).toBe((nearness?.without ?? 0) - (nearness?.points ?? 0));
    expect(of('urgency')?.cost).toBeGreaterThan(0);
  });

  it('keeps caps and whole needs when it solves again', () => {
    const cash = (id: string, units: number) =>
      aNeed({ id, service: 'CASH_RELIEF', unit: 'FEN', units, indivisible: true });
    const { levels = [] } = match({
      needs: [cash('n1', 3), cash('n2', 4)],
      resources: [aFund({ capacity: 6, restricted: true }), aFund({ id: 'fund_2', capacity: 2 })],
      policy: defaultPolicy,
      today,
      levels: true,
    });
    expect(levels.every(({ isExact, met }) => isExact && met.now === 2 && met.without === 2)).toBe(true);
  });
});
