import { scopeOf, type Viewer } from '@hub/engine-policy';
import { keysOfTest, seededRandomness } from '@hub/kernel/testing';
import { residentIdNumberOf } from '@hub/values';
import { createSealer } from '@hub/vault';
import { describe, expect, test } from 'vitest';
import { sources } from './record.entity.ts';
import { heldByOthers, overusedOf, pseudonymOf, visibleRecords } from './record.rules.ts';

const indexOf = (seed: string) => {
  const keys = keysOfTest(seed);
  const sealer = createSealer(keys.ring('seal'), keys.ring('pseudonym'), seededRandomness(seed));
  return (text: string) => sealer.index(text, 'id-number');
};
const index = indexOf('keys');
const numberAt = (sequence: number) => residentIdNumberOf({ divisionCode: '420502', bornOn: '1946-01-01', sequence });
const number = numberAt(222);

describe('pseudonymOf', () => {
  test.each([
    ['itself', number],
    ['spaces and full width', ` ${number.slice(0, 6)} ${number.slice(6, 14)} 222${number.slice(17)} `],
    ['its 15 digits', `${number.slice(0, 6)}${number.slice(8, 17)}`],
  ])('is the same for %s', (_, text) => {
    expect(pseudonymOf(text, index)).toBe(pseudonymOf(number, index));
  });

  test('is another one for every other number', () => {
    const numbers = Array.from({ length: 1000 }, (_, sequence) => pseudonymOf(numberAt(sequence), index));
    expect(new Set(numbers).size).toBe(1000);
  });

  test('is another one under another key, and shows nothing of the number', () => {
    expect(pseudonymOf(number, indexOf('other'))).not.toBe(pseudonymOf(number, index));
    expect(pseudonymOf(number, index)).toMatch(/^1\.[\w-]{22}$/);
  });

  test.each([
    ['no number', null],
    ['a masked number', '420502********2221'],
    ['a wrong check digit', `${number.slice(0, 17)}${number.endsWith('0') ? '1' : '0'}`],
    ['a day that the calendar has not', '420502194602302221'],
    ['a blank', '  '],
  ])('is none for %s', (_, text) => {
    expect(pseudonymOf(text, index)).toBeNull();
  });
});

test('a number is overused when more records hold it than the model takes for evidence', () => {
  const incoming = [{ pseudonym: 'n1' }, { pseudonym: 'n2' }, { pseudonym: null }] as never[];
  const held = new Map([
    ['n1', 2],
    ['n2', 1],
    ['n3', 3],
  ]);
  expect([...overusedOf(held, incoming, 2)]).toEqual(['n1', 'n3']);
  const before = [{ pseudonym: 'n1' }, { pseudonym: null }];
  expect([...overusedOf(heldByOthers(held, before), incoming, 2)], 'a record that comes again counts once').toEqual([
    'n3',
  ]);
});

test('every department’s own rule says which of its records a viewer may know of', () => {
  const viewer: Viewer = {
    subject: 'worker',
    role: 'station-worker',
    divisions: ['420502001000'],
    organisation: 'station_a',
    purpose: 'CASE_SERVICE',
    basis: 'STATUTORY_DUTY',
    tokenId: null,
    agreement: null,
    grant: null,
    caseReference: null,
  };
  const scopes = visibleRecords(viewer);
  expect(scopes.flatMap((one) => one.sources).sort()).toEqual([...sources].sort());
  expect(scopes).toContainEqual({ sources: ['social-work'], scope: scopeOf(viewer, 'client') });
  expect(scopes).toContainEqual({ sources: ['charities'], scope: 'NONE' });
  expect(scopes).toContainEqual({ sources: ['civil-affairs'], scope: scopeOf(viewer, 'resident') });
  expect(scopes).toContainEqual({ sources: ['volunteers'], scope: scopeOf(viewer, 'volunteer') });
});
