import { scalars } from '@hub/schema';
import type { Resolvers } from './__generated__/resolvers.ts';
import { caseFileResolvers } from './case-file/caseFile.resolvers.ts';
import { subjectOfCaseFile } from './case-file/caseFile.rules.ts';
import { clientResolvers } from './client/client.resolvers.ts';
import { subjectOfClient } from './client/client.rules.ts';
import { needResolvers } from './need/need.resolvers.ts';
import { subjectOfNeed } from './need/need.rules.ts';
import { projectResolvers } from './project/project.resolvers.ts';
import { subjectOfProject } from './project/project.rules.ts';
import { referralResolvers } from './referral/referral.resolvers.ts';
import { subjectOfRecipient, subjectOfReferral } from './referral/referral.rules.ts';
import { serviceOfferResolvers } from './service-offer/serviceOffer.resolvers.ts';
import { subjectOfServiceOffer } from './service-offer/serviceOffer.rules.ts';
import { socialWorkerResolvers } from './social-worker/socialWorker.resolvers.ts';
import { subjectOfSocialWorker } from './social-worker/socialWorker.rules.ts';
import { stationResolvers } from './station/station.resolvers.ts';
import { subjectOfStation } from './station/station.rules.ts';
import { statisticsResolvers } from './statistics/statistics.resolvers.ts';
import { subjectOfStatisticsTable } from './statistics/statistics.rules.ts';
import { venueResolvers } from './venue/venue.resolvers.ts';
import { subjectOfVenue, subjectOfVenueSlot } from './venue/venue.rules.ts';
import { visitResolvers } from './visit/visit.resolvers.ts';
import { subjectOfVisit } from './visit/visit.rules.ts';

/** The features' resolvers, put together. */
export const resolvers: Resolvers = {
  ...scalars,
  Query: {
    ...caseFileResolvers.Query,
    ...clientResolvers.Query,
    ...needResolvers.Query,
    ...projectResolvers.Query,
    ...serviceOfferResolvers.Query,
    ...socialWorkerResolvers.Query,
    ...stationResolvers.Query,
    ...statisticsResolvers.Query,
    ...venueResolvers.Query,
    ...visitResolvers.Query,
  },
  Mutation: needResolvers.Mutation,
  CaseFile: caseFileResolvers.CaseFile,
  Client: clientResolvers.Client,
  Need: { ...needResolvers.Need, ...referralResolvers.Need },
  Project: projectResolvers.Project,
  Recipient: referralResolvers.Recipient,
  Referral: referralResolvers.Referral,
  ServiceOffer: serviceOfferResolvers.ServiceOffer,
  SocialWorker: socialWorkerResolvers.SocialWorker,
  Station: stationResolvers.Station,
  StatisticsCell: statisticsResolvers.StatisticsCell,
  StatisticsRow: statisticsResolvers.StatisticsRow,
  StatisticsTable: statisticsResolvers.StatisticsTable,
  Venue: venueResolvers.Venue,
  VenueSlot: venueResolvers.VenueSlot,
  Visit: visitResolvers.Visit,
};

/** For each type with classed fields: whom a row is about. */
export const subjects = {
  CaseFile: subjectOfCaseFile,
  Client: subjectOfClient,
  Need: subjectOfNeed,
  Project: subjectOfProject,
  Recipient: subjectOfRecipient,
  Referral: subjectOfReferral,
  ServiceOffer: subjectOfServiceOffer,
  SocialWorker: subjectOfSocialWorker,
  Station: subjectOfStation,
  StatisticsTable: subjectOfStatisticsTable,
  Venue: subjectOfVenue,
  VenueSlot: subjectOfVenueSlot,
  Visit: subjectOfVisit,
};
