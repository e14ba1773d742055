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

/** Who asks, for what, and on which ground; plain data that travels with every request. */
export interface Viewer {
  readonly subject: string;
  readonly role: Role;
  /** Divisions or zones, by id, in which the viewer works. */
  readonly divisions: readonly string[];
  readonly organisation: string | null;
  readonly purpose: Purpose | null;
  readonly basis: LegalBasis | null;
  readonly grant: string | null;
}

export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);
export const isPurpose = (text: string): text is Purpose => (purposes as readonly string[]).includes(text);
export const isLegalBasis = (text: string): text is LegalBasis => (legalBases as readonly string[]).includes(text);
