import { describe, expect, test } from 'vitest';
import { type AnswerRow, type Cells, keyOf } from './answerRow.rules.ts';
import { compareRows, countChanges, knownAfter } from './rowChange.rules.ts';

const row = (identity: string, cells: Cells = {}, set = 'needs'): AnswerRow => ({
  set,
  identity,
  records: [`Need:${identity}`],
  cells: { id: identity, ...cells },
});
const known = (...rows: readonly AnswerRow[]) => new Map(rows.map((one) => [keyOf(one), one]));
const answer = (...rows: readonly AnswerRow[]) => ({ rows, unanswered: [] });
const brief = (changes: ReturnType<typeof compareRows>) =>
  changes.map(({ kind, identity, columns }) => [kind, identity, ...columns.map(({ column }) => column)].join(' '));

describe('what changed', () => {
  test.each([
    ['nothing, when all is the same', [row('a', { units: 1 })], [row('a', { units: 1 })], []],
    ['nothing, when only the order is another', [row('a'), row('b')], [row('b'), row('a')], []],
    ['everything, when nothing was known', [], [row('b'), row('a')], ['NEW b', 'NEW a']],
    ['a new row', [row('a')], [row('a'), row('b')], ['NEW b']],
    ['a row that is gone', [row('a'), row('b')], [row('b')], ['GONE a']],
    [
      'a column, and only that',
      [row('a', { units: 1, status: 'OPEN' })],
      [row('a', { units: 2, status: 'OPEN' })],
      ['CHANGED a units'],
    ],
    [
      'from nothing to something',
      [row('a', { closedOn: null })],
      [row('a', { closedOn: '2026-11-21' })],
      ['CHANGED a closedOn'],
    ],
    ['a column that was not asked for before', [row('a')], [row('a', { urgency: 'HIGH' })], ['CHANGED a urgency']],
    ['zero is not nothing', [row('a', { units: null })], [row('a', { units: 0 })], ['CHANGED a units']],
    ['a number is not its text', [row('a', { units: 1 })], [row('a', { units: '1' })], ['CHANGED a units']],
    [
      'an item of a list',
      [row('a', { matches: [{ score: 1 }] })],
      [row('a', { matches: [{ score: 2 }] })],
      ['CHANGED a matches'],
    ],
    ['the order of a list', [row('a', { tags: ['x', 'y'] })], [row('a', { tags: ['y', 'x'] })], ['CHANGED a tags']],
    [
      'not the order of columns in an item',
      [row('a', { matches: [{ s: 1, r: 'x' }] })],
      [row('a', { matches: [{ r: 'x', s: 1 }] })],
      [],
    ],
    [
      'an empty list is not one without answer',
      [row('a', { matches: null })],
      [row('a', { matches: [] })],
      ['CHANGED a matches'],
    ],
    ['one identity in two sets is two rows', [row('a')], [row('a', {}, 'stations')], ['NEW a', 'GONE a']],
  ] as const)('is %s', (_, before, now, expected) => {
    expect(brief(compareRows(known(...before), answer(...now)))).toEqual(expected);
  });

  test('says from what to what, and what the row is now', () => {
    const [change] = compareRows(known(row('a', { units: 1 })), answer(row('a', { units: 2 })));
    expect(change).toMatchObject({ cells: { id: 'a', units: 2 }, columns: [{ column: 'units', from: 1, to: 2 }] });
  });

  test('says of a row that is gone only which it was', () => {
    const [change] = compareRows(known(row('a', { name: '赵*' })), answer());
    expect(change).toEqual({ kind: 'GONE', set: 'needs', identity: 'a', records: ['Need:a'], cells: {}, columns: [] });
  });

  test('says nothing of a set that was not answered', () => {
    const changes = compareRows(known(row('a'), row('s', {}, 'stations')), { rows: [], unanswered: ['needs'] });
    expect(brief(changes)).toEqual(['GONE s']);
  });

  test('is counted by kind', () => {
    const changes = compareRows(known(row('a', { u: 1 }), row('b')), answer(row('a', { u: 2 }), row('c'), row('d')));
    expect(countChanges(changes)).toEqual({ NEW: 2, CHANGED: 1, GONE: 1 });
  });
});

/** All small answers over two rows with two values each. */
const answers: readonly (readonly AnswerRow[])[] = [undefined, 1, 2].flatMap((a) =>
  [undefined, 1, 2].map((b) => [...(a ? [row('a', { u: a })] : []), ...(b ? [row('b', { u: b })] : [])]),
);

test('what was delivered, one after the other, is the last answer, whatever the answers were', () => {
  for (const first of answers)
    for (const second of answers)
      for (const third of answers) {
        let told = known();
        for (const now of [first, second, third]) told = new Map(knownAfter(told, compareRows(told, answer(...now))));
        expect(told).toEqual(known(...third));
        expect(compareRows(told, answer(...third))).toEqual([]);
      }
});
