import { stepOf } from '@hub/kernel';
import { birthYearsOfBands } from '@hub/values';
import type { Kysely } from 'kysely';
import type { CharitiesTables } from '../tables.ts';
import type { Counted, Population } from './statistics.entity.ts';

type Count = (reads: Kysely<CharitiesTables>, today: string) => Promise<Counted[]>;

/** All beneficiaries by place and by the values of every table, in one statement; bound to no viewer. */
const countBeneficiaries: Count = async (reads, today) => {
  const ageBand = stepOf('birthYear', birthYearsOfBands(today), 'AGE_UNKNOWN');
  const rows = await reads
    .selectFrom('beneficiary')
    .select(['divisionCode', 'gender', ageBand.as('ageBand')])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(['divisionCode', 'gender', ageBand])
    .execute();
  return rows.map((row) => ({
    place: row.divisionCode,
    values: { GENDER: row.gender, AGE_BAND: row.ageBand },
    count: row.count,
  }));
};

export const counts: Readonly<Record<Population, Count>> = { beneficiaries: countBeneficiaries };
