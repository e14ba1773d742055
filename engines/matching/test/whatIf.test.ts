import { describe, expect, it } from 'vitest';
import { compareRuns, defaultPolicy, type MatchInput, type MatchResource, match, whatIf } from '../src/index.ts';
import { aCity, aFund, aNeed, aVolunteer, today } from './synthetic.ts';

const policy = { ...defaultPolicy, maxCandidates: 1000, meanExamined: 2000 };
const town: MatchInput = { ...aCity(150, 40, 11), policy };
const before = match(town);

describe('what a shortage would unlock', () => {
  it('is what a run with that resource finds', () => {
    const solved = before.shortages.filter(({ unlock }) => unlock !== null).slice(0, 8);
    expect(solved.length).toBeGreaterThan(3);
    for (const { divisionCode, service, unit, unlock } of solved) {
      if (unlock === null) continue;
      const remedy: MatchResource = {
        ...aVolunteer({ id: 'zz', services: [service], unit, capacity: unlock.capacity, skills: unlock.skills }),
        ...{ regions: [divisionCode], longitude: null, latitude: null, radiusMetres: null, vettedUntil: '2030-01-01' },
        ...{ providerId: null, personKey: null },
      };
      const after = match({ ...town, resources: [...town.resources, remedy] });
      expect(after.totals.objective - before.totals.objective).toBe(unlock.points);
      expect(unlock.points).toBeGreaterThan(0);
    }
  });

  it('ranks shortages of one level, the most needs met first', () => {
    for (const level of ['COMMUNITY', 'COUNTY']) {
      const met = before.shortages
        .filter((shortage) => shortage.level === level)
        .map(({ unlock }) => unlock?.metNeeds ?? -1);
      expect(met).toEqual(met.toSorted((a, b) => b - a));
    }
  });

  it('is nothing where another rule of the same need would still hold', () => {
    const outcome = match({ needs: [aNeed({ excludedProviders: ['team_1'] })], resources: [], policy, today });
    expect(outcome.shortages[0]?.unlock).toMatchObject({ metNeeds: 1, servedUnits: 2 });
    const none = match({ needs: [aNeed()], resources: [], policy: { ...policy, maxUnlocks: 0 }, today });
    expect(none.shortages[0]?.unlock).toBeNull();
  });
});

describe('what would be if', () => {
  it('twenty volunteers more came to one community', () => {
    const { outcome, comparison } = whatIf(
      town,
      [
        {
          kind: 'MORE_RESOURCES',
          count: 20,
          divisions: ['420502000000'],
          services: ['HOME_VISIT', 'HAIRCUT'],
          unit: 'HOUR',
          unitsEach: 4,
          skills: ['CARE'],
          vetted: true,
        },
      ],
      before,
    );
    expect(comparison.objective?.after).toBeGreaterThan(comparison.objective?.before ?? 0);
    expect(comparison.unmet.after).toBeLessThan(comparison.unmet.before);
    expect(comparison.gaining.length).toBeGreaterThan(0);
    expect(outcome.totals.gap).toBeGreaterThanOrEqual(0);
    expect(comparison.gaining.every((need) => (need.after ?? 0) > (need.before ?? 0))).toBe(true);
    expect(match(town)).toEqual(before); // nothing of the given run was touched
  });

  it('the restriction of a fund were lifted', () => {
    const input: MatchInput = {
      needs: [aNeed({ service: 'CASH_RELIEF', unit: 'FEN', units: 50_000 })],
      resources: [aFund({ groups: ['DISABLED'], restricted: true })],
      policy,
      today,
    };
    const { comparison } = whatIf(input, [{ kind: 'RESTRICTION_LIFTED', resourceId: 'fund_1' }]);
    expect(comparison.gaining).toEqual([{ needId: 'need_1', before: 0, after: 50_000 }]);
    expect(comparison.unitsServed).toEqual([{ unit: 'FEN', before: 0, after: 50_000 }]);
    expect(comparison.communities).toEqual([{ divisionCode: '420502001001', before: 0, after: 1 }]);
  });

  it.each([
    ['its groups', { groups: ['DISABLED'] }],
    ['its region', { regions: ['420502009000'] }],
    ['the categories of needs', { categories: ['CHILD_CARE'] }],
    ['giving only beside others', { matchGiving: { gives: 1, forEach: 1, beside: [] } }],
    ['its purpose', { services: ['SCHOOL_AID'] }],
  ])('all that bound a fund were lifted, also %s', (_, bound) => {
    const needs = [aNeed({ service: 'CASH_RELIEF', unit: 'FEN', units: 50_000 })];
    const input: MatchInput = { needs, resources: [aFund({ ...bound, perPersonCap: 40_000 })], policy, today };
    const lifted = { kind: 'RESTRICTION_LIFTED', resourceId: 'fund_1', anyService: true } as const;
    // Her cap holds still.
    expect(whatIf(input, [lifted]).comparison.gaining).toEqual([{ needId: 'need_1', before: 0, after: 40_000 }]);
    const { comparison } = whatIf(input, [{ ...lifted, anyService: false }]);
    expect(comparison.gaining).toHaveLength('services' in bound ? 0 : 1);
  });

  it('a policy level is compared by its points, which add up to the objective', () => {
    const { comparison } = whatIf(
      town,
      [{ kind: 'RESOURCE_WITHDRAWN', resourceId: town.resources[0]?.id ?? '' }],
      before,
    );
    const sum = (of: 'before' | 'after') => comparison.levels?.reduce((points, level) => points + level[of], 0);
    expect([sum('before'), sum('after')]).toEqual([comparison.objective?.before, comparison.objective?.after]);
    const groups = new Set(comparison.groups.map(({ group }) => group));
    expect(comparison.groups.every((share) => share.before !== share.after)).toBe(true);
    expect([...groups].every((group) => before.totals.groups.some((known) => known.group === group))).toBe(true);
  });

  it('a resource were withdrawn, and another had more', () => {
    const input: MatchInput = {
      needs: [aNeed()],
      resources: [aVolunteer(), aVolunteer({ id: 'r2', capacity: 1 })],
      policy,
      today,
    };
    const gone = whatIf(input, [{ kind: 'RESOURCE_WITHDRAWN', resourceId: 'resource_1' }]);
    expect(gone.comparison.losing).toEqual([{ needId: 'need_1', before: 2, after: 1 }]);
    const mended = whatIf(input, [
      { kind: 'RESOURCE_WITHDRAWN', resourceId: 'resource_1' },
      { kind: 'MORE_UNITS', resourceId: 'r2', units: 1 },
    ]);
    expect(mended.comparison.losing).toEqual([]);
    expect(mended.comparison.rearranged).toBe(1);
  });

  it('another policy held', () => {
    const other = { ...policy, version: 'other', fairness: { points: 0, tiers: 1 } };
    const { comparison } = whatIf(town, [{ kind: 'OTHER_POLICY', policy: other }], before);
    expect(comparison.policyVersions).toEqual({ before: '4', after: 'other' });
    expect(comparison.objective).toBeNull();
  });

  it('is refused where it cannot be', () => {
    expect(() => whatIf(town, [{ kind: 'MORE_UNITS', resourceId: 'nobody', units: 1 }])).toThrow(
      /"nobody".*not in the run/,
    );
  });
});

it('two runs that are the same differ in nothing', () => {
  const same = compareRuns(before, match(town));
  expect([same.gaining, same.losing, same.rearranged, same.communities]).toEqual([[], [], 0, []]);
});
