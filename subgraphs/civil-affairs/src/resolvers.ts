import { scalars } from '@hub/schema';
import type { Resolvers } from './__generated__/resolvers.ts';
import { assistanceStatusResolvers } from './assistance-status/assistanceStatus.resolvers.ts';
import { subjectOfAssistanceStatus } from './assistance-status/assistanceStatus.rules.ts';
import { divisionResolvers } from './division/division.resolvers.ts';
import { householdResolvers } from './household/household.resolvers.ts';
import { subjectOfHousehold } from './household/household.rules.ts';
import { residentResolvers } from './resident/resident.resolvers.ts';
import { subjectOfResident } from './resident/resident.rules.ts';
import { statisticsResolvers } from './statistics/statistics.resolvers.ts';
import { subjectOfStatisticsTable } from './statistics/statistics.rules.ts';
import { zoneResolvers } from './zone/zone.resolvers.ts';

/** The features' resolvers, put together. */
export const resolvers: Resolvers = {
  ...scalars,
  Query: {
    ...divisionResolvers.Query,
    ...householdResolvers.Query,
    ...residentResolvers.Query,
    ...zoneResolvers.Query,
    ...statisticsResolvers.Query,
  },
  AssistanceStatus: assistanceStatusResolvers.AssistanceStatus,
  Division: divisionResolvers.Division,
  Household: householdResolvers.Household,
  Resident: residentResolvers.Resident,
  Zone: zoneResolvers.Zone,
  StatisticsCell: statisticsResolvers.StatisticsCell,
  StatisticsRow: statisticsResolvers.StatisticsRow,
  StatisticsTable: statisticsResolvers.StatisticsTable,
};

/** For each type with classed fields: whom a row is about. */
export const subjects = {
  AssistanceStatus: subjectOfAssistanceStatus,
  Household: subjectOfHousehold,
  Resident: subjectOfResident,
  StatisticsTable: subjectOfStatisticsTable,
};
