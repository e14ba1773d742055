import type { Viewer } from '@hub/engine-policy';
import { type Refusal, refuse, type Subject } from '@hub/kernel';
import type { RevocationRow } from './revocation.entity.ts';

export const mayRevoke = ({ role }: Viewer): boolean => role === 'operator';
export const maySeeRevocations = ({ role }: Viewer): boolean => role === 'operator' || role === 'auditor';

export const subjectOfRevocation = ({ id }: RevocationRow): Subject => ({
  id,
  divisionCode: null,
  ownerOrganisationId: null,
  bornOn: null,
});

export interface RevocationWish {
  readonly tokenId?: string | null | undefined;
  readonly subject?: string | null | undefined;
}

/** Takes back one token, or every token of a bearer; exactly one of the two is named. */
export function revoke(
  id: string,
  { tokenId, subject }: RevocationWish,
  reason: string,
  { subject: revokedBy }: Viewer,
  revokedAt: string,
): RevocationRow | Refusal {
  const token = tokenId?.trim() || null;
  const bearer = subject?.trim() || null;
  if ((token === null) === (bearer === null)) return refuse('REVOCATION_OF_WHAT');
  return { id, version: 1, tokenId: token, subject: bearer, revokedBy, revokedAt, reason };
}
