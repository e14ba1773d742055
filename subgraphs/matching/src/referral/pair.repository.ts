import { type Kysely, sql } from 'kysely';
import type { MatchingTables } from '../tables.ts';

/** All that a division lies in on a day, itself first: the more divisions one holds, the later it comes. */
export async function placesAround(
  reads: Kysely<MatchingTables>,
  divisionCode: string,
  today: string,
): Promise<readonly string[]> {
  const holds = sql`valid_from <= ${today} and (valid_to is null or valid_to > ${today})`;
  const { rows } = await sql<{ ancestor: string }>`
    select above.ancestor from closure as above where above.descendant = ${divisionCode} and ${holds}
    order by (select count(*) from closure where ancestor = above.ancestor and ${holds}), above.ancestor desc`.execute(
    reads,
  );
  return rows.map(({ ancestor }) => ancestor);
}
