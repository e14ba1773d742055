import { scalars } from '@hub/schema';
import type { Resolvers } from './__generated__/resolvers.ts';
import { accessGrantResolvers } from './access-grant/accessGrant.resolvers.ts';
import { subjectOfGrant } from './access-grant/accessGrant.rules.ts';
import { agreementResolvers } from './agreement/agreement.resolvers.ts';
import { subjectOfAgreement, subjectOfAgreementChange } from './agreement/agreement.rules.ts';
import { auditEntryResolvers } from './audit-entry/auditEntry.resolvers.ts';
import { subjectOfAuditEntry, subjectOfPersonAsked } from './audit-entry/auditEntry.rules.ts';
import { subjectOfMinorsReport } from './audit-entry/minorsReport.rules.ts';
import { delegationResolvers } from './delegation/delegation.resolvers.ts';
import { subjectOfDelegation } from './delegation/delegation.rules.ts';
import { revocationResolvers } from './revocation/revocation.resolvers.ts';
import { subjectOfRevocation } from './revocation/revocation.rules.ts';
import { viewerResolvers } from './viewer/viewer.resolvers.ts';

/** The features' resolvers, put together. */
export const resolvers: Resolvers = {
  ...scalars,
  Query: {
    ...accessGrantResolvers.Query,
    ...agreementResolvers.Query,
    ...auditEntryResolvers.Query,
    ...delegationResolvers.Query,
    ...revocationResolvers.Query,
    ...viewerResolvers.Query,
  },
  Mutation: {
    ...accessGrantResolvers.Mutation,
    ...agreementResolvers.Mutation,
    ...auditEntryResolvers.Mutation,
    ...delegationResolvers.Mutation,
    ...revocationResolvers.Mutation,
  },
  AccessGrant: accessGrantResolvers.AccessGrant,
  Agreement: agreementResolvers.Agreement,
  AuditEntry: auditEntryResolvers.AuditEntry,
  Delegation: delegationResolvers.Delegation,
  MinorsReport: auditEntryResolvers.MinorsReport,
  Person: auditEntryResolvers.Person,
  ViewerRights: delegationResolvers.ViewerRights,
};

/** For each type with classed fields: whom a row is about. */
export const subjects = {
  AccessGrant: subjectOfGrant,
  Agreement: subjectOfAgreement,
  AgreementChange: subjectOfAgreementChange,
  AuditEntry: subjectOfAuditEntry,
  Delegation: subjectOfDelegation,
  MinorsReport: subjectOfMinorsReport,
  Person: subjectOfPersonAsked,
  Revocation: subjectOfRevocation,
};
