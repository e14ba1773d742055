import { expect, test } from 'vitest';
import { mayActInReferrals, type Purpose, partiesOf, type Role, roles, type Viewer } from '../src/index.ts';

const viewer = (role: Role, organisation: string | null, purpose: Purpose | null): Viewer => ({
  subject: 'somebody',
  role,
  divisions: ['420502001000'],
  organisation,
  purpose,
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
});
const ofVolunteer = { ownerOrganisationId: 'station_a', providerId: 'team_a', unit: 'HOUR' };
const ofFund = { ownerOrganisationId: 'station_a', providerId: 'charity_a', unit: 'FEN' };
const ofCaseload = { ownerOrganisationId: 'station_a', providerId: 'station_b', unit: 'CASE' };

test.each([
  ['the station of the need', 'station-worker', 'station_a', 'CASE_SERVICE', ofVolunteer, ['STATION']],
  ['another station', 'station-worker', 'station_b', 'CASE_SERVICE', ofVolunteer, []],
  ['the station that takes the case', 'station-worker', 'station_b', 'CASE_SERVICE', ofCaseload, ['PROVIDER']],
  [
    'a station on both sides',
    'station-worker',
    'station_a',
    'VISIT',
    { ...ofCaseload, providerId: 'station_a' },
    ['STATION', 'PROVIDER'],
  ],
  ['a station without a purpose', 'station-worker', 'station_a', null, ofVolunteer, []],
  ['the officer', 'district-officer', null, 'RESOURCE_MATCHING', ofFund, ['DISTRICT']],
  ['the officer who recognises assistance', 'district-officer', null, 'ASSISTANCE_RECOGNITION', ofFund, []],
  ['the charity', 'charity-partner', 'charity_a', 'CHARITY_AID', ofFund, ['PROVIDER']],
  ['another charity', 'charity-partner', 'charity_b', 'CHARITY_AID', ofFund, []],
  ['the platform', 'volunteer-partner', 'platform', 'VOLUNTEER_DISPATCH', ofVolunteer, ['PROVIDER']],
  ['the platform with money', 'volunteer-partner', 'platform', 'VOLUNTEER_DISPATCH', ofFund, []],
  ['the street, which watches', 'street-worker', null, 'CASE_SERVICE', ofVolunteer, []],
] as const)('%s', (_, role, organisation, purpose, sides, expected) => {
  expect(partiesOf(viewer(role, organisation, purpose), sides)).toEqual(expected);
});

test('nobody but stations, officers and partners acts at all', () => {
  const acting = roles.filter((role) => mayActInReferrals(viewer(role, 'anybody', 'RESOURCE_MATCHING')));
  expect(acting).toEqual(['station-worker', 'district-officer', 'charity-partner', 'volunteer-partner']);
});
