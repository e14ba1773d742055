import { expect, test } from 'vitest';
import { servicesOf } from './residentService.intake.ts';

const service = (organisation: string) => ({ organisation, division: 'd1' });
const row = (organisationId: string) => ({ residentId: 'r1', organisationId, divisionCode: 'd1' });

test.each([
  ['who serves her', { services: [service('s1'), service('s2')] }, [row('s1'), row('s2')]],
  ['nobody for a tombstone', null, []],
  ['nothing in a record without a list', { services: service('s1') }, null],
  ['nothing in a list of something else', { services: [service('s1'), 7] }, null],
  ['nothing where a place is missing', { services: [service('s1'), { organisation: 's2' }] }, null],
])('reads from a fact %s', (_, record, rows) => {
  expect(servicesOf({ kind: 'resident', id: 'r1', version: 0, record })).toEqual(rows);
});
