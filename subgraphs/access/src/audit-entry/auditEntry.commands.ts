import type { AuditEntry } from '@hub/kernel';
import type { AccessContext } from '../context.ts';

type Given = { readonly [Field in keyof AuditEntry]?: AuditEntry[Field] | undefined };
type Required =
  | 'action'
  | 'actor'
  | 'role'
  | 'requestId'
  | 'outcome'
  | 'fieldClasses'
  | 'subjects'
  | 'withheld'
  | 'policyVersion'
  | 'at';
export type AuditEntryInput = Given & Pick<AuditEntry, Required>;

export async function appendAudit(
  entries: readonly AuditEntryInput[],
  { ledger }: AccessContext,
): Promise<{ lastSequence: number }> {
  const whole = entries.map((entry) => ({
    ...entry,
    purpose: entry.purpose ?? null,
    basis: entry.basis ?? null,
    operation: entry.operation ?? null,
  }));
  return { lastSequence: await ledger.append(whole) };
}
