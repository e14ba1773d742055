import { scalars } from '@hub/schema';
import type { Resolvers } from './__generated__/resolvers.ts';
import { commitmentResolvers } from './commitment/commitment.resolvers.ts';
import { subjectOfOvercommitment } from './commitment/commitment.rules.ts';
import { matchResolvers } from './match/match.resolvers.ts';
import { subjectOfAnswer, subjectOfFund } from './match/match.rules.ts';
import { subjectOfNeedChange } from './match-run/comparison.rules.ts';
import { subjectOfFigures } from './match-run/figures.rules.ts';
import { matchRunResolvers } from './match-run/matchRun.resolvers.ts';
import { subjectOfMatchRun } from './match-run/matchRun.rules.ts';
import { subjectOfNeed } from './need/need.rules.ts';
import { referralResolvers } from './referral/referral.resolvers.ts';
import { subjectOfReferral, subjectOfReferralPart } from './referral/referral.rules.ts';
import { resourceResolvers } from './resource/resource.resolvers.ts';
import { subjectOfDemand, subjectOfResource } from './resource/resource.rules.ts';
import { shortageResolvers } from './shortage/shortage.resolvers.ts';
import { subjectOfShortage, subjectOfUnlock } from './shortage/shortage.rules.ts';

import { statisticsResolvers } from './statistics/statistics.resolvers.ts';
import { subjectOfStatisticsTable } from './statistics/statistics.rules.ts';

/** The features' resolvers, put together. */
export const resolvers: Resolvers = {
  ...scalars,
  ...matchResolvers,
  ...matchRunResolvers,
  ...resourceResolvers,
  ...shortageResolvers,
  StatisticsCell: statisticsResolvers.StatisticsCell,
  StatisticsRow: statisticsResolvers.StatisticsRow,
  StatisticsTable: statisticsResolvers.StatisticsTable,
  ...referralResolvers,
  ...commitmentResolvers,
  Need: { ...matchResolvers.Need, ...referralResolvers.Need },
  Mutation: { ...matchRunResolvers.Mutation, ...referralResolvers.Mutation },
  Query: {
    ...referralResolvers.Query,
    ...commitmentResolvers.Query,
    ...matchRunResolvers.Query,
    ...resourceResolvers.Query,
    ...shortageResolvers.Query,
    ...statisticsResolvers.Query,
  },
};

/** For each type with classed fields: whom a row is about. */
export const subjects = {
  Need: subjectOfNeed,
  Match: subjectOfAnswer,
  Fund: subjectOfFund,
  FittingNeed: subjectOfAnswer,
  Reason: subjectOfAnswer,
  Unmet: subjectOfAnswer,
  Obstacle: subjectOfAnswer,
  ScoreComponent: subjectOfAnswer,
  VolunteerTime: subjectOfResource,
  TeamTime: subjectOfResource,
  FundAllocation: subjectOfResource,
  GoodsAllotment: subjectOfResource,
  Caseload: subjectOfResource,
  StationService: subjectOfResource,
  VenueTime: subjectOfResource,
  Quantity: subjectOfResource,
  Demand: subjectOfDemand,
  MatchRun: subjectOfMatchRun,
  MatchRunProgress: subjectOfFigures,
  RunPolicy: subjectOfFigures,
  PolicyLevel: subjectOfFigures,
  UnitFigures: subjectOfFigures,
  CategoryFigures: subjectOfFigures,
  CommunityFigures: subjectOfFigures,
  CellFigures: subjectOfFigures,
  SupplyFigures: subjectOfFigures,
  GroupFigures: subjectOfFigures,
  RunComparison: subjectOfFigures,
  WhatIf: subjectOfFigures,
  FigureChange: subjectOfFigures,
  UnitChange: subjectOfFigures,
  ShareChange: subjectOfFigures,
  GroupChange: subjectOfFigures,
  LevelChange: subjectOfFigures,
  NeedChange: subjectOfNeedChange,
  StatisticsTable: subjectOfStatisticsTable,
  Shortage: subjectOfShortage,
  Unlock: subjectOfUnlock,
  Referral: subjectOfReferral,
  ReferralReason: subjectOfReferralPart,
  ReferralStep: subjectOfReferralPart,
  Commitment: subjectOfReferralPart,
  Overcommitment: subjectOfOvercommitment,
};
