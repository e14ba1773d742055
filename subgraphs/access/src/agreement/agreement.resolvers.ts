import { codesFromText } from '@hub/kernel';
import type { AgreementResolvers, MutationResolvers, QueryResolvers } from '../__generated__/resolvers.ts';
import { signedIn } from '../context.ts';
import { changeAgreement, recordAgreement } from './agreement.commands.ts';

const Query: QueryResolvers = {
  agreement: (_, { id }, context) => signedIn(context).loaders.agreementById.load(id),
  agreements: (_, args, context) => signedIn(context).agreements.page(args),
};

const Mutation: MutationResolvers = {
  recordAgreement: (_, { input }, context) => recordAgreement(input, signedIn(context)),
  changeAgreement: (_, { input }, context) => changeAgreement(input, signedIn(context)),
};

const Agreement: AgreementResolvers = {
  __resolveReference: ({ id }, context) => signedIn(context).loaders.agreementById.load(id),
  organisation: ({ organisationId }) => organisationId,
  purposes: ({ purposes }) => codesFromText(purposes),
  bases: ({ bases }) => codesFromText(bases),
  fieldClasses: ({ fieldClasses }) => codesFromText(fieldClasses),
  divisions: ({ divisions }) => codesFromText(divisions),
  changes: ({ id }, _, context) => signedIn(context).loaders.changesOfAgreement.load(id),
};

export const agreementResolvers = { Query, Mutation, Agreement };
