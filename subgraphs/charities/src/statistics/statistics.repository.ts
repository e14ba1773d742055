import { readInSlices, stepOf } from '@hub/kernel';
import { birthYearsOfBands } from '@hub/values';
import type { Kysely } from 'kysely';
import type { CharitiesTables } from '../tables.ts';
import type { Counted, Population } from './statistics.entity.ts';

/** All of a population by place and by the values of every table; bound to no viewer. */
type Count = (reads: Kysely<CharitiesTables>, today: string) => Promise<Counted[]>;

const countBeneficiaries: Count = (reads, today) => {
  const ageBand = stepOf('birthYear', birthYearsOfBands(today), 'AGE_UNKNOWN');
  return readInSlices(reads, 'beneficiary', async (slice) => {
    const rows = await reads
      .selectFrom('beneficiary')
      .select(['divisionCode', 'gender', ageBand.as('ageBand')])
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where(slice)
      .groupBy(['divisionCode', 'gender', ageBand])
      .execute();
    return rows.map((row) => ({
      place: row.divisionCode,
      values: { GENDER: row.gender, AGE_BAND: row.ageBand },
      count: row.count,
    }));
  });
};

export const counts: Readonly<Record<Population, Count>> = { beneficiaries: countBeneficiaries };
