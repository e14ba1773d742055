import { say } from '@hub/kernel';
import type {
  FieldAgreementResolvers,
  LinkDecisionResolvers,
  LinkReviewResolvers,
  MachineJudgementResolvers,
  MutationResolvers,
  QueryResolvers,
  ReviewedRecordResolvers,
} from '../__generated__/resolvers.ts';
import { messages } from '../messages.ts';
import { agreementOf, partsOf } from '../person/person.rules.ts';
import { sourceOf } from '../record/record.rules.ts';
import { refTo } from '../refs.ts';
import { answerLinkReview, undoLinkDecision, unlinkRecords } from './linkReview.commands.ts';
import {
  answerOf,
  comparisonOf,
  idAt,
  machineOf,
  namesOfDecision,
  reasonsIn,
  sideOf,
  statusOf,
} from './linkReview.rules.ts';

const Query: QueryResolvers = {
  linkReview: (_, { id }, { loaders }) => loaders.reviewById.load(id),
  linkReviews: (_, args, { reviews }) => reviews.page(args),
  linkDecisions: (_, args, { reviews }) => reviews.decisions(args),
};

const Mutation: MutationResolvers = {
  answerLinkReview: (_, { input }, context) => answerLinkReview(input, context),
  unlinkRecords: (_, { input }, context) => unlinkRecords(input, context),
  undoLinkDecision: (_, { input }, context) => undoLinkDecision(input, context),
};

const LinkReview: LinkReviewResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.reviewById.load(id),
  left: (pair) => sideOf(pair, pair.leftRecord),
  right: (pair) => sideOf(pair, pair.rightRecord),
  comparison: comparisonOf,
  answer: (pair) => answerOf(pair)?.verdict ?? null,
  status: statusOf,
  machine: machineOf,
};

const ReviewedRecord: ReviewedRecordResolvers = {
  department: ({ key }) => sourceOf(key),
  resident: (side) => refTo(idAt(side, 'civil-affairs')),
  client: (side) => refTo(idAt(side, 'social-work')),
  beneficiary: (side) => refTo(idAt(side, 'charities')),
  volunteerRecord: (side) => refTo(idAt(side, 'volunteers')),
};

const FieldAgreement: FieldAgreementResolvers = {
  field: (reason) => partsOf(reason).field,
  level: (reason) => partsOf(reason).level,
  text: (reason, _, { language }) => say(messages, language, 'AGREEMENT', agreementOf(reason, language)),
};

const MachineJudgement: MachineJudgementResolvers = {
  joined: ({ kind }) => kind === 'SAMPLE',
  reasons: reasonsIn,
};

const LinkDecision: LinkDecisionResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.decisionById.load(id),
  records: namesOfDecision,
};

export const linkReviewResolvers = {
  Query,
  Mutation,
  LinkReview,
  ReviewedRecord,
  FieldAgreement,
  MachineJudgement,
  LinkDecision,
};
