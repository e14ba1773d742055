import { type Expression, type SqlBool, sql } from 'kysely';
import { HubError } from './errors.ts';
import { liesWithin } from './hierarchy.ts';

/** A set of codes in one text column, `|A|B|`, so that one code is found by `LIKE` on both stores; codes hold no bar. */
export const codesToText = (codes: readonly string[]): string => (codes.length === 0 ? '' : `|${codes.join('|')}|`);
export const codesFromText = <Code extends string>(text: string): Code[] =>
  text.split('|').filter((code) => code !== '') as Code[];
export const holdsCode = (column: string, code: string): Expression<SqlBool> =>
  sql<SqlBool>`${sql.ref(column)} like ${`%|${code}|%`}`;

type Given = string | number | null | undefined;

/** One condition for each column that is given a value. */
export const whereEqual = (values: Readonly<Record<string, Given>>): Expression<SqlBool>[] =>
  Object.entries(values).flatMap(([column, value]) =>
    value == null ? [] : [sql<SqlBool>`${sql.ref(column)} = ${value}`],
  );

export const whereAtLeast = (column: string, value: Given): Expression<SqlBool>[] =>
  value == null ? [] : [sql<SqlBool>`${sql.ref(column)} >= ${value}`];

export const whereAtMost = (column: string, value: Given): Expression<SqlBool>[] =>
  value == null ? [] : [sql<SqlBool>`${sql.ref(column)} <= ${value}`];

/** SQL for the first word whose number is not above the column's value, and for the other word where there is none or no value. */
export const stepOf = (column: string, steps: readonly (readonly [word: string, from: number])[], otherwise: string) =>
  sql<string>`case ${sql.join(
    steps.map(([word, from]) => sql`when ${sql.ref(column)} >= ${sql.lit(from)} then ${sql.lit(word)}`),
    sql` `,
  )} else ${sql.lit(otherwise)} end`;

const nodeForm = /^(\d{12}|[a-z]+_\w+)$/;

/**
 * The condition that a column's node lies in the given one on this day, if one is given. What cannot be the id of any node is bad
 * input; one that nobody has holds nothing.
 */
export function whereWithin(column: string, ancestor: string | null | undefined, today: string): Expression<SqlBool>[] {
  if (ancestor == null) return [];
  if (!nodeForm.test(ancestor)) throw new HubError('BAD_USER_INPUT', 'BAD_PLACE');
  return [liesWithin(sql.ref(column), [ancestor], today)];
}
