import { scalars } from '@hub/schema';
import type { Resolvers } from './__generated__/resolvers.ts';
import { matchResolvers } from './match/match.resolvers.ts';
import { subjectOfAnswer } from './match/match.rules.ts';
import { matchRunResolvers } from './match-run/matchRun.resolvers.ts';
import { subjectOfMatchRun } from './match-run/matchRun.rules.ts';
import { subjectOfNeed } from './need/need.rules.ts';
import { resourceResolvers } from './resource/resource.resolvers.ts';
import { subjectOfResource } from './resource/resource.rules.ts';
import { shortageResolvers } from './shortage/shortage.resolvers.ts';
import { subjectOfShortage } from './shortage/shortage.rules.ts';

/** The features' resolvers, put together. */
export const resolvers: Resolvers = {
  ...scalars,
  ...matchResolvers,
  ...matchRunResolvers,
  ...resourceResolvers,
  ...shortageResolvers,
  Query: { ...matchRunResolvers.Query, ...resourceResolvers.Query, ...shortageResolvers.Query },
};

/** For each type with classed fields: whom a row is about. */
export const subjects = {
  Need: subjectOfNeed,
  Match: subjectOfAnswer,
  Reason: subjectOfAnswer,
  Unmet: subjectOfAnswer,
  VolunteerTime: subjectOfResource,
  FundAllocation: subjectOfResource,
  GoodsAllotment: subjectOfResource,
  Caseload: subjectOfResource,
  Quantity: subjectOfResource,
  MatchRun: subjectOfMatchRun,
  Shortage: subjectOfShortage,
};
