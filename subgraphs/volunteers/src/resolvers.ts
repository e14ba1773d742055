import { scalars } from '@hub/schema';
import type { Resolvers } from './__generated__/resolvers.ts';
import { serviceRecordResolvers } from './service-record/serviceRecord.resolvers.ts';
import { subjectOfServiceRecord } from './service-record/serviceRecord.rules.ts';
import { statisticsResolvers } from './statistics/statistics.resolvers.ts';
import { subjectOfStatisticsTable } from './statistics/statistics.rules.ts';
import { volunteerResolvers } from './volunteer/volunteer.resolvers.ts';
import { subjectOfVolunteer } from './volunteer/volunteer.rules.ts';
import { volunteerTeamResolvers } from './volunteer-team/volunteerTeam.resolvers.ts';
import { subjectOfVolunteerTeam } from './volunteer-team/volunteerTeam.rules.ts';

/** The features' resolvers, put together. */
export const resolvers: Resolvers = {
  ...scalars,
  Query: { ...volunteerResolvers.Query, ...volunteerTeamResolvers.Query, ...statisticsResolvers.Query },
  Availability: volunteerResolvers.Availability,
  HeldCertificate: volunteerResolvers.HeldCertificate,
  Volunteer: { ...volunteerResolvers.Volunteer, ...serviceRecordResolvers.Volunteer },
  VolunteerTeam: volunteerTeamResolvers.VolunteerTeam,
  TeamOffer: volunteerTeamResolvers.TeamOffer,
  StatisticsCell: statisticsResolvers.StatisticsCell,
  StatisticsRow: statisticsResolvers.StatisticsRow,
  StatisticsTable: statisticsResolvers.StatisticsTable,
};

/** For each type with classed fields: whom a row is about. */
export const subjects = {
  Availability: subjectOfVolunteer,
  ServiceRecord: subjectOfServiceRecord,
  Volunteer: subjectOfVolunteer,
  VolunteerTeam: subjectOfVolunteerTeam,
  TeamOffer: subjectOfVolunteerTeam,
  StatisticsTable: subjectOfStatisticsTable,
};
