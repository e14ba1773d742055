import { scalars } from '@hub/schema';
import type { Resolvers } from './__generated__/resolvers.ts';
import { trustedOperationResolvers } from './trusted-operation/trustedOperation.resolvers.ts';
import { subjectOfOperation } from './trusted-operation/trustedOperation.rules.ts';

/** The features' resolvers, put together. */
export const resolvers: Resolvers = {
  ...scalars,
  Query: { ...trustedOperationResolvers.Query },
  Mutation: { ...trustedOperationResolvers.Mutation },
  TrustedOperation: trustedOperationResolvers.TrustedOperation,
};

const subjectOfVariable = () => ({ id: '', divisionCode: null, ownerOrganisationId: null, bornOn: null });

/** For each type with classed fields: whom a row is about. */
export const subjects = {
  OperationVariable: subjectOfVariable,
  TrustedOperation: subjectOfOperation,
};
