import type { Viewer } from '@hub/engine-policy';
import { describe, expect, test } from 'vitest';
import type { SeenResource } from './resource.entity.ts';
import {
  availableOn,
  onlyOf,
  providerOf,
  quantityOf,
  scopesOfResources,
  servicesOfVolunteer,
  titleOf,
} from './resource.rules.ts';

const today = '2026-11-21';
const resource = (parts: Partial<SeenResource>) =>
  ({
    id: 'fund-allocation_1',
    kind: 'FUND',
    capacity: 100,
    startsOn: null,
    expiresOn: null,
    bookedUnits: 0,
    usedMonth: null,
    usedUnits: 0,
    reserved: 0,
    spent: 0,
    ...parts,
  }) as SeenResource;

describe('the services of a volunteer', () => {
  const anybody = ['HOME_VISIT', 'MEAL_DELIVERY', 'HOUSEWORK', 'ESCORT_TO_CLINIC'];

  test.each([
    ['without a skill', [], anybody],
    ['who drives', ['DRIVING'], anybody],
    ['who cuts hair', ['HAIRDRESSING'], ['HAIRCUT', ...anybody]],
    ['who teaches and knows the law', ['LAW', 'TEACHING'], ['LEGAL_ADVICE', 'TUTORING', ...anybody]],
  ] as const)('%s', (_, skills, services) => {
    expect(servicesOfVolunteer(skills).sort()).toEqual([...services].sort());
  });
});

test.each([
  ['without days', {}, 100],
  ['on its first and last day', { startsOn: today, expiresOn: today }, 100],
  ['before its first day', { startsOn: '2026-11-22' }, 0],
  ['after its last day', { expiresOn: '2026-11-20' }, 0],
  ['of which some is promised', { reserved: 30 }, 70],
  ['of which some was given and not yet booked', { reserved: 30, spent: 20 }, 50],
  ['of which what was given is booked', { capacity: 80, reserved: 30, spent: 20, bookedUnits: 20 }, 50],
  ['of which more is promised than there is', { capacity: 20, reserved: 30 }, 0],
  ['of which some of this month is used', { usedMonth: '2026-11', usedUnits: 25 }, 75],
  ['of which some of another month was used', { usedMonth: '2026-10', usedUnits: 25 }, 100],
] as const)('what is left of a resource %s', (_, parts, amount) => {
  expect(availableOn(resource(parts), today)).toBe(amount);
});

test.each([
  ['VOLUNTEER_TIME', 'VolunteerTeam'],
  ['FUND', 'CharityOrganisation'],
  ['GOODS', 'CharityOrganisation'],
  ['CASELOAD', 'Station'],
] as const)('%s is provided by a %s', (kind, __typename) => {
  expect(providerOf(resource({ kind, providerId: 'organisation_1' }))).toEqual({ __typename, id: 'organisation_1' });
});

test('a volunteer without a team has no provider, and a title without a name', () => {
  const volunteer = resource({ kind: 'VOLUNTEER_TIME', providerId: null, name: null });
  expect(providerOf(volunteer)).toBeNull();
  expect(titleOf(volunteer).code).toBe('TITLE_VOLUNTEER_TIME_WITHOUT_NAME');
});

test('what is left is told or not', () => {
  expect(quantityOf(resource({ capacityTold: 1 }))?.capacity).toBe(100);
  expect(quantityOf(resource({ capacityTold: 0 }))).toBeNull();
});

test('an id is not found under the type of another kind', () => {
  expect(onlyOf('GOODS')(resource({}))).toBeNull();
  expect(onlyOf('FUND')(resource({}))).toMatchObject({ kind: 'FUND' });
});

test.each([
  ['a volunteer partner in his divisions', 'volunteer-partner', { within: [['420502001000']] }],
  ['a charity never', 'charity-partner', 'NONE'],
] as const)('who stands behind volunteer time is seen by %s', (_, role, scope) => {
  expect(scopesOfResources({ role, divisions: ['420502001000'] } as unknown as Viewer).volunteers).toEqual(scope);
});
