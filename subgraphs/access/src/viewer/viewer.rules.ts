import {
  decide,
  fieldClasses,
  type GrantInForce,
  isLegalBasis,
  isPurpose,
  isRole,
  legalBases,
  policy,
  purposes,
  type Viewer,
} from '@hub/engine-policy';
import { type Refusal, refuse } from '@hub/kernel';
import type { AgreementRow } from '../agreement/agreement.entity.ts';
import { agreementInForce } from '../agreement/agreement.rules.ts';

export type { Viewer };

/** Verified claims of a token, and what the request adds in its headers. */
export interface Claims {
  readonly subject: string;
  readonly tokenId: string;
  readonly issuedAt?: string | null | undefined;
  readonly role: string;
  readonly divisions: readonly string[];
  readonly organisation?: string | null | undefined;
  readonly purpose?: string | null | undefined;
  readonly basis?: string | null | undefined;
  readonly grant?: string | null | undefined;
  readonly caseReference?: string | null | undefined;
}

const caseForm = /^[\w.:/-]{1,64}$/;

/**
 * What the bearer of these claims may act as, before any agreement; an unknown role is nobody, an unknown purpose or basis is a
 * refusal. Who names no basis acts on the first that her role may claim, or on the emergency that she has declared.
 */
export function resolve(claims: Claims, grant: GrantInForce | null): Viewer | Refusal | null {
  const { subject, role, tokenId, divisions, purpose = null, basis = null, caseReference = null } = claims;
  if (!isRole(role)) return null;
  if (purpose !== null && !isPurpose(purpose)) return refuse('UNKNOWN_PURPOSE', { expected: purposes.join(', ') });
  if (basis !== null && !isLegalBasis(basis)) return refuse('UNKNOWN_BASIS', { expected: legalBases.join(', ') });
  if (caseReference !== null && !caseForm.test(caseReference)) return refuse('CASE_FORM');
  return {
    subject,
    role,
    tokenId,
    divisions,
    organisation: claims.organisation ?? null,
    purpose,
    basis: basis ?? (grant?.kind === 'BREAK_GLASS' ? 'EMERGENCY' : (policy.bases[role][0] ?? null)),
    agreement: null,
    grant,
    caseReference,
  };
}

/** The viewer within the agreement of her organisation, where her role is bound to one; without it she may not ask at all. */
export function underAgreement(viewer: Viewer, row: AgreementRow | undefined): Viewer | Refusal {
  if (!policy.rolesUnderAgreement.includes(viewer.role)) return viewer;
  if (!row) return refuse('NO_AGREEMENT', { organisation: viewer.organisation ?? '-' });
  return { ...viewer, agreement: agreementInForce(row, viewer.purpose, viewer.basis) };
}

export const policyVersion = policy.version;

/** The answer for each class of fields, for a record of an adult in the viewer's place; `null` where nothing more is needed. */
export const decisionsFor = (viewer: Viewer, today: string) =>
  fieldClasses.map((fieldClass) => {
    const decision = decide(viewer, fieldClass, null, today);
    return { fieldClass, needed: decision.allowed ? null : decision.needed };
  });
