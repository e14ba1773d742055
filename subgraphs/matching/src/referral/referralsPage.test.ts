import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { deadlines, graceWorkdays, transitions } from './referralMachine.rules.ts';

const page = readFileSync(new URL('../../../../docs/referrals.md', import.meta.url), 'utf8');

/** The rows of a table between two marks of the page. */
const rowsBetween = (mark: string): readonly string[] =>
  (page.split(`<!-- ${mark} -->`)[1]?.split(`<!-- /${mark} -->`)[0] ?? '').trim().split('\n').slice(2);
const line = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const orDash = (words: readonly string[]): string => (words.length > 0 ? words.join(', ') : '–');

test('the page has the rows of the machine', () => {
  expect(rowsBetween('transitions')).toEqual(
    transitions.map(({ command, from, to, by, loggedBy, ledger }) =>
      line(command, from ?? '–', to, by.join(', '), orDash(loggedBy), ledger ?? '–'),
    ),
  );
});

test('the page has the deadlines in workdays', () => {
  expect(rowsBetween('deadlines')).toEqual([
    ...Object.entries(deadlines).map(([state, { CRITICAL, HIGH, MEDIUM, LOW }]) =>
      line(state, ...[CRITICAL, HIGH, MEDIUM, LOW].map(String)),
    ),
    line('runs out after, when nobody accepted', ...Array.from({ length: 4 }, () => `+${graceWorkdays}`)),
  ]);
});
