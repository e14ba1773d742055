import { scalars } from '@hub/schema';
import type { Resolvers } from './__generated__/resolvers.ts';
import { linkReviewResolvers } from './link-review/linkReview.resolvers.ts';
import {
  subjectOfAgreement,
  subjectOfDecision,
  subjectOfReview,
  subjectOfSide,
} from './link-review/linkReview.rules.ts';
import { linkRunResolvers } from './link-run/linkRun.resolvers.ts';
import { modelTrialResolvers } from './model-trial/modelTrial.resolvers.ts';
import { modelVersionResolvers } from './model-version/modelVersion.resolvers.ts';
import { subjectOfMembership, subjectOfStep } from './person/history.rules.ts';
import { personResolvers } from './person/person.resolvers.ts';
import { subjectOfFoundPerson, subjectOfLink, subjectOfNeed, subjectOfPerson } from './person/person.rules.ts';

/** The features' resolvers, put together. */
export const resolvers: Resolvers = {
  ...scalars,
  ...personResolvers,
  ...linkReviewResolvers,
  ...linkRunResolvers,
  ...modelVersionResolvers,
  ...modelTrialResolvers,
  Query: {
    ...personResolvers.Query,
    ...linkReviewResolvers.Query,
    ...linkRunResolvers.Query,
    ...modelVersionResolvers.Query,
    ...modelTrialResolvers.Query,
  },
  Mutation: {
    ...linkReviewResolvers.Mutation,
    ...linkRunResolvers.Mutation,
    ...modelVersionResolvers.Mutation,
    ...modelTrialResolvers.Mutation,
  },
};

/** For each type with classed fields: whom a row is about. */
export const subjects = {
  Person: subjectOfFoundPerson,
  PersonMembership: subjectOfMembership,
  LinkStep: subjectOfStep,
  PersonLink: subjectOfLink,
  LinkReason: subjectOfLink,
  LinkReview: subjectOfReview,
  ReviewedRecord: subjectOfSide,
  FieldAgreement: subjectOfAgreement,
  MachineJudgement: subjectOfReview,
  LinkDecision: subjectOfDecision,
  Need: subjectOfNeed,
  Client: subjectOfPerson,
  Resident: subjectOfPerson,
  Beneficiary: subjectOfPerson,
  Volunteer: subjectOfPerson,
};
