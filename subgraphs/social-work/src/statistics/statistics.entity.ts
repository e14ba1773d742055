import { ageBands, serviceCategories, serviceCodes, urgencies } from '@hub/values';
import { stages } from '../case-file/caseFile.entity.ts';
import { genders } from '../client/client.entity.ts';
import { statuses } from '../need/need.entity.ts';
import { levels } from '../station/station.entity.ts';

/** The tables that may be asked, as data with a version. No table counts a part of what another one counts. */
export const declarations = {
  needs: {
    population: 'NeedStatistics',
    version: '1',
    tables: [
      { name: 'CATEGORY', values: serviceCategories },
      { name: 'STATUS', values: statuses },
      { name: 'URGENCY', values: urgencies },
      { name: 'SERVICE', values: serviceCodes },
    ],
  },
  clients: {
    population: 'ClientStatistics',
    version: '1',
    tables: [
      { name: 'AGE_BAND', values: ageBands },
      { name: 'GENDER', values: genders },
      { name: 'STATION_LEVEL', values: [...levels, 'STATION_UNKNOWN'] },
    ],
  },
  caseFiles: {
    population: 'CaseFileStatistics',
    version: '1',
    tables: [
      { name: 'STAGE', values: stages },
      { name: 'DEPTH', values: ['DEEP', 'ORDINARY'] },
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
