import { type Duty, duties } from './duties.ts';
import { type LegalBasis, type Purpose, type Role, roles } from './viewer.ts';

export const fieldClasses = [
  'PUBLIC',
  'OPERATIONAL',
  'AGGREGATE',
  'REFERENCE',
  'CASE',
  'PERSONAL',
  'CONTACT',
  'IDENTIFIER',
  'ASSISTANCE',
  'SENSITIVE',
  'OVERSIGHT',
] as const;
export type FieldClass = (typeof fieldClasses)[number];

type Classes = readonly FieldClass[];
export type ClassTable = Readonly<Partial<Record<Role, Readonly<Partial<Record<Purpose, Classes>>>>>>;

/** The whole policy: who is given which classes, for which purpose, on which ground. Data, with a version. */
export interface Policy {
  readonly version: string;
  /** Classes that every role has, whatever the purpose. */
  readonly open: Classes;
  /** Classes beyond the open ones, by role and purpose; what is not listed is withheld. */
  readonly classes: ClassTable;
  /** Classes whose disclosure says something about a person and is written to the ledger. */
  readonly logged: Classes;
  /** Legal bases that a role may claim; the first one holds when a request names none. */
  readonly bases: Readonly<Record<Role, readonly LegalBasis[]>>;
  /** Classes that the law calls sensitive, and the bases that carry them (PIPL, articles 28 to 30). */
  readonly sensitive: { readonly classes: Classes; readonly bases: readonly LegalBasis[] };
  /** Who is a minor, whose classes are protected, and what a child needs besides (PIPL 31; Regulations on Minors Online, 36). */
  readonly minors: {
    readonly untilYears: number;
    readonly childUntilYears: number;
    readonly classes: Classes;
    readonly childBases: readonly LegalBasis[];
  };
  readonly rolesUnderAgreement: readonly Role[];
  readonly grants: {
    readonly longestApprovalDays: number;
    readonly breakGlassHours: number;
    readonly breakGlassRoles: readonly Role[];
    readonly breakGlassClasses: Classes;
  };
  readonly duties: readonly Duty[];
  /** How many reviewers must say the same of two records before it holds; one more judges where they disagree. */
  readonly linkReview: { readonly reviewers: number };
}

const matching = ['REFERENCE', 'CASE', 'PERSONAL', 'ASSISTANCE'] as const;
const service = [...matching, 'CONTACT', 'SENSITIVE'] as const;
const recognition = [...service, 'IDENTIFIER'] as const;
const personal = ['PERSONAL', 'CONTACT', 'IDENTIFIER', 'ASSISTANCE', 'SENSITIVE'] as const;
const ofPublicBody = ['STATUTORY_DUTY', 'CONSENT', 'GUARDIAN_CONSENT', 'EMERGENCY'] as const;
const ofPartner = ['CONTRACT', 'CONSENT', 'GUARDIAN_CONSENT'] as const;

export const policy: Policy = {
  version: '2026-11-22',
  open: ['PUBLIC', 'OPERATIONAL'],
  logged: ['AGGREGATE', 'CASE', ...personal, 'OVERSIGHT'],
  classes: {
    'district-officer': {
      ASSISTANCE_RECOGNITION: recognition,
      DYNAMIC_MONITORING: recognition,
      RESOURCE_MATCHING: matching,
      CASE_SERVICE: service,
      VISIT: service,
      STATISTICS: ['AGGREGATE'],
      CORRECTION: recognition,
    },
    'street-worker': {
      ASSISTANCE_RECOGNITION: recognition,
      DYNAMIC_MONITORING: service,
      RESOURCE_MATCHING: matching,
      CASE_SERVICE: service,
      VISIT: service,
    },
    'station-worker': { RESOURCE_MATCHING: matching, CASE_SERVICE: service, VISIT: service },
    analyst: { STATISTICS: ['AGGREGATE'] },
    'charity-partner': {
      CHARITY_AID: ['REFERENCE', 'CASE', 'PERSONAL', 'CONTACT', 'ASSISTANCE'],
      RESOURCE_MATCHING: ['CASE'],
    },
    'volunteer-partner': {
      VOLUNTEER_DISPATCH: ['REFERENCE', 'CASE', 'PERSONAL', 'CONTACT'],
      RESOURCE_MATCHING: ['CASE'],
    },
    reviewer: { CORRECTION: ['REFERENCE', 'CASE', 'PERSONAL', 'CONTACT', 'IDENTIFIER'] },
    auditor: { AUDIT: ['REFERENCE', 'OVERSIGHT'] },
  },
  bases: {
    'station-worker': ofPublicBody,
    'street-worker': ofPublicBody,
    'district-officer': ofPublicBody,
    analyst: ['STATUTORY_DUTY'],
    'charity-partner': ofPartner,
    'volunteer-partner': ofPartner,
    reviewer: ['STATUTORY_DUTY'],
    approver: ['STATUTORY_DUTY'],
    auditor: ['STATUTORY_DUTY'],
    operator: ['STATUTORY_DUTY'],
  },
  sensitive: {
    classes: ['IDENTIFIER', 'ASSISTANCE', 'SENSITIVE'],
    bases: ['STATUTORY_DUTY', 'CONSENT', 'GUARDIAN_CONSENT', 'EMERGENCY'],
  },
  minors: {
    untilYears: 18,
    childUntilYears: 14,
    classes: personal,
    childBases: ['GUARDIAN_CONSENT', 'STATUTORY_DUTY', 'EMERGENCY'],
  },
  rolesUnderAgreement: ['charity-partner', 'volunteer-partner'],
  grants: {
    longestApprovalDays: 30,
    breakGlassHours: 3,
    breakGlassRoles: ['station-worker', 'street-worker', 'district-officer'],
    breakGlassClasses: service,
  },
  duties,
  linkReview: { reviewers: 2 },
};

/** Roles that may read the schema by introspection, and as it is published. */
export const introspectionRoles: ReadonlySet<Role> = new Set(roles);

/** Roles of other organisations: no sentence may tell them of types and fields that they did not name themselves. */
export const partnerRoles: ReadonlySet<Role> = new Set<Role>(['charity-partner', 'volunteer-partner']);
