import { stepOf } from '@hub/kernel';
import { birthYearsOfBands } from '@hub/values';
import { type Kysely, sql } from 'kysely';
import type { CivilAffairsTables } from '../tables.ts';
import { assistancePrecedence, type Counted, type Population } from './statistics.entity.ts';

type Count = (reads: Kysely<CivilAffairsTables>, today: string) => Promise<Counted[]>;

const rankOfCategory = sql<number>`case category ${sql.join(
  assistancePrecedence.map((category, rank) => sql`when ${sql.lit(category)} then ${sql.lit(rank)}`),
  sql` `,
)} end`;

/** All residents by place and by the values of every table, in one statement; bound to no viewer. */
const countResidents: Count = async (reads, today) => {
  const ageBand = stepOf('birthYear', birthYearsOfBands(today), 'AGE_UNKNOWN');
  const rows = await reads
    .with('assisted', (db) =>
      db
        .selectFrom('assistanceStatus')
        .select(['residentId', sql<number>`min(${rankOfCategory})`.as('rank')])
        .where('validFrom', '<=', today)
        .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', today)]))
        .groupBy('residentId'),
    )
    .selectFrom('resident')
    .leftJoin('assisted', 'assisted.residentId', 'resident.id')
    .select(['divisionCode', 'gender', 'livingSituation', 'assisted.rank', ageBand.as('ageBand')])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(['divisionCode', 'gender', 'livingSituation', 'assisted.rank', ageBand])
    .execute();
  return rows.map((row) => ({
    place: row.divisionCode,
    values: {
      ASSISTANCE: row.rank === null ? 'NONE' : (assistancePrecedence[row.rank] ?? 'NONE'),
      GENDER: row.gender,
      LIVING_SITUATION: row.livingSituation,
      AGE_BAND: row.ageBand,
    },
    count: row.count,
  }));
};

export const counts: Readonly<Record<Population, Count>> = { residents: countResidents };
