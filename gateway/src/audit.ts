import { policy, type Viewer } from '@hub/engine-policy';
import { type AuditEntry, auditEntryOf, type Disclosure, type Language } from '@hub/kernel';
import type { Collected } from './context.ts';

export interface AuditedRequest {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly language: Language;
  readonly operation: string | null;
  readonly at: string;
}

/** What an entry says of who asked, and on which ground. */
export const askedBy = ({ subject, role, organisation, tokenId, agreement, grant, ...ground }: Viewer) => ({
  actor: subject,
  role,
  organisation,
  tokenId,
  agreement: agreement?.id ?? null,
  grant: grant?.id ?? null,
  approver: grant?.approver ?? null,
  purpose: ground.purpose,
  basis: ground.basis,
  caseReference: ground.caseReference,
});

const entryOf = (
  { viewer, requestId, operation, at }: AuditedRequest,
  action: string,
  outcome: string,
  given: Partial<AuditEntry> = {},
): AuditEntry =>
  auditEntryOf({
    ...askedBy(viewer),
    action,
    requestId,
    operation,
    outcome,
    policyVersion: policy.version,
    at,
    ...given,
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
  const isRefused = codes.includes('FORBIDDEN') || codes.includes('REFUSED');
  if (!isChange && disclosures.length === 0 && withheld.length === 0 && !isRefused) return null;
  const outcome = codes.length > 0 ? `FAILED ${codes.join(' ')}` : 'ALLOWED';
  const action = isChange ? 'CHANGE_OUTCOME' : disclosures.length === 0 ? 'REFUSED' : 'READ';
  return entryOf(request, action, outcome, {
    fieldClasses: [...new Set(disclosures.flatMap(({ classes }) => classes))].sort(),
    subjects: [...new Set(disclosures.flatMap(recordsIn))],
    minors: [...new Set(disclosures.filter(({ minor }) => minor).map(nameOf))],
    withheld: [...new Set(withheld.map(({ fieldClass, needed }) => `${fieldClass}:${needed}`))].sort(),
    rows: new Set(disclosures.map(nameOf)).size,
  });
}

const nameOf = ({ type, id }: Disclosure): string => `${type}:${id}`;
const recordsIn = (disclosure: Disclosure): readonly string[] => [nameOf(disclosure), ...disclosure.about];
