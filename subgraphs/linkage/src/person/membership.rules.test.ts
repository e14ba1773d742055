import { describe, expect, test } from 'vitest';
import { type MembershipBefore, settleMembership } from './membership.rules.ts';
import type { PersonRow } from './person.entity.ts';

const living = (id: string): PersonRow => ({ id, version: 1, redirectTo: null, heir: null });
const ended = (id: string, heir: string, redirectTo: string | null): PersonRow => ({
  id,
  version: 2,
  redirectTo,
  heir,
});

/** `p1: ['a', 'b']` says that the records a and b were person p1. */
const before = (members: Readonly<Record<string, readonly string[]>>, ...past: PersonRow[]): MembershipBefore => ({
  personOf: new Map(Object.entries(members).flatMap(([person, records]) => records.map((record) => [record, person]))),
  persons: [...Object.keys(members).map(living), ...past],
});
const settle = (groups: readonly string[], known: MembershipBefore) => {
  let made = 0;
  return settleMembership(
    groups.map((group) => group.split('')),
    known,
    () => `new${++made}`,
  );
};
const namesOf = ({ personOf }: ReturnType<typeof settle>) =>
  [...Map.groupBy(personOf, ([, person]) => person)].map(
    ([person, records]) => `${person}: ${records.map(([record]) => record).join('')}`,
  );

describe('settleMembership', () => {
  test.each([
    ['a record that nobody knows is a new person', ['a'], before({}), ['new1: a']],
    ['a group that did not change keeps its person', ['ab'], before({ p1: ['a', 'b'] }), ['p1: ab']],
    ['two persons become the one that had more records', ['abc'], before({ p1: ['a'], p2: ['b', 'c'] }), ['p2: abc']],
    ['two persons with as many records become the smaller id', ['ab'], before({ p2: ['a'], p1: ['b'] }), ['p1: ab']],
    ['of two parts the larger keeps the person', ['a', 'bc'], before({ p1: ['a', 'b', 'c'] }), ['new1: a', 'p1: bc']],
    ['of two equal parts the first keeps the person', ['a', 'b'], before({ p1: ['a', 'b'] }), ['p1: a', 'new1: b']],
    [
      'a record changes from one person to another',
      ['ab', 'cde'],
      before({ p1: ['a', 'b', 'c'], p2: ['d', 'e'] }),
      ['p1: ab', 'p2: cde'],
    ],
    [
      'no person is two groups, whoever is the stronger elsewhere',
      ['ab', 'c'],
      before({ p1: ['a'], p2: ['b', 'c'] }),
      ['p1: ab', 'p2: c'],
    ],
    ['an heir takes up the person that ended', ['a'], before({}, ended('p1', 'a', null)), ['p1: a']],
    [
      'who splits off again is the person that it was before the merge',
      ['ab', 'cde'],
      before({ p2: ['a', 'b', 'c', 'd', 'e'] }, ended('p1', 'a', 'p2')),
      ['p1: ab', 'p2: cde'],
    ],
    [
      'nobody takes up an ended person instead of keeping her own',
      ['ab'],
      before({ p2: ['a'], p1: ['b'] }, ended('p0', 'a', 'p2')),
      ['p1: ab'],
    ],
  ] as const)('%s', (_, groups, known, names) => {
    expect(namesOf(settle(groups, known))).toEqual(names);
  });

  test('a person that merged leads on, and to where most of her records went', () => {
    const { changed } = settle(
      ['abmnxyz', 'cuvw'],
      before({ p1: ['a', 'b', 'c'], p2: ['m', 'n', 'x', 'y', 'z'], p3: ['u', 'v', 'w'] }),
    );
    expect(changed).toContainEqual({ id: 'p1', version: 2, redirectTo: 'p2', heir: 'a' });
  });

  test('a person without records ends and leads nowhere, until her heir comes back', () => {
    const gone = settle([], before({ p1: ['b', 'a'] }));
    expect(gone.changed).toEqual([{ id: 'p1', version: 2, redirectTo: null, heir: 'a' }]);
    const back = settle(['a'], before({}, ended('p1', 'a', null)));
    expect(back.changed).toEqual([{ id: 'p1', version: 3, redirectTo: null, heir: null }]);
  });

  test('who ended follows the record that stands for her', () => {
    const { changed } = settle(['b', 'ac'], before({ p2: ['a', 'b'], p3: ['c', 'd'] }, ended('p1', 'a', 'p2')));
    expect(changed).toContainEqual({ id: 'p1', version: 3, redirectTo: 'p3', heir: 'a' });
  });

  test('tells of nobody whose records are the same', () => {
    expect(settle(['ab', 'c'], before({ p1: ['a', 'b'] }, ended('p0', 'a', 'p1'))).changed).toEqual([
      { id: 'new1', version: 1, redirectTo: null, heir: null },
    ]);
  });

  test.each([
    ['joins', ['ab'], before({ p1: ['a'] }), ['JOIN b: - p1']],
    ['leaves', ['a'], before({ p1: ['a', 'b'] }), ['LEAVE b: p1 -']],
    ['merges', ['abc'], before({ p1: ['a'], p2: ['b', 'c'] }), ['MERGE a: p1 p2']],
    ['splits', ['a', 'bc'], before({ p1: ['a', 'b', 'c'] }), ['SPLIT a: p1 new1']],
    [
      'leaves one person and joins another',
      ['ab', 'cde'],
      before({ p1: ['a', 'b', 'c'], p2: ['d', 'e'] }),
      ['LEAVE c: p1 -', 'JOIN c: - p2'],
    ],
    ['stays', ['ab'], before({ p1: ['a', 'b'] }), []],
  ] as const)('writes down that a record %s', (_, groups, known, moves) => {
    const told = settle(groups, known).moves.map(
      ({ action, record, fromPerson, toPerson }) => `${action} ${record}: ${fromPerson ?? '-'} ${toPerson ?? '-'}`,
    );
    expect(told).toEqual(moves);
  });
});
