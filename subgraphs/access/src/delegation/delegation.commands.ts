import { accept, codesFromText, permit } from '@hub/kernel';
import type { SignedInContext } from '../context.ts';
import { reasonIn } from '../reason.rules.ts';
import type { DelegationRow } from './delegation.entity.ts';
import {
  type Delegating,
  delegate,
  mayDelegate,
  mayRenew,
  mayRevokeDelegation,
  renew,
  revokeDelegation,
} from './delegation.rules.ts';

export interface DelegateInput {
  readonly divisions: readonly string[];
  readonly purpose?: string | null | undefined;
  readonly basis?: string | null | undefined;
  readonly validTo: string;
  readonly reason: string;
}

const delegatingOf = async (
  { viewer, delegations, today, now }: SignedInContext,
  places: readonly string[],
): Promise<Delegating> => ({ viewer, beyond: await delegations.beyond(places, viewer.divisions), today, now });

/** Lets schedules ask on behalf of the viewer, within what she has. */
export async function delegateToSchedules(input: DelegateInput, context: SignedInContext): Promise<DelegationRow> {
  const { viewer, delegations, ids, note } = context;
  permit(mayDelegate(viewer));
  const reason = accept(reasonIn(input.reason)).text;
  const wish = { ...input, purpose: input.purpose ?? null, basis: input.basis ?? null };
  const by = await delegatingOf(context, input.divisions);
  const row = await delegations.add(input, accept(delegate(ids('delegation'), wish, reason, by)));
  await note('DELEGATION', `delegate ${row.id} until ${row.validTo}`);
  return row;
}

export async function renewDelegation(
  input: { readonly id: string; readonly version: number; readonly validTo: string },
  context: SignedInContext,
): Promise<DelegationRow> {
  const { viewer, delegations, loaders, note } = context;
  permit(mayDelegate(viewer));
  const known = await loaders.delegationById.load(input.id);
  const by = await delegatingOf(context, codesFromText(known?.divisions ?? ''));
  const row = await delegations.change(input, (delegation) => {
    permit(mayRenew(delegation, viewer));
    return accept(renew(delegation, input.validTo, by));
  });
  await note('DELEGATION', `renew ${row.id} until ${row.validTo}`);
  return row;
}

/** Those of whoever asks that hold today. */
export const ownDelegations = ({ delegations, viewer }: SignedInContext): Promise<readonly DelegationRow[]> =>
  delegations.inForceOf(viewer.subject);

/** Ends it at once: the next run of a schedule finds it gone. */
export async function endDelegation(
  input: { readonly id: string; readonly version: number; readonly reason: string },
  { viewer, delegations, now, note }: SignedInContext,
): Promise<DelegationRow> {
  const reason = accept(reasonIn(input.reason)).text;
  const row = await delegations.change(input, (delegation) => {
    permit(mayRevokeDelegation(delegation, viewer));
    return accept(revokeDelegation(delegation, reason, viewer, now));
  });
  await note('DELEGATION', `revoke ${row.id}`);
  return row;
}
