import { type LegalBasis, type Purpose, policy, type Role, roles, type Viewer } from '@hub/engine-policy';
import { districtOne, streetOne } from './places.ts';

const posts: Readonly<Partial<Record<Role, Pick<Viewer, 'divisions' | 'organisation'>>>> = {
  'station-worker': { divisions: [streetOne], organisation: 'station_one' },
  'street-worker': { divisions: [streetOne], organisation: null },
  'charity-partner': { divisions: [streetOne], organisation: 'charity_one' },
  'volunteer-partner': { divisions: [streetOne], organisation: 'org_platform' },
};

/** One viewer of each role, for the purpose and on the basis that open the most to her. */
export const viewers: readonly Viewer[] = roles.map((role) => ({
  subject: `demo-${role}`,
  role,
  divisions: [districtOne],
  organisation: null,
  ...posts[role],
  purpose: purposesOf(role)[0] ?? null,
  basis: basisOf(role),
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
}));

/** An officer above all districts: she may see every record of the world. */
export const officerOverAll: Viewer = {
  ...(viewers.find(({ role }) => role === 'district-officer') as Viewer),
  divisions: ['420000000000'],
};

/** Purposes for which a role is given anything, the widest first. */
export function purposesOf(role: Role): readonly Purpose[] {
  const byPurpose = Object.entries(policy.classes[role] ?? {}) as [Purpose, readonly string[]][];
  return byPurpose.toSorted(([, left], [, right]) => right.length - left.length).map(([purpose]) => purpose);
}

function basisOf(role: Role): LegalBasis | null {
  const claimed = policy.bases[role];
  return claimed.find((basis) => policy.sensitive.bases.includes(basis)) ?? claimed[0] ?? null;
}
