import { match } from '@hub/engine-matching';
import { expect, test } from 'vitest';
import { matchPolicy } from '../match/match.rules.ts';
import { type GivenSupposition, namedIn, suppositionsOf } from './suppose.rules.ts';

const volunteers = {
  count: 20,
  serviceCode: 'HOME_VISIT',
  unitsEach: 8,
  divisions: ['420502001000', '420502002000'],
} as const;

test('volunteers more are vetted and measured in the unit of their service, unless it is said otherwise', () => {
  expect(suppositionsOf([{ moreResources: volunteers }])).toEqual([
    {
      kind: 'MORE_RESOURCES',
      count: 20,
      divisions: ['420502001000', '420502002000'],
      services: ['HOME_VISIT'],
      unit: 'HOUR',
      unitsEach: 8,
      skills: [],
      vetted: true,
    },
  ]);
  const [unvetted] = suppositionsOf([{ moreResources: { ...volunteers, vetted: false, skills: ['CARE'] } }]);
  expect(unvetted).toMatchObject({ vetted: false, skills: ['CARE'] });
});

test('another policy differs in what is given only, and can be followed', () => {
  const [supposed] = suppositionsOf([{ policy: { fairness: 0, urgencyLow: 2000, nearness: null } }]);
  if (supposed?.kind !== 'OTHER_POLICY') throw new Error('No policy is supposed.');
  const { policy } = supposed;
  expect(policy.version).not.toBe(matchPolicy.version);
  expect(policy.fairness).toEqual({ ...matchPolicy.fairness, points: 0 });
  expect(policy.urgency).toEqual({ ...matchPolicy.urgency, LOW: 2000 });
  expect(policy.nearness).toEqual(matchPolicy.nearness);
  expect(match({ needs: [], resources: [], policy, today: '2026-11-21' }).policyVersion).toBe(policy.version);
});

test.each([
  ['an urgency worth little', { urgencyLow: 90, declined: 0 }, { points: 50, runPoints: 60, tiers: 2 }],
  ['no even load at all', { evenLoad: 0 }, { points: 0, runPoints: 0, tiers: 2 }],
])('a policy with %s can be followed', (_, given, evenLoad) => {
  const [supposed] = suppositionsOf([{ policy: given }]);
  if (supposed?.kind !== 'OTHER_POLICY') throw new Error('No policy is supposed.');
  expect(supposed.policy.evenLoad).toEqual(evenLoad);
  match({ needs: [], resources: [], policy: supposed.policy, today: '2026-11-21' });
});

test('lifting what bound a fund lifts its purpose, too; what others offer is no purpose', () => {
  const given = [{ liftRestriction: 'fund-allocation_1' }, { liftRestriction: 'goods-allotment_2' }];
  expect(suppositionsOf(given, new Set(['fund-allocation_1']))).toEqual([
    { kind: 'RESTRICTION_LIFTED', resourceId: 'fund-allocation_1', anyService: true },
    { kind: 'RESTRICTION_LIFTED', resourceId: 'goods-allotment_2', anyService: false },
  ]);
});

test('what suppositions name is to be looked up', () => {
  const given = [
    { moreUnits: { resource: 'fund-allocation_1', units: 5 } },
    { liftRestriction: 'fund-allocation_2' },
    { withdraw: 'caseload_3' },
    { moreResources: volunteers },
  ];
  expect(namedIn(given)).toEqual({
    resources: ['fund-allocation_1', 'fund-allocation_2', 'caseload_3'],
    divisions: volunteers.divisions,
  });
});

test.each<[string, readonly GivenSupposition[], object]>([
  ['none at all', [], { field: 'suppositions', met: 0, least: 1, most: 10 }],
  ['too many', Array.from({ length: 11 }, () => ({ withdraw: 'x' })), { field: 'suppositions', met: 11 }],
  ['an empty one', [{}], { field: 'suppositions[0]', met: 0 }],
  ['one with two parts', [{ withdraw: 'x', liftRestriction: 'y' }], { field: 'suppositions[0]', met: 2 }],
  [
    'nobody more',
    [{ withdraw: 'x' }, { moreResources: { ...volunteers, count: 0 } }],
    { field: 'suppositions[1].moreResources.count', met: 0, least: 1, most: 10_000 },
  ],
  [
    'nowhere',
    [{ moreResources: { ...volunteers, divisions: [] } }],
    { field: 'suppositions[0].moreResources.divisions', met: 0 },
  ],
  [
    'no units',
    [{ moreUnits: { resource: 'x', units: 0 } }],
    { field: 'suppositions[0].moreUnits.units', met: 0, least: 1 },
  ],
  ['points below nothing', [{ policy: { fit: -1 } }], { field: 'suppositions[0].policy.fit', met: -1, least: 0 }],
  [
    'an urgency worth nothing',
    [{ policy: { urgencyLow: 0 } }],
    { field: 'suppositions[0].policy.urgencyLow', least: 1 },
  ],
  [
    'a decline that outweighs an urgency',
    [{ policy: { urgencyLow: 100, declined: 100 } }],
    { field: 'suppositions[0].policy.declined', met: 100, most: 39 },
  ],
])('%s is bad input, with its place and what was expected', (_, given, params) => {
  expect(() => suppositionsOf(given)).toThrow(
    expect.objectContaining({ code: 'BAD_USER_INPUT', params: expect.objectContaining(params) }),
  );
});
