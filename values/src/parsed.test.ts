import { expect, test } from 'vitest';
import * as values from './index.ts';

const parsers = Object.entries(values).filter(([name]) => name.startsWith('parse')) as [
  string,
  (text: string) => values.Parsed<unknown>,
][];

// Nearly right in every format, so that each parser comes as far as its last check.
const spoilt = [
  '110105194912310021',
  '11010519491331002X',
  '91350100M000100Y44',
  '11010519491231002X95',
  '1380013800',
  '1234567.891',
  '2024-13-45',
  '420502003004005',
  '2024-06/2023-07',
  '5678人9876次',
  'Zhang San 13912345678',
];

test.each(parsers)('%s never repeats what it refuses', (_, parse) => {
  for (const text of spoilt) {
    const result = parse(text);
    if (result.ok) continue;
    const digitRuns = result.met.match(/\d{3,}/g) ?? [];
    expect(digitRuns.filter((run) => !/^9+$/.test(run))).toEqual([]);
    expect(result.met).not.toMatch(/zhang/i);
    expect(result.problem).toMatch(/^[A-Z]+(?:_[A-Z]+)*$/);
    expect(result.expected).not.toBe('');
  }
});

test.each(parsers)('%s refuses a blank text as blank or as holding no number', (_, parse) => {
  for (const text of ['', '  ', '\u3000\t\u200B']) {
    expect(parse(text)).toMatchObject({ ok: false, problem: expect.stringMatching(/_BLANK$|_WITHOUT_NUMBER$/) });
  }
});

test.each([
  ['2024-13-1', 'text shaped 9999-99-9'],
  ['张三 Zhang', 'text shaped 字字 AAAAA'],
  ['', 'nothing'],
  ['٣٤', 'text shaped 99'],
  ['1'.repeat(50), `text shaped ${'9'.repeat(40)}…`],
])('the shape of %j is %j', (text, shape) => {
  expect(values.shapeOf(text)).toBe(shape);
});
