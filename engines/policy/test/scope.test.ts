import { describe, expect, test } from 'vitest';
import {
  type ProtectedKind,
  type Role,
  roles,
  type Scope,
  scopeKinds,
  scopeOf,
  scopeRules,
  type Viewer,
} from '../src/index.ts';

const street = '420502001000';
const viewer = (parts: Partial<Viewer>): Viewer => ({
  subject: 'somebody',
  role: 'station-worker',
  divisions: [street],
  organisation: 'station_a',
  purpose: 'CASE_SERVICE',
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
  ...parts,
});
const within = [[street]];
const own = { within, ownedBy: ['station_a'] };
const served = { within, servedBy: ['station_a'] };
const kinds = Object.keys(scopeRules['station-worker']) as ProtectedKind[];

describe('scopeOf', () => {
  const cases: readonly [Role, readonly (readonly [ProtectedKind, Scope])[]][] = [
    [
      'station-worker',
      [
        ['resident', served],
        ['household', served],
        ['client', own],
        ['need', own],
        ['caseFile', own],
        ['beneficiary', 'NONE'],
        ['volunteer', { within }],
        ['referral', own],
        ['offer', own],
      ],
    ],
    ['street-worker', kinds.map((kind) => [kind, kind === 'offer' ? 'NONE' : { within }])],
    [
      'charity-partner',
      [
        ...kinds.map((kind) => [kind, 'NONE'] as const),
        ['need', { within, ofKinds: ['FEN', 'ITEM'] }],
        ['beneficiary', own],
        ['offer', { ...own, ofKinds: ['FEN', 'ITEM'] }],
      ],
    ],
    [
      'volunteer-partner',
      [
        ...kinds.map((kind) => [kind, 'NONE'] as const),
        ['need', { within, ofKinds: ['HOUR'] }],
        ['volunteer', { within }],
        ['offer', { within, ofKinds: ['HOUR'] }],
      ],
    ],
    ['analyst', kinds.map((kind) => [kind, 'NONE'])],
  ];
  test.each(cases)('says which rows a %s sees', (role, scopes) => {
    expect(Object.fromEntries(kinds.map((kind) => [kind, scopeOf(viewer({ role }), kind)]))).toEqual(
      Object.fromEntries(scopes),
    );
  });

  test('shows what is own or served to nobody without an organisation', () => {
    const lone = viewer({ organisation: null });
    expect(kinds.filter((kind) => scopeOf(lone, kind) !== 'NONE')).toEqual(['volunteer']);
  });

  test('an emergency opens what lies in the place, and nothing that the role never sees', () => {
    const grant = { id: 'grant_1', kind: 'BREAK_GLASS', approver: null, records: [] } as const;
    for (const role of roles)
      for (const kind of kinds)
        expect(scopeOf(viewer({ role, grant }), kind)).toEqual(
          scopeRules[role][kind] === 'none' ? 'NONE' : { within, ofKinds: scopeKinds[role]?.[kind] },
        );
  });
});
