import { accept, permit, type Refusal } from '@hub/kernel';
import type { SignedInContext } from '../context.ts';
import { reasonIn } from '../reason.rules.ts';
import type { AccessGrantRow } from './accessGrant.entity.ts';
import {
  approve,
  breakGlass,
  decline,
  type Judgement,
  mayBreakGlass,
  mayDecide,
  mayRequestApproval,
  mayRevokeGrants,
  type Purpose,
  request,
  review,
  revoke,
} from './accessGrant.rules.ts';

interface GrantWish {
  readonly purpose: Purpose;
  readonly records?: readonly string[] | null | undefined;
  readonly reason: string;
}

export async function requestApproval(
  input: GrantWish & { readonly days: number },
  { grants, sealed, viewer, ids, now, note }: SignedInContext,
): Promise<AccessGrantRow> {
  permit(mayRequestApproval(viewer));
  const id = ids('grant');
  const reasonSealed = sealed(id, 'reason', accept(reasonIn(input.reason)).text);
  const wish = { purpose: input.purpose, records: input.records ?? [], reasonSealed, days: input.days };
  const grant = await grants.add(input, accept(request(id, wish, viewer, now)));
  await note('GRANT', `request ${grant.id}`, grant);
  return grant;
}

/** Opens what an emergency needs, at once; the ledger and the log are told loudly, and somebody must look at it afterwards. */
export async function breakTheGlass(
  input: GrantWish,
  { grants, sealed, viewer, ids, now, note, log }: SignedInContext,
): Promise<AccessGrantRow> {
  permit(mayBreakGlass(viewer));
  const id = ids('grant');
  const reasonSealed = sealed(id, 'reason', accept(reasonIn(input.reason)).text);
  const wish = { purpose: input.purpose, records: input.records ?? [], reasonSealed };
  const grant = await grants.add(input, accept(breakGlass(id, wish, viewer, now)));
  log.warn('break-glass', { grant: grant.id, actor: viewer.subject, role: viewer.role, validUntil: grant.validUntil });
  await note('BREAK_GLASS', `break ${grant.id}`, grant);
  return grant;
}

export interface JudgeInput {
  readonly id: string;
  readonly version: number;
  readonly note: string;
}

type Rule = (grant: AccessGrantRow, judgement: Judgement) => Partial<AccessGrantRow> | Refusal;

async function judge(
  input: JudgeInput,
  field: string,
  verb: string,
  rule: Rule,
  context: SignedInContext,
): Promise<AccessGrantRow> {
  const { grants, sealed, viewer, now, note } = context;
  const noteSealed = sealed(input.id, field, accept(reasonIn(input.note)).text);
  const grant = await grants.change(input, (before) => accept(rule(before, { by: viewer.subject, noteSealed, now })));
  await note('GRANT', `${verb} ${grant.id}`, grant);
  return grant;
}

export async function approveGrant(input: JudgeInput, context: SignedInContext): Promise<AccessGrantRow> {
  permit(mayDecide(context.viewer));
  return judge(input, 'note', 'approve', approve, context);
}

export async function declineGrant(input: JudgeInput, context: SignedInContext): Promise<AccessGrantRow> {
  permit(mayDecide(context.viewer));
  return judge(input, 'note', 'decline', decline, context);
}

export async function revokeGrant(input: JudgeInput, context: SignedInContext): Promise<AccessGrantRow> {
  permit(mayRevokeGrants(context.viewer));
  return judge(input, 'note', 'revoke', revoke, context);
}

export async function reviewGrant(
  input: JudgeInput & { readonly verdict: 'JUSTIFIED' | 'UNJUSTIFIED' },
  context: SignedInContext,
): Promise<AccessGrantRow> {
  permit(mayDecide(context.viewer));
  const rule: Rule = (grant, judgement) => review(grant, input.verdict, judgement);
  return judge(input, 'reviewNote', `review (${input.verdict})`, rule, context);
}
