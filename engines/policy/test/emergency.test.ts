import { describe, expect, test } from 'vitest';
import { decide, fieldClasses, scopeOf, type Viewer } from '../src/index.ts';

const today = '2026-11-21';
const broken = { id: 'grant_1', kind: 'BREAK_GLASS', approver: null, records: [] } as const;
const child = { id: 'client_1', bornOn: '2016-01-01' };
const worker = (parts: Partial<Viewer>): Viewer => ({
  subject: 'worker',
  role: 'station-worker',
  divisions: ['420502001000'],
  organisation: 'station_1',
  purpose: 'RESOURCE_MATCHING',
  basis: 'EMERGENCY',
  tokenId: null,
  agreement: null,
  grant: broken,
  caseReference: null,
  ...parts,
});
const given = (viewer: Viewer) =>
  fieldClasses.filter((fieldClass) => decide(viewer, fieldClass, child, today).allowed).join(' ');

describe('a broken glass', () => {
  test('opens the classes of a service, of a child too', () => {
    expect(given(worker({}))).toBe('PUBLIC OPERATIONAL REFERENCE CASE PERSONAL CONTACT ASSISTANCE SENSITIVE');
  });

  test.each([
    ['without the glass', { grant: null }],
    ['with an approval', { grant: { ...broken, kind: 'APPROVAL', approver: 'somebody' } as const }],
    ['for a purpose that the role does not have', { purpose: 'ASSISTANCE_RECOGNITION' }],
    ['without a purpose', { purpose: null }],
  ] satisfies [string, Partial<Viewer>][])('an emergency is no ground %s', (_, parts) => {
    expect(given(worker(parts))).toBe('PUBLIC OPERATIONAL');
  });

  test('is about the records that it names', () => {
    expect(given(worker({ grant: { ...broken, records: ['client_2'] } }))).toBe('PUBLIC OPERATIONAL REFERENCE CASE');
  });

  test('shows what others keep in the same divisions, and nothing beyond them', () => {
    expect(scopeOf(worker({}), 'client')).toEqual({ within: [['420502001000']] });
    expect(scopeOf(worker({ grant: null }), 'client')).toEqual({
      within: [['420502001000']],
      ownedBy: ['station_1'],
    });
  });

  test('opens nothing to whom the rows are none', () => {
    expect(scopeOf(worker({ role: 'analyst' }), 'client')).toBe('NONE');
  });
});

describe('an agreement', () => {
  const partner = worker({
    role: 'charity-partner',
    organisation: 'charity_1',
    purpose: 'CHARITY_AID',
    basis: 'CONSENT',
    grant: null,
    agreement: { id: 'agreement_1', divisions: ['420502001001'], fieldClasses: ['CASE', 'PERSONAL'] },
  });

  test('gives no class that it does not name, and none at all where there is none', () => {
    const adult = { id: 'beneficiary_1', bornOn: '1950-01-01' };
    const classes = (viewer: Viewer) =>
      fieldClasses.filter((fieldClass) => decide(viewer, fieldClass, adult, today).allowed).join(' ');
    expect(classes(partner)).toBe('PUBLIC OPERATIONAL CASE PERSONAL');
    expect(classes({ ...partner, agreement: null })).toBe('PUBLIC OPERATIONAL');
  });

  test('bounds the places of the token, and never widens them', () => {
    expect(scopeOf(partner, 'beneficiary')).toEqual({
      within: [['420502001000'], ['420502001001']],
      ownedBy: ['charity_1'],
    });
  });
});
