import type {
  AuditEntryResolvers,
  MinorsReportResolvers,
  MutationResolvers,
  PersonResolvers,
  QueryResolvers,
} from '../__generated__/resolvers.ts';
import { ofProgram } from '../context.ts';
import {
  accessesOf,
  appendAudit,
  askForPerson,
  findEntries,
  findEntry,
  reportOnMinors,
} from './auditEntry.commands.ts';
import { departmentsIn, personAskedOf, subjectsIn, textsIn } from './auditEntry.rules.ts';
import { readLines, retain } from './ledger.commands.ts';

const Query: Pick<
  QueryResolvers,
  'auditEntries' | 'auditEntry' | 'whoSawMyData' | 'minorsReport' | 'ledgerAnchors' | 'ledgerLines'
> = {
  auditEntries: (_, search, context) => findEntries(search, context),
  auditEntry: (_, { seq }, context) => findEntry(seq, context),
  whoSawMyData: (_, { person }, context) => askForPerson(person, context),
  minorsReport: (_, { year }, context) => reportOnMinors(year, context),
  ledgerAnchors: (_, _none, context) => [...(ofProgram(context) && context.ledger.anchorLines())],
  ledgerLines: async (_, { after, first }, context) =>
    ofProgram(context) && (await readLines(after, first, context.ledger)),
};

const Mutation: MutationResolvers = {
  appendAudit: async (_, { entries }, context) => ofProgram(context) && appendAudit(entries, context),
  retainLedger: async (_, { months }, context) => ofProgram(context) && (await retain(months ?? null, context)),
};

const AuditEntry: AuditEntryResolvers = {
  token: ({ tokenId }) => tokenId,
  agreement: ({ agreementId }) => agreementId,
  grant: ({ grantId }) => grantId,
  fieldClasses: ({ fieldClasses }) => [...textsIn(fieldClasses)],
  departments: departmentsIn,
  subjects: (row, _, { ledger }) => [...subjectsIn(row, ledger.pseudonyms)],
  minors: ({ minors }) => [...textsIn(minors)],
  withheld: ({ withheld }) => [...textsIn(withheld)],
  rows: ({ rowCount }) => rowCount,
};

const MinorsReport: MinorsReportResolvers = { counts: ({ counts }) => [...counts] };

const Person: PersonResolvers = {
  __resolveReference: personAskedOf,
  accesses: (person, page, context) => accessesOf(person, page, context),
};

export const auditEntryResolvers = { Query, Mutation, AuditEntry, MinorsReport, Person };
