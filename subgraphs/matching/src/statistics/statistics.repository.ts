import { readInSlices } from '@hub/kernel';
import { type Kysely, sql } from 'kysely';
import type { MatchingTables } from '../tables.ts';
import type { Counted, CountedNeeds } from './statistics.entity.ts';

interface Slice {
  readonly place: string;
  readonly status: string;
  readonly outcome: string;
  readonly count: number;
}

/** All needs by place, status and outcome, read once, so that the whole and its part count the same; bound to no viewer. */
export async function countNeeds(reads: Kysely<MatchingTables>): Promise<CountedNeeds> {
  // What no run has looked at yet is served by nobody.
  const outcome = sql<string>`case when need_copy.answered = 1 and unmet.need_id is null then 'MET'
    when need_copy.answered = 1 and unmet.units < need_copy.units then 'PARTLY_MET' else 'UNMET' end`;
  const rows = await readInSlices(
    reads,
    'needCopy',
    (slice): Promise<Slice[]> =>
      reads
        .selectFrom('needCopy')
        .leftJoin('unmet', 'unmet.needId', 'needCopy.id')
        .select(['needCopy.divisionCode as place', 'needCopy.status', outcome.as('outcome')])
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where(slice)
        .groupBy(['needCopy.divisionCode', 'needCopy.status', outcome])
        .execute(),
  );
  const counted = ({ place, count }: Slice, values: Counted['values']): Counted => ({ place, count, values });
  return {
    needs: rows.map((row) => counted(row, { STATUS: row.status })),
    openNeeds: rows.filter(({ status }) => status === 'OPEN').map((row) => counted(row, { OUTCOME: row.outcome })),
  };
}
