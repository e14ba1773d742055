import { accept, permit } from '@hub/kernel';
import type { SignedInContext } from '../context.ts';
import { reasonIn } from '../reason.rules.ts';
import type { RevocationRow } from './revocation.entity.ts';
import { mayRevoke, type RevocationWish, revoke } from './revocation.rules.ts';

export async function revokeTokens(
  input: RevocationWish & { readonly reason: string },
  { revocations, viewer, ids, now, note }: SignedInContext,
): Promise<RevocationRow> {
  permit(mayRevoke(viewer));
  const reason = accept(reasonIn(input.reason)).text;
  const row = await revocations.add(input, accept(revoke(ids('revocation'), input, reason, viewer, now)));
  await note('REVOCATION', `revoke ${row.tokenId ?? row.subject}`);
  return row;
}
