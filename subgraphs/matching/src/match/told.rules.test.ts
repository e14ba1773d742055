import type { Viewer } from '@hub/engine-policy';
import { expect, test } from 'vitest';
import { mayBeToldOfGroups, reasonsFor, shortagesKeptBack, unmetFor } from './told.rules.ts';
import type { UnmetRow } from './unmet.entity.ts';

const agreement = { id: 'a', divisions: ['d'], fieldClasses: ['CASE', 'ASSISTANCE'] };
const viewer = (parts: Partial<Viewer>): Viewer => ({
  subject: 'somebody',
  role: 'district-officer',
  divisions: ['d'],
  organisation: null,
  purpose: 'RESOURCE_MATCHING',
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
  ...parts,
});
const unmet = (code: string, params: UnmetRow['params'] = {}): UnmetRow => ({
  needId: 'n',
  clientId: 'c',
  code,
  params,
  units: 2,
  shortageId: 's',
  obstacles: [{ needId: 'n', clientId: 'c', code: 'SKILL', keptAway: 1 }],
});

test.each([
  ['an officer', {}, true],
  ['nobody without a purpose', { purpose: null }, false],
  [
    'no volunteer platform',
    { role: 'volunteer-partner', purpose: 'VOLUNTEER_DISPATCH', basis: 'CONSENT', agreement },
    false,
  ],
  ['no charity that only matches', { role: 'charity-partner', basis: 'CONSENT', agreement }, false],
  [
    'no charity that aids by contract alone',
    { role: 'charity-partner', purpose: 'CHARITY_AID', basis: 'CONTRACT', agreement },
    false,
  ],
  [
    'a charity that aids by consent',
    { role: 'charity-partner', purpose: 'CHARITY_AID', basis: 'CONSENT', agreement },
    true,
  ],
] as const)('tells of groups %s', (_, parts, told) => {
  expect(mayBeToldOfGroups(viewer(parts), '2026-11-21')).toBe(told);
});

test.each([
  [true, ['NEAR', 'GROUP_FITS']],
  [false, ['NEAR']],
])('reasons to who is told of groups (%s) are %s', (told, codes) => {
  const reasons = ['NEAR', 'GROUP_FITS'].map((code) => ({ needId: 'n', clientId: 'c', code, params: {} }));
  expect(reasonsFor(reasons, told).map(({ code }) => code)).toEqual(codes);
});

test.each([
  ['NONE_FOR_THE_GROUP', {}, 'NONE_FITS'],
  ['NONE_IN_REGION', {}, 'NONE_FITS'],
  ['CAP_REACHED', {}, 'NONE_FITS'],
  ['SEVERAL_OBSTACLES', { rules: 'SKILL GROUP' }, 'NONE_FITS'],
  ['SEVERAL_OBSTACLES', { rules: 'SKILL DISTANCE' }, 'SEVERAL_OBSTACLES'],
  ['NONE_WITH_SKILL', { skill: 'LAW' }, 'NONE_WITH_SKILL'],
  ['ALL_TAKEN', {}, 'ALL_TAKEN'],
])('%s with %o is %s to who is not told of groups', (code, params, told) => {
  const row = unmet(code, params);
  expect(unmetFor(row, true)).toBe(row);
  const given = unmetFor(row, false);
  expect(given?.code).toBe(told);
  expect([given?.units, given?.shortageId]).toEqual([2, told === 'NONE_FITS' ? null : 's']);
  if (told === 'NONE_FITS') expect([given?.params, given?.obstacles]).toEqual([{}, []]);
  else expect(given?.obstacles).toHaveLength(1);
});

test('keeps back from who is not told of groups the shortages that could tell them', () => {
  expect(shortagesKeptBack(true)).toEqual([]);
  expect(shortagesKeptBack(false)).toEqual(['GROUP', 'REGION', 'PERSON_CAP']);
});
