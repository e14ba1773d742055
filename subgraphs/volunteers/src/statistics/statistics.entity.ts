import { ageBands } from '@hub/values';
import { genders } from '../volunteer/volunteer.entity.ts';

/** The tables that may be asked, as data with a version. No table counts a part of what another one counts. */
export const declarations = {
  volunteers: {
    population: 'VolunteerStatistics',
    version: '1',
    tables: [
      { name: 'STANDING', values: ['ACTIVE_VETTED', 'ACTIVE_NOT_VETTED', 'PAUSED', 'LEFT'] },
      { name: 'GENDER', values: genders },
      { name: 'AGE_BAND', values: ageBands },
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
