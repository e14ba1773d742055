import type { Store } from '@hub/kernel';
import { codeStem, isDivisionCode } from '@hub/values';
import { type Kysely, sql } from 'kysely';
import type { MatchingTables } from '../tables.ts';

/**
 * Whether these divisions hold every place that the hub holds on this day: because the place lies in one of them, or is numbered under
 * it and only run by a zone (代管). It looks at places, which are public, and at nobody's record: otherwise the answer would tell of
 * somebody who is hidden.
 */
export async function holdEverything(
  { reads }: Pick<Store<MatchingTables>, 'reads'>,
  divisions: readonly string[],
  today: string,
): Promise<boolean> {
  const { rows } = await sql<{ held: number; leaves: number }>`
    select count(*) as leaves, count(case when ${isHeld(divisions, today)} then 1 end) as held
    from closure as leaf
    where leaf.ancestor = leaf.descendant and ${holdsOn('leaf', today)} and not exists (
      select 1 from closure as below
      where below.ancestor = leaf.descendant and below.descendant <> leaf.descendant and ${holdsOn('below', today)})`.execute(
    reads as Kysely<unknown>,
  );
  const [counted] = rows;
  return counted !== undefined && counted.leaves > 0 && counted.leaves === counted.held;
}

const isHeld = (divisions: readonly string[], today: string) => sql`(exists (
  select 1 from closure as held
  where held.descendant = leaf.descendant and held.ancestor in (${sql.join(divisions.length > 0 ? divisions : [''])})
    and ${holdsOn('held', today)}) or ${sql.join([sql`1 = 0`, ...divisions.filter(isDivisionCode).map(isNumberedUnder)], sql` or `)})`;

const isNumberedUnder = (division: string) => sql`leaf.descendant like ${`${codeStem(division)}%`}`;

const holdsOn = (alias: string, today: string) => {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`${column('validFrom')} <= ${today} and (${column('validTo')} is null or ${column('validTo')} > ${today})`;
};
