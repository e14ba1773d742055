import { expect, test } from 'vitest';
import type { Belonging } from '../record/record.entity.ts';
import { changedServedResidents, servedResidentsOf } from './servedResident.rules.ts';

const resident = (recordId: string, personId: string): Belonging => ({
  source: 'civil-affairs',
  recordId,
  personId,
  divisionCode: 'd1',
  ownerOrganisationId: 'org_street',
});
const client = (recordId: string, personId: string, station: string, divisionCode = 'd1'): Belonging => ({
  source: 'social-work',
  recordId,
  personId,
  divisionCode,
  ownerOrganisationId: station,
});
const volunteer: Belonging = { ...resident('v', 'p1'), source: 'volunteers' };

test.each([
  ['nobody whose record is alone', [resident('r1', 'p1'), client('c1', 'p2', 's1')], {}],
  ['nobody for being a volunteer', [resident('r1', 'p1'), volunteer], {}],
  ['who is a client', [resident('r1', 'p1'), client('c1', 'p1', 's1')], { r1: ['s1 d1'] }],
  [
    'who is a client of two stations, and of one of them at two places',
    [
      resident('r1', 'p1'),
      client('c1', 'p1', 's1'),
      client('c2', 'p1', 's2'),
      client('c3', 'p1', 's2', 'd2'),
      client('c4', 'p1', 's2'),
    ],
    { r1: ['s1 d1', 's2 d1', 's2 d2'] },
  ],
  [
    'each record of a resident whom the ledger has twice',
    [resident('r1', 'p1'), resident('r2', 'p1'), client('c1', 'p1', 's1')],
    { r1: ['s1 d1'], r2: ['s1 d1'] },
  ],
])('takes for served %s', (_, records, served) => {
  const found = [...servedResidentsOf(records)].map(([id, services]) => [
    id,
    services.map(({ organisation, division }) => `${organisation} ${division}`),
  ]);
  expect(Object.fromEntries(found)).toEqual(served);
});

const linked = [resident('r1', 'p1'), client('c1', 'p1', 's1')];
test.each([
  ['a link that is made', [resident('r1', 'p1'), client('c1', 'p2', 's1')], linked, ['r1']],
  ['a link that breaks', linked, [resident('r1', 'p1'), client('c1', 'p2', 's1')], ['r1']],
  ['a client that comes to another station', linked, [resident('r1', 'p1'), client('c1', 'p1', 's2')], ['r1']],
  ['a client who is served elsewhere', linked, [resident('r1', 'p1'), client('c1', 'p1', 's1', 'd2')], ['r1']],
  ['a client that is withdrawn', linked, [resident('r1', 'p1')], ['r1']],
  ['a resident that is withdrawn', linked, [client('c1', 'p1', 's1')], ['r1']],
  ['a merge that brings another station', linked, [...linked, client('c2', 'p1', 's2')], ['r1']],
  ['no second record of the same station', linked, [...linked, client('c2', 'p1', 's1')], []],
  ['no person that only gets another id', linked, [resident('r1', 'p9'), client('c1', 'p9', 's1')], []],
  ['no resident without a client', [], [resident('r1', 'p1')], []],
])('tells of %s', (_, before, after, told) => {
  expect(changedServedResidents(before, after)).toEqual(told);
});
