import type { Role, Viewer } from './viewer.ts';

/** Kinds of protected rows; a person's records are seen by the rule of the department that owns them. */
export type ProtectedKind =
  | 'resident'
  | 'household'
  | 'client'
  | 'need'
  | 'caseFile'
  | 'beneficiary'
  | 'volunteer'
  /** A referral as the side of the need sees it. */
  | 'referral'
  /** A referral as the side of the provider sees it, once it was sent. */
  | 'offer';

/**
 * Which rows a viewer may see: all, none, or those within a place of every list and, where named, owned by some organisations or
 * about people who are these' clients within the same places, and of some kinds.
 */
export type Scope =
  | 'ALL'
  | 'NONE'
  | {
      readonly within?: readonly (readonly string[])[];
      readonly ownedBy?: readonly string[];
      readonly servedBy?: readonly string[];
      readonly ofKinds?: readonly string[];
    };

/**
 * `place`: rows in her divisions; of these, `own`: her organisation's, `served`: those of people who are its clients there;
 * `none`: none at all.
 */
type Rule = 'place' | 'own' | 'served' | 'none';
type Rules = Readonly<Record<ProtectedKind, Rule>>;

const nothing: Rules = {
  resident: 'none',
  household: 'none',
  client: 'none',
  need: 'none',
  caseFile: 'none',
  beneficiary: 'none',
  volunteer: 'none',
  referral: 'none',
  offer: 'none',
};
const everythingInPlace: Rules = {
  resident: 'place',
  household: 'place',
  client: 'place',
  need: 'place',
  caseFile: 'place',
  beneficiary: 'place',
  volunteer: 'place',
  referral: 'place',
  offer: 'none',
};

/** Who sees whose rows, by role; an analyst counts without seeing any, and an auditor sees no more of them than that they are there. */
export const scopeRules: Readonly<Record<Role, Rules>> = {
  'district-officer': everythingInPlace,
  'street-worker': everythingInPlace,
  'station-worker': {
    ...everythingInPlace,
    resident: 'served',
    household: 'served',
    client: 'own',
    need: 'own',
    caseFile: 'own',
    beneficiary: 'none',
    referral: 'own',
    offer: 'own',
  },
  'charity-partner': { ...nothing, need: 'place', beneficiary: 'own', offer: 'own' },
  'volunteer-partner': { ...nothing, need: 'place', volunteer: 'place', offer: 'place' },
  analyst: nothing,
  // Whoever says whether two records are one person's reads them at their departments.
  reviewer: {
    ...nothing,
    resident: 'place',
    household: 'place',
    client: 'place',
    beneficiary: 'place',
    volunteer: 'place',
  },
  approver: nothing,
  auditor: everythingInPlace,
  operator: nothing,
};

/** Kinds of rows beyond which a role sees none: of needs and of what is referred, that which is measured in what the organisation gives. */
export const scopeKinds: Readonly<Partial<Record<Role, Readonly<Partial<Record<ProtectedKind, readonly string[]>>>>>> =
  {
    'charity-partner': { need: ['FEN', 'ITEM'], offer: ['FEN', 'ITEM'] },
    'volunteer-partner': { need: ['HOUR'], offer: ['HOUR'] },
  };

/** The rows of a kind that a viewer may see, as data that becomes SQL. An emergency never leads out of the viewer's divisions. */
export function scopeOf(viewer: Viewer, kind: ProtectedKind): Scope {
  const { divisions, organisation, agreement, grant } = viewer;
  const rule = scopeRules[viewer.role][kind];
  if (rule === 'none') return 'NONE';
  const within = agreement ? [divisions, agreement.divisions] : [divisions];
  const ofKinds = scopeKinds[viewer.role]?.[kind];
  if (rule === 'place' || grant?.kind === 'BREAK_GLASS') return { within, ...(ofKinds && { ofKinds }) };
  if (organisation === null) return 'NONE';
  const whose = rule === 'own' ? { ownedBy: [organisation] } : { servedBy: [organisation] };
  return { within, ...whose, ...(ofKinds && { ofKinds }) };
}
