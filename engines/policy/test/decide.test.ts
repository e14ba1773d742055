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
  grant: null,
  ...parts,
});
const given = (parts: Partial<Viewer>, bornOn: string | null = '1950-01-01') =>
  fieldClasses.filter((fieldClass) => decide(viewer(parts), fieldClass, { bornOn }, today).allowed);

describe('decide', () => {
  const cases: readonly [string, Partial<Viewer>, readonly FieldClass[]][] = [
    ['an officer who matches', {}, ['PUBLIC', 'OPERATIONAL', 'REFERENCE', 'CASE', 'PERSONAL', 'ASSISTANCE']],
    ['an officer without purpose', { purpose: null }, ['PUBLIC', 'OPERATIONAL']],
    ['an analyst who counts', { role: 'analyst', purpose: 'STATISTICS' }, ['PUBLIC', 'OPERATIONAL', 'CASE']],
    ['an analyst who matches', { role: 'analyst' }, ['PUBLIC', 'OPERATIONAL']],
    [
      'a volunteer platform that dispatches',
      { role: 'volunteer-partner', purpose: 'VOLUNTEER_DISPATCH' },
      ['PUBLIC', 'OPERATIONAL', 'REFERENCE', 'CASE', 'PERSONAL', 'CONTACT'],
    ],
    ['an operator with a purpose', { role: 'operator' }, ['PUBLIC', 'OPERATIONAL']],
  ];
  test.each(cases)('gives %s these classes', (_, parts, classes) => {
    expect(given(parts)).toEqual(classes);
  });

  test('withholds a child under 14 from who has neither statutory duty nor the consent of a guardian', () => {
    expect(given({ basis: 'CONTRACT' }, '2012-11-22')).toEqual(['PUBLIC', 'OPERATIONAL', 'REFERENCE', 'CASE']);
    expect(given({ basis: 'CONTRACT' }, '2012-11-21')).toContain('PERSONAL');
    expect(given({ basis: 'GUARDIAN_CONSENT' }, '2012-11-22')).toContain('PERSONAL');
  });

  test('says what is needed', () => {
    expect(decide(viewer({ purpose: null }), 'PERSONAL', null, today)).toEqual({ allowed: false, needed: 'PURPOSE' });
    expect(decide(viewer({}), 'IDENTIFIER', null, today)).toEqual({ allowed: false, needed: 'ROLE_AND_PURPOSE' });
  });

  test('withholds a class that no policy knows', () => {
    expect(decide(viewer({}), 'UNHEARD_OF', null, today).allowed).toBe(false);
  });
});
