import type { LegalBasis, Purpose, Role } from './viewer.ts';

export const fieldClasses = [
  'PUBLIC',
  'OPERATIONAL',
  'REFERENCE',
  'CASE',
  'PERSONAL',
  'CONTACT',
  'IDENTIFIER',
  'ASSISTANCE',
  'SENSITIVE',
] as const;
export type FieldClass = (typeof fieldClasses)[number];

/** Classes that are given to every role, whatever the purpose. */
export const openClasses: ReadonlySet<string> = new Set<FieldClass>(['PUBLIC', 'OPERATIONAL']);

/** Classes whose disclosure says something about a person and is written to the ledger. */
export const loggedClasses: ReadonlySet<string> = new Set<FieldClass>([
  'CASE',
  'PERSONAL',
  'CONTACT',
  'IDENTIFIER',
  'ASSISTANCE',
  'SENSITIVE',
]);

/** Classes of which a child under 14 is protected by PIPL article 31. */
export const childClasses: ReadonlySet<string> = new Set<FieldClass>([
  'PERSONAL',
  'CONTACT',
  'IDENTIFIER',
  'ASSISTANCE',
  'SENSITIVE',
]);
export const childUntilYears = 14;
export const basesForChildren: ReadonlySet<string> = new Set<LegalBasis>(['GUARDIAN_CONSENT', 'STATUTORY_DUTY']);

type Table = Readonly<Partial<Record<Role, Readonly<Partial<Record<Purpose, readonly FieldClass[]>>>>>>;

const matching = ['REFERENCE', 'CASE', 'PERSONAL', 'ASSISTANCE'] as const;
const service = [...matching, 'CONTACT', 'SENSITIVE'] as const;
const recognition = [...service, 'IDENTIFIER'] as const;

export interface Policy {
  readonly version: string;
  /** Classes beyond the open ones, by role and purpose; what is not listed is withheld. */
  readonly classes: Table;
}

export const policy: Policy = {
  version: '2026-11-21',
  classes: {
    'district-officer': {
      ASSISTANCE_RECOGNITION: recognition,
      DYNAMIC_MONITORING: recognition,
      RESOURCE_MATCHING: matching,
      CASE_SERVICE: service,
      VISIT: service,
      STATISTICS: ['CASE'],
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
    analyst: { STATISTICS: ['CASE'] },
    'charity-partner': {
      CHARITY_AID: ['REFERENCE', 'CASE', 'PERSONAL', 'CONTACT', 'ASSISTANCE'],
      RESOURCE_MATCHING: ['CASE'],
    },
    'volunteer-partner': {
      VOLUNTEER_DISPATCH: ['REFERENCE', 'CASE', 'PERSONAL', 'CONTACT'],
      RESOURCE_MATCHING: ['CASE'],
    },
  },
};
