/** Roles that a token may name; each is bound to divisions and, for organisations, to one of them. */
export const roles = [
  'station-worker',
  'street-worker',
  'district-officer',
  'analyst',
  'charity-partner',
  'volunteer-partner',
  'reviewer',
  'approver',
  'auditor',
  'operator',
] as const;
export type Role = (typeof roles)[number];

/** Purposes (用途) for which personal data may be asked; without one no personal field is given. */
export const purposes = [
  'ASSISTANCE_RECOGNITION',
  'DYNAMIC_MONITORING',
  'RESOURCE_MATCHING',
  'CASE_SERVICE',
  'VISIT',
  'VOLUNTEER_DISPATCH',
  'CHARITY_AID',
  'STATISTICS',
  'AUDIT',
  'CORRECTION',
] as const;
export type Purpose = (typeof purposes)[number];

/** Legal bases (法律依据) of the Personal Information Protection Law, articles 13, 28 and 31. */
export const legalBases = [
  'STATUTORY_DUTY',
  'CONSENT',
  'GUARDIAN_CONSENT',
  'EMERGENCY',
  'PUBLIC_DISCLOSED',
  'CONTRACT',
] as const;
export type LegalBasis = (typeof legalBases)[number];

/** What of a partner's agreement bounds each of its requests. */
export interface AgreementInForce {
  readonly id: string;
  readonly divisions: readonly string[];
  readonly fieldClasses: readonly string[];
}

export const grantKinds = ['APPROVAL', 'BREAK_GLASS'] as const;
export type GrantKind = (typeof grantKinds)[number];

/** A grant that the request names and that holds at this moment, for its bearer and purpose. */
export interface GrantInForce {
  readonly id: string;
  readonly kind: GrantKind;
  /** Who approved it; nobody did when the glass was broken. */
  readonly approver: string | null;
  /** Ids of the records that it is about; empty for all that the bearer may see. */
  readonly records: readonly string[];
}

/** Who asks, for what, and on which ground; plain data that travels with every request. */
export interface Viewer {
  readonly subject: string;
  readonly role: Role;
  /** Divisions or zones, by id, in which the viewer works. */
  readonly divisions: readonly string[];
  readonly organisation: string | null;
  readonly purpose: Purpose | null;
  readonly basis: LegalBasis | null;
  readonly tokenId: string | null;
  readonly agreement: AgreementInForce | null;
  readonly grant: GrantInForce | null;
  /** Case or file that the request names as its occasion; written to the ledger. */
  readonly caseReference: string | null;
}

const oneOf =
  <Word extends string>(words: readonly Word[]) =>
  (text: string): text is Word =>
    (words as readonly string[]).includes(text);

export const isRole = oneOf(roles);
export const isPurpose = oneOf(purposes);
export const isLegalBasis = oneOf(legalBases);
