import { ageBands } from '@hub/values';
import { genders } from '../vocabulary.ts';

/** The tables that may be asked, as data with a version. No table counts a part of what another one counts. */
export const declarations = {
  beneficiaries: {
    population: 'BeneficiaryStatistics',
    version: '1',
    tables: [
      { name: 'AGE_BAND', values: ageBands },
      { name: 'GENDER', values: genders },
    ],
  },
} as const;

export type Population = keyof typeof declarations;

/** So many at one place, with these values, one in each table of the population. */
export interface Counted {
  readonly place: string;
  readonly values: Readonly<Record<string, string>>;
  readonly count: number;
}
