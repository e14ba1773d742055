import type { Role, Viewer } from '@hub/engine-policy';
import { expect, test } from 'vitest';
import type { BeneficiaryRow } from './beneficiary.entity.ts';
import { indexedIdNumber, subjectOfBeneficiary, visibleBeneficiaries } from './beneficiary.rules.ts';

const viewer = (role: Role, organisation: string | null = null): Viewer => ({
  subject: 'somebody',
  role,
  divisions: ['420502001000'],
  organisation,
  purpose: 'CHARITY_AID',
  basis: 'CONSENT',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
});

test.each([
  ['a charity its own in its divisions', 'charity-partner', 'charity_1', true],
  ['a charity without a name none', 'charity-partner', null, 'NONE'],
  ['a street worker those in her street', 'street-worker', null, false],
  ['a station worker none', 'station-worker', 'station_1', 'NONE'],
  ['a volunteer partner none', 'volunteer-partner', 'team_1', 'NONE'],
  ['an operator none', 'operator', null, 'NONE'],
] as const)('shows %s', (_, role, organisation, own) => {
  const place = { within: [['420502001000']] };
  expect(visibleBeneficiaries(viewer(role, organisation))).toEqual(
    own === 'NONE' ? 'NONE' : own ? { ...place, ownedBy: [organisation] } : place,
  );
});

test.each([
  ['a valid number', '11010519491231002X', '11010519491231002X'],
  ['a valid number in full-width and small signs', ' 11010519491231002x ', '11010519491231002X'],
  ['a number of 15 digits as its 18 signs', '110105491231002', '11010519491231002X'],
  ['a masked number as it was written', '420502********123x', '420502********123X'],
] as const)('indexes %s', (_, text, indexed) => {
  expect(indexedIdNumber(text)).toBe(indexed);
});

test('names the charity as the owner of what it knows of a person', () => {
  const row = { id: 'beneficiary_1', divisionCode: '420502001001', ownerOrganisationId: 'charity_1', bornOn: null };
  expect(subjectOfBeneficiary(row as BeneficiaryRow)).toEqual(row);
});
