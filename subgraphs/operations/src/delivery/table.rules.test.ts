import { expect, test } from 'vitest';
import type { ToldChange } from './payload.rules.ts';
import { tableOf, unformulated } from './table.rules.ts';

const changes: readonly ToldChange[] = [
  {
    kind: 'NEW',
    set: 'needs',
    identity: 'a',
    row: { id: 'a', change: 'x', matches: [{ score: 7, 'resource.id': 'r' }], tags: ['p', 'q'] },
  },
  {
    kind: 'CHANGED',
    set: 'needs',
    identity: 'b',
    row: { id: 'b', units: 2, matches: [] },
    columns: [
      { column: 'units', from: 1, to: 2 },
      { column: 'note', from: null, to: 'x' },
    ],
    matches: [
      { kind: 'RESOURCE_GONE', resource: 'r', from: 7, to: null },
      { kind: 'NEWLY_UNMET', resource: null, from: null, to: null },
    ],
  },
  { kind: 'GONE', set: 'needs', identity: 'c' },
];

test('a table has a row for each change, and a column for each value of each item of a list', () => {
  expect(tableOf(changes)).toEqual({
    columns: [
      'change',
      'set',
      'identity',
      'matching',
      'changed',
      'id',
      'row.change',
      'matches.1.score',
      'matches.1.resource.id',
      'tags.1',
      'tags.2',
      'units',
    ],
    rows: [
      ['NEW', 'needs', 'a', '', '', 'a', 'x', 7, 'r', 'p', 'q', null],
      [
        'CHANGED',
        'needs',
        'b',
        'RESOURCE_GONE NEWLY_UNMET',
        'units: 1 → 2; note: null → x',
        'b',
        null,
        null,
        null,
        null,
        null,
        2,
      ],
      ['GONE', 'needs', 'c', '', '', null, null, null, null, null, null, null],
    ],
  });
});

test.each([
  ['=1+1', "'=1+1"],
  ['+8613900000000', "'+8613900000000"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['＝1', "'＝1"],
  ['\t=1', "'\t=1"],
  ['  =1', "'  =1"],
  ['\r', "'\r"],
  ['a=1', 'a=1'],
  ['', ''],
  [-2, -2],
  [null, null],
  [true, true],
])('%j becomes %j', (value, expected) => {
  expect(unformulated(value)).toBe(expected);
});
