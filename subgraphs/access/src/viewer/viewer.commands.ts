import { auditEntryOf, HubError, isRefusal, type Refusal, refuse, say } from '@hub/kernel';
import { grantById } from '../access-grant/accessGrant.repository.ts';
import { grantInForce } from '../access-grant/accessGrant.rules.ts';
import { agreementOn } from '../agreement/agreement.repository.ts';
import { type AccessContext, signedIn } from '../context.ts';
import { delegationById } from '../delegation/delegation.repository.ts';
import { claimsUnder } from '../delegation/delegation.rules.ts';
import { messages } from '../messages.ts';
import { noteOf } from '../noted.rules.ts';
import { isRevoked } from '../revocation/revocation.repository.ts';
import { type Claims, decisionsFor, policyVersion, resolve, underAgreement, type Viewer } from './viewer.rules.ts';

/**
 * What the bearer may act as at this moment; nobody when the token is revoked or its role unknown. A header that names no known
 * purpose or basis is bad input; a partner without an agreement, or a grant that does not hold, is forbidden, and in the ledger.
 */
export async function resolveViewer(claims: Claims, context: AccessContext): Promise<Viewer | null> {
  const { reads, now, today } = context;
  const { subject, tokenId, issuedAt = null } = claims;
  const [revoked, grant, agreement] = await Promise.all([
    isRevoked(reads, { tokenId, subject, issuedAt }),
    grantById(reads, claims.grant ?? ''),
    agreementOn(reads, claims.organisation ?? '', today),
  ]);
  if (revoked) return null;
  const bearer = { subject, role: claims.role, purpose: claims.purpose ?? null };
  const resolved = resolve(claims, claims.grant ? grantInForce(grant, bearer, now) : null);
  if (isRefusal(resolved)) throw new HubError('BAD_USER_INPUT', resolved.refused, resolved.params);
  if (resolved === null) return null;
  if (claims.grant && resolved.grant === null) return forbid(resolved, refuse('NO_SUCH_GRANT'), context);
  const viewer = underAgreement(resolved, agreement);
  return isRefusal(viewer) ? forbid(resolved, viewer, context) : viewer;
}

/** What a schedule may act as at this moment under a delegation, or why it may not; a refusal is in the ledger. */
export async function resolveDelegation(id: string, giver: string | null, context: AccessContext) {
  const { reads, now, today, language } = context;
  const found = await delegationById(reads, id);
  const row = giver === null || found?.subject === giver ? found : undefined;
  const { subject = '', tokenId = '', grantedAt: issuedAt = now, organisationId } = row ?? {};
  const [revoked, agreement] = await Promise.all([
    isRevoked(reads, { tokenId, subject, issuedAt }),
    agreementOn(reads, organisationId ?? '', today),
  ]);
  const claims = claimsUnder(row, revoked, today);
  const resolved = isRefusal(claims) ? claims : (resolve(claims, null) ?? refuse('DELEGATION_UNKNOWN'));
  const viewer = isRefusal(resolved) ? resolved : underAgreement(resolved, agreement);
  if (!isRefusal(viewer)) return { viewer, refused: null, text: null };
  const { refused, params } = viewer;
  await noteRefusedDelegation(id, giver ?? row?.subject ?? 'nobody', row?.role ?? '-', refused, context);
  return { viewer: null, refused, text: say(messages, language, refused, params) };
}

async function noteRefusedDelegation(
  id: string,
  actor: string,
  role: string,
  refused: string,
  { ledger, requestId, now: at }: AccessContext,
): Promise<void> {
  const outcome = `FAILED FORBIDDEN ${refused}`;
  const entry = { action: 'REFUSED', operation: 'resolveDelegation', actor, role, tokenId: id, requestId, at, outcome };
  await ledger.writer.append([auditEntryOf({ ...entry, policyVersion })]);
}

async function forbid(viewer: Viewer, { refused, params }: Refusal, context: AccessContext): Promise<never> {
  const { ledger, requestId, now: at } = context;
  const noted = noteOf(viewer, { action: 'REFUSED', operation: 'resolveViewer', grant: undefined, requestId, at });
  await ledger.writer.append([{ ...noted, outcome: `FAILED FORBIDDEN ${refused}` }]);
  throw new HubError('FORBIDDEN', refused, params);
}

/** What the policy gives to who asks, class by class, with what would be needed where it gives nothing. */
export function rightsOf(context: AccessContext) {
  const { viewer } = signedIn(context);
  const classes = decisionsFor(viewer, context.today).map(({ fieldClass, needed }) => ({
    fieldClass,
    allowed: needed === null,
    needed,
    text: needed && say(messages, context.language, `NEEDED_${needed}`),
  }));
  const { role, organisation, divisions, purpose, basis } = viewer;
  return { role, organisation, divisions, purpose, basis, policyVersion, classes };
}
