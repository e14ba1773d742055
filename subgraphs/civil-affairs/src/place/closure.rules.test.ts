import { describe, expect, test } from 'vitest';
import { levels } from '../division/division.entity.ts';
import { closureOf, nodesThatDiffer } from './closure.rules.ts';
import type { DivisionPlace, Places, Tie } from './place.entity.ts';

/** Years stand for the days on which they begin, `2011-` has no end. */
const days = (text: string) => {
  const [from = '', to = ''] = text.split('-');
  return { validFrom: `${from}-01-01`, validTo: to === '' ? null : `${to}-01-01` };
};
const division = (level: number, id: string, parentCode: string | null, years = '2000-'): DivisionPlace => ({
  id,
  level: levels[level] ?? 'VILLAGE',
  parentCode,
  ...days(years),
});
const tie = (divisionCode: string, holderId: string, years = '2011-'): Tie => ({
  divisionCode,
  holderId,
  ...days(years),
});

const frame: Places = {
  divisions: [
    division(0, 'province', null),
    division(1, 'city', 'province'),
    division(1, 'next city', 'province'),
    division(2, 'district', 'city'),
    division(2, 'next district', 'city'),
    division(2, 'far county', 'next city'),
    division(3, 'street', 'district'),
    division(3, 'next street', 'district'),
    division(3, 'far town', 'far county'),
    division(4, 'community', 'street'),
  ],
  zones: [{ id: 'zone', ...days('2010-') }],
  members: [],
  overrides: [],
};
const replaced = (...divisions: DivisionPlace[]) =>
  frame.divisions.map((one) => divisions.find(({ id }) => id === one.id) ?? one);

/** Where a node lies, as `ancestor years` in order of names; years of the node's own beginning are left out. */
const linesOf = (id: string, places: Partial<Places>) =>
  closureOf({ ...frame, ...places }, [id])
    .map(({ ancestor, validFrom, validTo }) => {
      const years = `${validFrom.slice(0, 4)}-${validTo?.slice(0, 4) ?? ''}`;
      return years === '2000-' ? ancestor : `${ancestor} ${years}`;
    })
    .sort();

describe('a division lies', () => {
  test.each<[string, string, Partial<Places>, string[]]>([
    ['in itself and its statutory ancestors', 'community', {}, ['city', 'community', 'district', 'province', 'street']],
    [
      'in what is above it only while both exist',
      'community',
      {
        divisions: replaced(division(2, 'district', 'city', '2005-2020'), division(4, 'community', 'street', '2003-')),
      },
      ['city 2005-2020', 'community 2003-', 'district 2005-2020', 'province 2005-2020', 'street 2003-'],
    ],
    [
      'in no parent that is not known',
      'community',
      { divisions: replaced(division(4, 'community', 'nobody')) },
      ['community'],
    ],
    [
      'in a zone besides its district, when it is a member only',
      'community',
      { members: [tie('street', 'zone')] },
      ['city', 'community', 'district', 'province', 'street', 'zone 2011-'],
    ],
    [
      'in the zone that runs it and no more in its district, but still in the city and the province',
      'community',
      { overrides: [tie('street', 'zone')] },
      ['city', 'community', 'district 2000-2011', 'province', 'street', 'zone 2011-'],
    ],
    [
      'the same when it is a member as well',
      'community',
      { overrides: [tie('street', 'zone')], members: [tie('street', 'zone')] },
      ['city', 'community', 'district 2000-2011', 'province', 'street', 'zone 2011-'],
    ],
    [
      'in its district again when the override is over',
      'street',
      { overrides: [tie('street', 'zone', '2011-2015')] },
      ['city', 'district 2000-2011', 'district 2015-', 'province', 'street', 'zone 2011-2015'],
    ],
    [
      'in its district again when the zone is no more',
      'street',
      { zones: [{ id: 'zone', ...days('2012-2018') }], overrides: [tie('street', 'zone')] },
      ['city', 'district 2000-2012', 'district 2018-', 'province', 'street', 'zone 2012-2018'],
    ],
    [
      'in its district while nobody knows who is said to run it',
      'street',
      { zones: [], overrides: [tie('street', 'zone')] },
      ['city', 'district', 'province', 'street'],
    ],
    [
      'in the division that runs it, and in what that lies in',
      'street',
      { overrides: [tie('street', 'next district')] },
      ['city', 'district 2000-2011', 'next district 2011-', 'province', 'street'],
    ],
    [
      'in another city when a county there runs it',
      'street',
      { overrides: [tie('street', 'far county')] },
      ['city 2000-2011', 'district 2000-2011', 'far county 2011-', 'next city 2011-', 'province', 'street'],
    ],
    [
      'where the override says that began last, and where the earlier one says when that is over',
      'street',
      { overrides: [tie('street', 'zone'), tie('street', 'next district', '2015-2018')] },
      ['city', 'district 2000-2011', 'next district 2015-2018', 'province', 'street', 'zone 2011-2015', 'zone 2018-'],
    ],
    [
      'in no district nor street, when it is run by a zone itself',
      'community',
      { overrides: [tie('community', 'zone')] },
      ['city', 'community', 'district 2000-2011', 'province', 'street 2000-2011', 'zone 2011-'],
    ],
  ])('%s', (_, id, places, lines) => {
    expect(linesOf(id, places)).toEqual(lines);
  });
});

describe('a zone lies', () => {
  test.each<[string, Partial<Places>, string[]]>([
    ['in itself only, when nothing is in it', {}, ['zone 2010-']],
    [
      'in the city of its members, though they are all of one district',
      { members: [tie('street', 'zone'), tie('next street', 'zone')] },
      ['city 2011-', 'province 2011-', 'zone 2010-'],
    ],
    [
      'in the city of what it runs',
      { overrides: [tie('street', 'zone')] },
      ['city 2011-', 'province 2011-', 'zone 2010-'],
    ],
    [
      'in the province only, from the day on which a member of another city joins',
      { members: [tie('street', 'zone'), tie('far town', 'zone', '2015-')] },
      ['city 2011-2015', 'province 2011-', 'zone 2010-'],
    ],
    ['in no city that it has as a member itself', { members: [tie('city', 'zone')] }, ['province 2011-', 'zone 2010-']],
    [
      'in a city while that exists',
      { divisions: replaced(division(1, 'city', 'province', '2013-')), members: [tie('street', 'zone')] },
      ['city 2013-', 'province 2013-', 'zone 2010-'],
    ],
    [
      'in nothing from the day on which its last member leaves',
      { members: [tie('street', 'zone', '2011-2016')] },
      ['city 2011-2016', 'province 2011-2016', 'zone 2010-'],
    ],
  ])('%s', (_, places, lines) => {
    expect(linesOf('zone', places)).toEqual(lines);
  });
});

test('whatever lies in a node lies in all that the node lies in, on the same days', () => {
  const places: Places = {
    ...frame,
    members: [tie('next street', 'zone', '2012-2019'), tie('far town', 'zone', '2014-2016')],
    overrides: [tie('street', 'zone', '2011-2017'), tie('district', 'next city', '2015-')],
  };
  const rows = closureOf(
    places,
    [...frame.divisions, ...frame.zones].map(({ id }) => id),
  );
  const liesIn = (descendant: string, ancestor: string, day: string) =>
    rows.some(
      (row) =>
        row.descendant === descendant &&
        row.ancestor === ancestor &&
        row.validFrom <= day &&
        (row.validTo === null || row.validTo > day),
    );
  for (let year = 2000; year < 2022; year++) {
    const day = `${year}-07-01`;
    for (const low of rows)
      for (const high of rows)
        if (
          low.ancestor === high.descendant &&
          liesIn(low.descendant, low.ancestor, day) &&
          liesIn(low.ancestor, high.ancestor, day)
        )
          expect([low.descendant, high.ancestor, liesIn(low.descendant, high.ancestor, day)]).toEqual([
            low.descendant,
            high.ancestor,
            true,
          ]);
  }
});

test('gives the same rows whatever the order of what it is given', () => {
  const places: Places = {
    ...frame,
    members: [tie('next street', 'zone', '2012-2019')],
    overrides: [tie('street', 'zone'), tie('street', 'next district', '2015-2018')],
  };
  const backwards: Places = {
    divisions: places.divisions.toReversed(),
    zones: places.zones,
    members: places.members.toReversed(),
    overrides: places.overrides.toReversed(),
  };
  const sorted = (some: Places) =>
    closureOf(some, ['community', 'zone'])
      .map((row) => JSON.stringify(row))
      .sort();
  expect(sorted(backwards)).toEqual(sorted(places));
});

describe('nodes differ', () => {
  const row = (descendant: string, ancestor: string, years: string) => ({ descendant, ancestor, ...days(years) });
  const stored = [row('street', 'district', '2000-'), row('community', 'street', '2000-')];
  test.each([
    ['not when their rows are the same in another order', stored.toReversed(), []],
    ['when a row is gone', [row('street', 'district', '2000-')], ['community']],
    ['when a row is new', [...stored, row('community', 'zone', '2011-')], ['community']],
    [
      'when a row has other days',
      [row('street', 'district', '2000-2011'), row('community', 'street', '2000-')],
      ['street'],
    ],
  ])('%s', (_, after, nodes) => {
    expect([...nodesThatDiffer(stored, after)]).toEqual(nodes);
  });
});
