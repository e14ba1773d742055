import { isLegalBasis, isPurpose, type LegalBasis, type Purpose, policy, type Viewer } from '@hub/engine-policy';
import { codesFromText, codesToText, type Refusal, refuse, type Subject } from '@hub/kernel';
import { addDays, daysBetween } from '@hub/values';
import type { DelegationRow, DelegationScope } from './delegation.entity.ts';

export type { LegalBasis, Purpose };

export const longestDelegationDays = 90;

/** A delegation's id stands in the place of a token's where a schedule asks, and nothing may be delegated on from there. */
const prefix = 'delegation';
export const isDelegated = ({ tokenId }: Viewer): boolean => tokenId?.startsWith(`${prefix}_`) ?? false;

const delegating: ReadonlySet<string> = new Set([
  'station-worker',
  'street-worker',
  'district-officer',
  'analyst',
  'charity-partner',
  'volunteer-partner',
  'operator',
]);
export const mayDelegate = (viewer: Viewer): boolean => delegating.has(viewer.role) && !isDelegated(viewer);

/** Who watches and who keeps the hub going see all; everybody sees her own. */
export const visibleDelegations = ({ role, subject }: Viewer): DelegationScope =>
  role === 'operator' || role === 'auditor' ? 'ALL' : { subject };
export const mayRenew = ({ subject }: DelegationRow, viewer: Viewer): boolean => subject === viewer.subject;
export const mayRevokeDelegation = ({ subject }: DelegationRow, viewer: Viewer): boolean =>
  subject === viewer.subject || viewer.role === 'operator';

export const subjectOfDelegation = ({ id, organisationId }: DelegationRow): Subject => ({
  id,
  divisionCode: null,
  ownerOrganisationId: organisationId,
  bornOn: null,
});

export interface DelegationWish {
  readonly divisions: readonly string[];
  readonly purpose: string | null;
  readonly basis: string | null;
  readonly validTo: string;
}

export interface Delegating {
  readonly viewer: Viewer;
  /** Those of the wished divisions that do not lie in the viewer's. */
  readonly beyond: readonly string[];
  readonly today: string;
  readonly now: string;
}

/** What keeps a wish from being hers to give: nobody delegates more than she has, or for longer than 90 days. */
function lacking({ divisions, purpose, basis, validTo }: DelegationWish, by: Delegating): Refusal | null {
  const { viewer, beyond, today } = by;
  const days = daysBetween(today, validTo);
  if (days < 0 || days > longestDelegationDays)
    return refuse('DELEGATION_DAYS', { met: validTo, earliest: today, latest: addDays(today, longestDelegationDays) });
  if (divisions.length === 0 && viewer.divisions.length > 0) return refuse('DELEGATION_WITHOUT_PLACE');
  const [place] = beyond;
  if (place !== undefined) return refuse('DELEGATION_PLACE', { place });
  const purposes = Object.keys(policy.classes[viewer.role] ?? {});
  if (purpose !== null && !purposes.includes(purpose))
    return refuse('DELEGATION_PURPOSE', { role: viewer.role, purpose, expected: purposes.join(', ') || '-' });
  const bases = policy.bases[viewer.role].filter((one) => one !== 'EMERGENCY');
  return basis === null || bases.some((one) => one === basis)
    ? null
    : refuse('DELEGATION_BASIS', { role: viewer.role, basis, expected: bases.join(', ') });
}

export function delegate(id: string, wish: DelegationWish, reason: string, by: Delegating): DelegationRow | Refusal {
  const { viewer, now } = by;
  return (
    lacking(wish, by) ?? {
      id,
      version: 1,
      subject: viewer.subject,
      role: viewer.role,
      organisationId: viewer.organisation,
      tokenId: viewer.tokenId ?? '',
      divisions: codesToText([...new Set(wish.divisions)]),
      purpose: wish.purpose,
      basis: wish.basis ?? policy.bases[viewer.role][0] ?? null,
      reason,
      grantedAt: now,
      validTo: wish.validTo,
      revokedBy: null,
      revokedAt: null,
      revocationReason: null,
    }
  );
}

/** Lets it hold longer, for who has still what she delegated; what was revoked stays so. */
export function renew(row: DelegationRow, validTo: string, by: Delegating): Partial<DelegationRow> | Refusal {
  const { viewer, now } = by;
  if (row.revokedAt !== null) return refuse('DELEGATION_REVOKED', { delegation: row.id });
  if (row.role !== viewer.role || row.organisationId !== viewer.organisation)
    return refuse('DELEGATION_OTHER_ROLE', { role: row.role });
  const { purpose, basis } = row;
  const wish = { divisions: codesFromText(row.divisions), purpose, basis, validTo };
  return lacking(wish, by) ?? { validTo, grantedAt: now, tokenId: viewer.tokenId ?? '' };
}

export const revokeDelegation = (
  row: DelegationRow,
  reason: string,
  { subject }: Viewer,
  now: string,
): Partial<DelegationRow> | Refusal =>
  row.revokedAt === null
    ? { revokedBy: subject, revokedAt: now, revocationReason: reason }
    : refuse('DELEGATION_REVOKED', { delegation: row.id });

export type DelegationStanding = 'IN_FORCE' | 'ENDED' | 'REVOKED';

export const standingOf = ({ revokedAt, validTo }: DelegationRow, today: string): DelegationStanding =>
  revokedAt !== null ? 'REVOKED' : validTo < today ? 'ENDED' : 'IN_FORCE';

/** The claims that a schedule asks with, or why it may not ask today. */
export function claimsUnder(row: DelegationRow | undefined, bearerIsRevoked: boolean, today: string) {
  if (!row) return refuse('DELEGATION_UNKNOWN');
  const standing = standingOf(row, today);
  if (standing === 'REVOKED') return refuse('DELEGATION_REVOKED', { delegation: row.id });
  if (standing === 'ENDED') return refuse('DELEGATION_ENDED', { delegation: row.id, on: row.validTo });
  if (bearerIsRevoked) return refuse('DELEGATION_BEARER_REVOKED', { delegation: row.id });
  const { subject, role, purpose, basis, organisationId: organisation } = row;
  return { subject, tokenId: row.id, role, divisions: codesFromText(row.divisions), organisation, purpose, basis };
}

export const purposeOf = ({ purpose }: DelegationRow): Purpose | null =>
  purpose !== null && isPurpose(purpose) ? purpose : null;
export const basisOf = ({ basis }: DelegationRow): LegalBasis | null =>
  basis !== null && isLegalBasis(basis) ? basis : null;
