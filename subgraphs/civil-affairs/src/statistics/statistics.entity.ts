import { ageBands } from '@hub/values';
import type { AssistanceCategory } from '../assistance-status/assistanceStatus.entity.ts';
import { genders, livingSituations } from '../resident/resident.entity.ts';

/** Who has several kinds of assistance counts once, for the first of these. */
export const assistancePrecedence = [
  'TEKUN',
  'DIBAO',
  'DIBAO_EDGE',
  'RIGID_SPENDING',
  'ANTI_RETURN_POVERTY',
  'OTHER_DIFFICULT',
] as const satisfies readonly AssistanceCategory[];

/** The tables that may be asked, as data with a version. No table counts a part of what another one counts. */
export const declarations = {
  residents: {
    population: 'ResidentStatistics',
    version: '1',
    tables: [
      { name: 'ASSISTANCE', values: [...assistancePrecedence, 'NONE'] },
      { name: 'AGE_BAND', values: ageBands },
      { name: 'GENDER', values: genders },
      { name: 'LIVING_SITUATION', values: livingSituations },
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
