import { type AuditEntry, auditEntryOf, permit } from '@hub/kernel';
import type { AccessContext } from '../context.ts';
import type { AuditEntryPageArguments } from './auditEntries.repository.ts';
import type { AuditEntryRow } from './auditEntry.entity.ts';
import { mayReadLedger, type PersonAsked, pseudonymsOfPerson } from './auditEntry.rules.ts';
import { createMinorsCount, isOfYear, spanOf, type YearOfMinors } from './minorsReport.rules.ts';

type Told = Pick<
  AuditEntry,
  | 'action'
  | 'actor'
  | 'role'
  | 'requestId'
  | 'outcome'
  | 'fieldClasses'
  | 'subjects'
  | 'minors'
  | 'withheld'
  | 'rows'
  | 'policyVersion'
  | 'at'
>;

/** An entry as it comes over the wire: what nobody filled in is left out or null. */
export type AuditEntryInput = Told & { readonly [Field in keyof AuditEntry]?: AuditEntry[Field] | undefined };

export async function appendAudit(
  entries: readonly AuditEntryInput[],
  { ledger }: AccessContext,
): Promise<{ lastSequence: number }> {
  return { lastSequence: await ledger.writer.append(entries.map(whole)) };
}

const whole = (entry: AuditEntryInput): AuditEntry => {
  const told = Object.entries(entry).filter(([, value]) => value !== undefined);
  return auditEntryOf(Object.fromEntries(told) as unknown as AuditEntry);
};

const permitReading = ({ signedIn, today }: AccessContext): void =>
  permit(mayReadLedger(signedIn?.viewer ?? null, today));

/** What an auditor looks for; a record is looked up under all its pseudonyms. */
export interface AuditEntrySearch extends AuditEntryPageArguments {
  readonly where?:
    | (AuditEntryPageArguments['where'] & { readonly record?: string | null | undefined })
    | null
    | undefined;
}

export function findEntries({ where, ...page }: AuditEntrySearch, context: AccessContext) {
  permitReading(context);
  const { record, ...rest } = where ?? {};
  const pseudonyms = record ? context.ledger.pseudonyms.everyOf(record) : null;
  return context.entries.page({ where: rest, ...page }, pseudonyms);
}

export async function findEntry(seq: number, context: AccessContext): Promise<AuditEntryRow | null> {
  permitReading(context);
  return (await context.entries.bySeq(seq)) ?? null;
}

export function askForPerson(person: string, context: AccessContext): PersonAsked {
  permitReading(context);
  return { id: person, records: [] };
}

/** Entries that name the person or one of her records, whoever wrote them. */
export const accessesOf = (
  person: PersonAsked,
  page: Pick<AuditEntryPageArguments, 'first' | 'after'>,
  { entries, ledger }: AccessContext,
) => entries.page(page, pseudonymsOfPerson(person, ledger.pseudonyms));

export async function reportOnMinors(year: number, context: AccessContext): Promise<YearOfMinors> {
  if (context.signedIn) permitReading(context);
  const counting = createMinorsCount(context.dayOf);
  for await (const row of context.entries.ofMinors(spanOf(year)))
    if (isOfYear(row, year, context.dayOf)) counting.add(row);
  return counting.report(year);
}
