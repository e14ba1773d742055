import { describe, expect, test } from 'vitest';
import { decide, type FieldClass, fieldClasses, type Viewer } from '../src/index.ts';

const today = '2026-11-21';
const viewer = (parts: Partial<Viewer>): Viewer => ({
  subject: 'somebody',
  role: 'district-officer',
  divisions: ['420502000000'],
  organisation: null,
  purpose: 'RESOURCE_MATCHING',
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
  ...parts,
});
const agreement = {
  id: 'agreement_1',
  divisions: ['420502000000'],
  fieldClasses: ['REFERENCE', 'CASE', 'PERSONAL', 'CONTACT'],
};
const given = (parts: Partial<Viewer>, bornOn: string | null = '1950-01-01') =>
  fieldClasses.filter((fieldClass) => decide(viewer(parts), fieldClass, { id: 'resident_1', bornOn }, today).allowed);

describe('decide', () => {
  const cases: readonly [string, Partial<Viewer>, readonly FieldClass[]][] = [
    ['an officer who matches', {}, ['PUBLIC', 'OPERATIONAL', 'REFERENCE', 'CASE', 'PERSONAL', 'ASSISTANCE']],
    ['an officer without purpose', { purpose: null }, ['PUBLIC', 'OPERATIONAL']],
    ['an analyst who counts', { role: 'analyst', purpose: 'STATISTICS' }, ['PUBLIC', 'OPERATIONAL', 'AGGREGATE']],
    ['an analyst who matches', { role: 'analyst' }, ['PUBLIC', 'OPERATIONAL']],
    [
      'a volunteer platform that dispatches',
      { role: 'volunteer-partner', purpose: 'VOLUNTEER_DISPATCH', basis: 'CONTRACT', agreement },
      ['PUBLIC', 'OPERATIONAL', 'REFERENCE', 'CASE', 'PERSONAL', 'CONTACT'],
    ],
    ['an operator with a purpose', { role: 'operator' }, ['PUBLIC', 'OPERATIONAL']],
  ];
  test.each(cases)('gives %s these classes', (_, parts, classes) => {
    expect(given(parts)).toEqual(classes);
  });

  const grant = { id: 'grant_1', kind: 'APPROVAL', approver: 'somebody else', records: ['resident_1'] } as const;
  test.each([
    ['an adult', {}, '2008-11-21', null],
    ['a minor without an approval', {}, '2008-11-22', 'MINOR_APPROVAL'],
    ['a minor with one', { grant }, '2008-11-22', null],
    [
      'a minor with one for another record',
      { grant: { ...grant, records: ['resident_2'] } },
      '2008-11-22',
      'MINOR_APPROVAL',
    ],
    ['a child on consent of nobody in particular', { grant, basis: 'CONSENT' }, '2012-11-22', 'GUARDIAN_CONSENT'],
    ['a child on consent of the guardian', { grant, basis: 'GUARDIAN_CONSENT' }, '2012-11-22', null],
    ['a child in statutory duty', { grant }, '2012-11-22', null],
    ['a child without an approval', { basis: 'GUARDIAN_CONSENT' }, '2012-11-22', 'MINOR_APPROVAL'],
  ] satisfies [string, Partial<Viewer>, string, string | null][])(
    'judges the name of %s',
    (_, parts, bornOn, needed) => {
      const decision = decide(viewer(parts), 'PERSONAL', { id: 'resident_1', bornOn }, today);
      expect(decision.allowed ? null : decision.needed).toBe(needed);
    },
  );

  test('says what is needed', () => {
    expect(decide(viewer({ purpose: null }), 'PERSONAL', null, today)).toEqual({ allowed: false, needed: 'PURPOSE' });
    expect(decide(viewer({}), 'IDENTIFIER', null, today)).toEqual({ allowed: false, needed: 'ROLE_AND_PURPOSE' });
  });

  test('withholds a class that no policy knows', () => {
    expect(decide(viewer({}), 'UNHEARD_OF', null, today).allowed).toBe(false);
  });
});
