import { readInSlices, stepOf } from '@hub/kernel';
import { birthYearsOfBands } from '@hub/values';
import { type Kysely, sql } from 'kysely';
import type { VolunteersTables } from '../tables.ts';
import type { Counted, Population } from './statistics.entity.ts';

/** All of a population by place and by the values of every table; bound to no viewer. */
type Count = (reads: Kysely<VolunteersTables>, today: string) => Promise<Counted[]>;

const countVolunteers: Count = (reads, today) => {
  const standing = sql<string>`case when status <> 'ACTIVE' then status
    when vetted_until >= ${sql.lit(today)} then 'ACTIVE_VETTED' else 'ACTIVE_NOT_VETTED' end`;
  const ageBand = stepOf('birthYear', birthYearsOfBands(today), 'AGE_UNKNOWN');
  return readInSlices(reads, 'volunteer', async (slice) => {
    const rows = await reads
      .selectFrom('volunteer')
      .select(['divisionCode', 'gender', standing.as('standing'), ageBand.as('ageBand')])
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where(slice)
      .groupBy(['divisionCode', 'gender', standing, ageBand])
      .execute();
    return rows.map((row) => ({
      place: row.divisionCode,
      values: { STANDING: row.standing, GENDER: row.gender, AGE_BAND: row.ageBand },
      count: row.count,
    }));
  });
};

export const counts: Readonly<Record<Population, Count>> = { volunteers: countVolunteers };
