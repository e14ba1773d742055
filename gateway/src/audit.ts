import { policy, type Viewer } from '@hub/engine-policy';
import type { AuditEntry, Language } from '@hub/kernel';
import type { Collected } from './context.ts';

export interface AuditedRequest {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly language: Language;
  readonly operation: string | null;
  readonly at: string;
}

const entryOf = (
  { viewer, requestId, operation, at }: AuditedRequest,
  action: string,
  outcome: string,
): AuditEntry => ({
  action,
  actor: viewer.subject,
  role: viewer.role,
  purpose: viewer.purpose,
  basis: viewer.basis,
  requestId,
  operation,
  outcome,
  fieldClasses: [],
  subjects: [],
  withheld: [],
  policyVersion: policy.version,
  at,
});

export const intentOf = (request: AuditedRequest): AuditEntry => entryOf(request, 'CHANGE_INTENT', 'INTENDED');

/** One entry for what a whole request disclosed, withheld and changed; none when it did nothing of these. */
export function outcomeOf(
  request: AuditedRequest,
  collected: Collected,
  isChange: boolean,
  codes: readonly string[],
): AuditEntry | null {
  const disclosures = collected.disclosures();
  const withheld = collected.withheld();
  if (!isChange && disclosures.length === 0 && withheld.length === 0 && !codes.includes('FORBIDDEN')) return null;
  const refused = codes.length > 0 ? `FAILED ${codes.join(' ')}` : 'ALLOWED';
  return {
    ...entryOf(request, isChange ? 'CHANGE_OUTCOME' : 'READ', refused),
    fieldClasses: [...new Set(disclosures.flatMap(({ classes }) => classes))].sort(),
    subjects: [...new Set(disclosures.map(({ type, id }) => `${type}:${id}`))],
    withheld: [...new Set(withheld.map(({ fieldClass }) => fieldClass))].sort(),
  };
}
