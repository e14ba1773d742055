import {
  decide,
  fieldClasses,
  isLegalBasis,
  isPurpose,
  isRole,
  type LegalBasis,
  legalBases,
  policy,
  purposes,
  type Role,
  type Viewer,
} from '@hub/engine-policy';
import { type Refusal, refuse } from '@hub/kernel';

export type { Viewer };

/** Verified claims of a token, and what the request adds in its headers. */
export interface Claims {
  readonly subject: string;
  readonly tokenId: string;
  readonly role: string;
  readonly divisions: readonly string[];
  readonly organisation?: string | null | undefined;
  readonly purpose?: string | null | undefined;
  readonly basis?: string | null | undefined;
  readonly grant?: string | null | undefined;
  readonly caseReference?: string | null | undefined;
}

const partners: ReadonlySet<Role> = new Set(['charity-partner', 'volunteer-partner']);

/** Public bodies act in their statutory duty, partners under their contract, unless the request names another basis. */
export const basisOf = (role: Role): LegalBasis => (partners.has(role) ? 'CONTRACT' : 'STATUTORY_DUTY');

/** What the bearer of these claims may act as; an unknown role is nobody, an unknown purpose or basis is a refusal. */
export function resolve(claims: Claims): Viewer | Refusal | null {
  const { subject, role, purpose = null, basis = null } = claims;
  if (!isRole(role)) return null;
  if (purpose !== null && !isPurpose(purpose)) return refuse('UNKNOWN_PURPOSE', { expected: purposes.join(', ') });
  if (basis !== null && !isLegalBasis(basis)) return refuse('UNKNOWN_BASIS', { expected: legalBases.join(', ') });
  return {
    subject,
    role,
    divisions: claims.divisions,
    organisation: claims.organisation ?? null,
    purpose,
    basis: basis ?? basisOf(role),
    tokenId: claims.tokenId,
    agreement: null,
    grant: null,
    caseReference: claims.caseReference ?? null,
  };
}

export const policyVersion = policy.version;

/** The answer for each class of fields, for a record of an adult in the viewer's place; `null` where nothing more is needed. */
export const decisionsFor = (viewer: Viewer, today: string) =>
  fieldClasses.map((fieldClass) => {
    const decision = decide(viewer, fieldClass, null, today);
    return { fieldClass, needed: decision.allowed ? null : decision.needed };
  });
