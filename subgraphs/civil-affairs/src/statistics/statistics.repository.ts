import { readInSlices, stepOf } from '@hub/kernel';
import { birthYearsOfBands } from '@hub/values';
import { type Kysely, sql } from 'kysely';
import type { CivilAffairsTables } from '../tables.ts';
import { assistancePrecedence, type Counted, type Population } from './statistics.entity.ts';

/** All of a population by place and by the values of every table; bound to no viewer. */
type Count = (reads: Kysely<CivilAffairsTables>, today: string) => Promise<Counted[]>;

const rankOfCategory = sql<number>`case category ${sql.join(
  assistancePrecedence.map((category, rank) => sql`when ${sql.lit(category)} then ${sql.lit(rank)}`),
  sql` `,
)} end`;

const countResidents: Count = (reads, today) => {
  const ageBand = stepOf('birthYear', birthYearsOfBands(today), 'AGE_UNKNOWN');
  return readInSlices(reads, 'resident', async (slice) => {
    const residents = reads
      .selectFrom('resident')
      .select(['divisionCode', 'gender', 'livingSituation', ageBand.as('ageBand')])
      .select((eb) =>
        eb
          .selectFrom('assistanceStatus')
          .select(sql<number>`min(${rankOfCategory})`.as('rank'))
          .whereRef('assistanceStatus.residentId', '=', 'resident.id')
          .where('validFrom', '<=', today)
          .where((of) => of.or([of('validTo', 'is', null), of('validTo', '>', today)]))
          .as('assistanceRank'),
      )
      .where(slice);
    const dimensions = ['divisionCode', 'gender', 'livingSituation', 'ageBand', 'assistanceRank'] as const;
    const rows = await reads
      .selectFrom(residents.as('counted'))
      .select(dimensions)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .groupBy(dimensions)
      .execute();
    return rows.map((row) => ({
      place: row.divisionCode,
      values: {
        ASSISTANCE: row.assistanceRank === null ? 'NONE' : (assistancePrecedence[row.assistanceRank] ?? 'NONE'),
        GENDER: row.gender,
        LIVING_SITUATION: row.livingSituation,
        AGE_BAND: row.ageBand,
      },
      count: row.count,
    }));
  });
};

export const counts: Readonly<Record<Population, Count>> = { residents: countResidents };
