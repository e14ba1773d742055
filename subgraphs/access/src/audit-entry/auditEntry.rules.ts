import { decide, policy, type Viewer } from '@hub/engine-policy';
import { type AuditEntry, auditEntryOf, type Refusal, type Subject } from '@hub/kernel';
import type { AuditEntryRow } from './auditEntry.entity.ts';
import { listIn } from './linking.rules.ts';
import type { Pseudonyms } from './pseudonyms.rules.ts';

/** Whoever is given what watches over the hub may read the ledger, and reading it is written to it. */
export const mayReadLedger = (viewer: Viewer | null, today: string): boolean =>
  viewer !== null && decide(viewer, 'OVERSIGHT', null, today).allowed;

/** An entry is about itself; the people in it stay pseudonyms. */
export const subjectOfAuditEntry = ({ seq }: Pick<AuditEntryRow, 'seq'>): Subject => placeless(String(seq));

/** Who saw her data is told of the person, so that the question itself is found among the answers. */
export const subjectOfPersonAsked = ({ id, records }: PersonAsked): Subject => ({ ...placeless(id), about: records });

const placeless = (id: string): Subject => ({ id, divisionCode: null, ownerOrganisationId: null, bornOn: null });

/** A person, with the records that the gateway brought along. */
export interface PersonAsked {
  readonly id: string;
  readonly records: readonly string[];
}

export const personAskedOf = ({ id, records }: { id: string; records?: readonly string[] | null | undefined }) => ({
  id,
  records: records ?? [],
});

/** Under which pseudonyms a person's records may stand in the ledger. */
export const pseudonymsOfPerson = ({ id, records }: PersonAsked, pseudonyms: Pseudonyms): string[] =>
  [`Person:${id}`, ...records].flatMap(pseudonyms.everyOf);

/** The records of an entry as pseudonyms, those of the time before the chain too. */
export const subjectsIn = ({ subjects, hash }: AuditEntryRow, pseudonyms: Pseudonyms): readonly string[] =>
  hash === null ? textsIn(subjects).map(pseudonyms.of) : textsIn(subjects);

export const textsIn = (column: string | null): readonly string[] => listIn(column) ?? [];

const departmentOfType: Readonly<Record<string, string>> = {
  Resident: 'civil-affairs',
  Household: 'civil-affairs',
  AssistanceStatus: 'civil-affairs',
  Client: 'social-work',
  Need: 'social-work',
  CaseFile: 'social-work',
  Beneficiary: 'charities',
  Volunteer: 'volunteers',
  Person: 'linkage',
  PersonLink: 'linkage',
};

/** Departments whose records an entry names, once each. */
export const departmentsIn = ({ subjects }: Pick<AuditEntryRow, 'subjects'>): string[] => [
  ...new Set(textsIn(subjects).flatMap((record) => departmentOfType[record.slice(0, record.indexOf(':'))] ?? [])),
];

/** What the ledger says of itself: that a chain began, that its second place did not fit, that a stretch was removed. */
export const ledgerNote = (
  action: 'CHAIN_STARTED' | 'ANCHOR_MISSING' | 'ANCHOR_MISMATCH' | 'RETENTION',
  operation: string,
  requestId: string,
  at: string,
): AuditEntry =>
  auditEntryOf({
    action,
    actor: 'access',
    role: 'worker',
    requestId,
    operation,
    outcome: 'ALLOWED',
    policyVersion: policy.version,
    at,
  });

/** Cybersecurity Law, article 21: logs are kept six months at least. */
const fewestMonths = 6;
const mostMonths = 1200;

/** For how long entries may be kept. */
export const mayKeepFor = (months: number): Refusal | null =>
  Number.isInteger(months) && months >= fewestMonths && months <= mostMonths
    ? null
    : { refused: 'RETENTION_OUT_OF_BOUNDS', params: { met: months, fewest: fewestMonths, most: mostMonths } };

/** The instant so many calendar months before another. */
export function monthsBefore(instant: string, months: number): string {
  const at = new Date(instant);
  const day = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() - months);
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(day, last));
  return at.toISOString();
}
