import { accept, found, permit, type Refusal } from '@hub/kernel';
import { leftIn, sumsOf } from '../commitment/commitment.rules.ts';
import type { MatchingContext } from '../context.ts';
import type { NeedCopyRow } from '../need/need.entity.ts';
import type { ResourceRow } from '../resource/resource.entity.ts';
import { accountOf } from './account.rules.ts';
import { heldOf } from './months.rules.ts';
import { mostOfPair, problemOfPair } from './pair.rules.ts';
import type { DeclineReason, EndReason, ReferralMode, ReferralOutcome, ReferralRow } from './referral.entity.ts';
import { mayAct, partiesIn, partyFor, propose, type StepWish, step } from './referral.rules.ts';
import { type ReferralCommand, transitionOf } from './referralMachine.rules.ts';
import type { NewReferralParts, StepParts } from './referralWriter.repository.ts';

interface Target {
  readonly id: string;
  readonly version: number;
}

interface Proposal {
  readonly resource: string;
  readonly units?: number | null | undefined;
  readonly mode?: ReferralMode | null | undefined;
}

function obey(problem: Refusal | null): void {
  if (problem) accept(problem);
}

/** A pair that breaks a hard rule is not referred either: the engine is asked about this need and this resource alone. */
async function partsOf(
  need: NeedCopyRow,
  { resource: resourceId, ...wish }: Proposal,
  reassignedFrom: string | null,
  context: MatchingContext,
): Promise<NewReferralParts> {
  const { pairs, ids, viewer, today, workdays, toldOfGroups } = context;
  const resource: ResourceRow = found(await context.loaders.resourceById.load(resourceId), 'Resource');
  const pair = await pairs.of(need, resource);
  obey(problemOfPair(pair, 0, toldOfGroups));
  const row = transitionOf('propose', null);
  const party = row && partyFor(row, 'LIVE', partiesIn(viewer, { ...need, providerId: resource.providerId }));
  if (party == null) accept({ refused: 'REFERRAL_NOT_YOURS', params: { referral: '', command: 'propose' } });
  return {
    owner: {
      needId: need.id,
      clientId: need.clientId,
      serviceCode: need.serviceCode,
      resourceKind: resource.kind,
      resourceOwnerId: resource.ownerId,
    },
    decide(locked) {
      const current = found(locked.need, 'Need');
      const left = leftIn(accountOf(locked, today));
      const { covered, held, openForPair, openForPerson } = locked;
      const standing = { covered, held, left, most: mostOfPair(pair), openForPair, openForPerson, today, workdays };
      const referral = accept(
        propose(
          { ...wish, id: ids('referral'), reassignedFrom },
          current,
          found(locked.resource, 'Resource'),
          standing,
        ),
      );
      obey(problemOfPair(pair, heldOf(referral), toldOfGroups));
      return { referral, party: party ?? 'DISTRICT' };
    },
  };
}

/** Something was agreed on for the person after it was read; nothing was written. */
class AgreedMeanwhile extends Error {}

const stepOf = (
  command: Exclude<ReferralCommand, 'propose'>,
  wish: StepWish,
  { viewer, today, workdays }: Pick<MatchingContext, 'viewer' | 'today' | 'workdays'>,
  /** The state of what was agreed on for the person that the step was judged by; `null` when none was. */
  judgedBy: string | null = null,
): StepParts => ({
  command,
  decide(referral, locked) {
    if (judgedBy !== null && judgedBy !== locked.agreed) throw new AgreedMeanwhile();
    const { need, covered, openForPerson } = locked;
    const standing = {
      // A need that its owner withdrew takes no more help.
      need: need ?? { id: referral.needId, status: 'WITHDRAWN' as const, units: 0 },
      covered,
      openForPerson,
      workdays,
      account: accountOf(locked, today),
    };
    const taken = accept(step(referral, command, wish, partiesIn(viewer, referral), standing, today));
    return { ...taken, sums: sumsOf(taken.ledger) };
  },
});

/** What people agree on changes what a run may propose. */
async function noted({ orders }: MatchingContext, step: Promise<ReferralRow>): Promise<ReferralRow> {
  const referral = await step;
  orders.changed();
  return referral;
}

export async function proposeReferral(
  input: Proposal & { readonly need: string },
  context: MatchingContext,
): Promise<ReferralRow> {
  permit(mayAct(context.viewer));
  const need = await context.referrals.need(input.need);
  return noted(context, context.referrals.add(input, await partsOf(need, input, null, context)));
}

export interface StepInput extends Target {
  readonly happenedOn?: string | null | undefined;
  readonly mode?: ReferralMode | null | undefined;
  readonly reason?: DeclineReason | EndReason | null | undefined;
  readonly outcome?: ReferralOutcome | null | undefined;
  readonly servedUnits?: number | null | undefined;
}

/**
 * What was within all limits when it was proposed may be so no longer: others gave meanwhile, or nobody gives beside it. Gives the state of
 * what was agreed on for the person by which that was judged.
 */
async function obeyAmounts(id: string, { loaders, pairs, toldOfGroups }: MatchingContext): Promise<string | null> {
  const referral = await loaders.referralById.load(id);
  const pair = referral && (await pairs.referredBy(referral));
  if (!pair) return null;
  const isOfAmount = problemOfPair(pair, 0, toldOfGroups) === null;
  if (isOfAmount) obey(problemOfPair(pair, heldOf(referral), toldOfGroups));
  return pair.agreed;
}

/** Accepts by what is agreed on for the person at that moment, also where others accept for her at once: whoever must judge again lost to one who got on. */
async function acceptInTurn(input: StepInput, context: MatchingContext): Promise<ReferralRow> {
  for (;;) {
    const judgedBy = await obeyAmounts(input.id, context);
    try {
      return await context.referrals.change(input, stepOf('accept', input, context, judgedBy));
    } catch (error) {
      if (!(error instanceof AgreedMeanwhile)) throw error;
    }
  }
}

/** Takes one step of the machine: send, accept, decline, start, complete, unaccept or cancel. */
export async function takeStep(
  command: Exclude<ReferralCommand, 'propose' | 'reassign' | 'expire'>,
  input: StepInput,
  context: MatchingContext,
): Promise<ReferralRow> {
  permit(mayAct(context.viewer));
  const step =
    command === 'accept'
      ? acceptInTurn(input, context)
      : context.referrals.change(input, stepOf(command, input, context));
  return noted(context, step);
}

/** Ends a referral and proposes its need to another resource. */
export async function reassignReferral(input: StepInput & Proposal, context: MatchingContext): Promise<ReferralRow> {
  permit(mayAct(context.viewer));
  const before = found(await context.loaders.referralById.load(input.id), 'Referral');
  const need = await context.referrals.need(before.needId);
  const next = await partsOf(need, input, before.id, context);
  const { resource: _, units: __, ...wish } = input;
  return noted(context, context.referrals.replace(input, stepOf('reassign', wish, context), next));
}
