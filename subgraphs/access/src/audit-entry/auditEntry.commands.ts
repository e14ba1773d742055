import { type AuditEntry, auditEntryOf } from '@hub/kernel';
import type { AccessContext } from '../context.ts';

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
  return { lastSequence: await ledger.append(entries.map(whole)) };
}

const whole = (entry: AuditEntryInput): AuditEntry => {
  const told = Object.entries(entry).filter(([, value]) => value !== undefined);
  return auditEntryOf(Object.fromEntries(told) as unknown as AuditEntry);
};
