import type { Viewer } from '@hub/engine-policy';
import { expect, test } from 'vitest';
import { bornOnOf, indexedIdNumber, visibleResidents } from './resident.rules.ts';

const viewer = (role: Viewer['role']): Viewer => ({
  subject: 'somebody',
  role,
  divisions: ['420502001000'],
  organisation: 'org_1',
  purpose: null,
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
});

test.each([
  ['a street worker those in her street', 'street-worker', { within: [['420502001000']] }],
  ['a charity none', 'charity-partner', 'NONE'],
  ['a volunteer platform none', 'volunteer-partner', 'NONE'],
  ['an operator none', 'operator', 'NONE'],
] as const)('shows %s', (_, role, scope) => {
  expect(visibleResidents(viewer(role))).toEqual(scope);
});

test.each([
  ['the written day', '1950-05-06', '420502194601012223', '1950-05-06'],
  ['the day in the number when none is written', null, '420502194601012223', '1946-01-01'],
  ['the day in a number of 15 digits', null, '420502460101222', '1946-01-01'],
  ['none in a masked number', null, '420502********2223', null],
  ['none in a mistyped number', null, '420502194601012220', null],
  ['none without a number', null, null, null],
])('takes for the day of birth %s', (_, written, idNumber, bornOn) => {
  expect(bornOnOf(written, idNumber)).toBe(bornOn);
});

test.each([
  ['as it is', '420502194601012223', '420502194601012223'],
  ['of 15 digits', '420502460101222', '420502194601012223'],
  ['with spaces', '420502 19460101 2223', '420502194601012223'],
  ['masked', '420502********2223', '420502********2223'],
])('indexes an ID number %s', (_, written, indexed) => {
  expect(indexedIdNumber(written)).toBe(indexed);
});
