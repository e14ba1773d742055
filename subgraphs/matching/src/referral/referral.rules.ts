import { mayActInReferrals, partiesOf, type ReferralSides, scopeOf, type Viewer } from '@hub/engine-policy';
import { type Refusal, type RowScope, refuse, type Subject } from '@hub/kernel';
import type { WorkdayCalendar } from '@hub/values';
import { type Account, type LedgerChange, release, reserve, spend } from '../commitment/commitment.rules.ts';
import type { NeedCopyRow } from '../need/need.entity.ts';
import type { ResourceRow } from '../resource/resource.entity.ts';
import { aMonthOf, heldOf, inAllOf, openOf } from './months.rules.ts';
import type {
  DeclineReason,
  EndReason,
  ReferralMode,
  ReferralOutcome,
  ReferralReasonRow,
  ReferralRow,
  ReferralSubject,
  StepParty,
} from './referral.entity.ts';
import { dueOn, expiresOn, type ReferralCommand, type Transition, transitionOf } from './referralMachine.rules.ts';

/** By which rows a viewer sees referrals: those of needs that she keeps, and those sent to what she gives. */
export interface ReferralScopes {
  readonly referrals: RowScope;
  readonly offers: RowScope;
}

export const scopesOfReferrals = (viewer: Viewer): ReferralScopes => ({
  referrals: scopeOf(viewer, 'referral'),
  offers: scopeOf(viewer, 'offer'),
});

/** Whether the viewer acts in referrals at all, whatever the record. */
export const mayAct = (viewer: Viewer): boolean => mayActInReferrals(viewer);

/** As what the viewer may act in a referral that she may see. */
export const partiesIn = (viewer: Viewer, sides: ReferralSides): readonly StepParty[] => partiesOf(viewer, sides);

export const subjectOfReferral = ({ id, divisionCode, ownerOrganisationId, clientId }: ReferralSubject): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId,
  bornOn: null,
  about: [`Client:${clientId}`],
});

/** Steps, reasons and entries of the ledger are told as the referral that they are of. */
export const subjectOfReferralPart = ({ referral }: { readonly referral: ReferralSubject }): Subject =>
  subjectOfReferral(referral);

/** The parts of a referral, each with whose case it is. */
export const partsOf =
  (referral: ReferralSubject) =>
  <Part>(parts: readonly Part[]): readonly (Part & { readonly referral: ReferralSubject })[] =>
    parts.map((part) => ({ ...part, referral }));

/** The reason of a referral or of one of its steps, if it has one. */
export const reasonOf = (reason: string | null, referral: ReferralSubject): ReferralReasonRow | null =>
  reason === null ? null : { code: reason, referral };

/** What the rules must know of a need beside its row. */
export interface NeedStanding {
  readonly need: Pick<NeedCopyRow, 'id' | 'status' | 'units'>;
  /** Units of it that are accepted or were given. */
  readonly covered: number;
}

/** What a step is decided on. */
export interface Standing extends NeedStanding {
  readonly account: Account;
  /** Whether another referral of the same person for the same service to the same resource is open. */
  readonly openForPerson: boolean;
  readonly workdays: WorkdayCalendar;
}

export interface StepWish {
  readonly happenedOn?: string | null | undefined;
  readonly reason?: DeclineReason | EndReason | null | undefined;
  readonly outcome?: ReferralOutcome | null | undefined;
  readonly servedUnits?: number | null | undefined;
  readonly mode?: ReferralMode | null | undefined;
}

/** A step as it was decided: what changes, what the ledger says, and as what the viewer took it. */
export interface Step {
  readonly change: Partial<ReferralRow>;
  readonly ledger: LedgerChange;
  readonly party: StepParty;
  readonly happenedOn: string;
}

/** As what somebody who may act as any of these takes a step; on behalf of the helper only where that is logged. */
export function partyFor(
  { by, loggedBy }: Pick<Transition, 'by' | 'loggedBy'>,
  mode: ReferralMode,
  parties: readonly StepParty[],
): StepParty | null {
  return (
    parties.find((party) => by.includes(party) || (mode === 'LOGGED' && loggedBy.some((one) => one === party))) ?? null
  );
}

/** Takes a step of the machine, or says why not. */
export function step(
  referral: ReferralRow,
  command: Exclude<ReferralCommand, 'propose'>,
  wish: StepWish,
  parties: readonly StepParty[],
  standing: Standing,
  today: string,
): Step | Refusal {
  const transition = transitionOf(command, referral.state);
  if (!transition) return refuse('REFERRAL_STATE', { referral: referral.id, state: referral.state, command });
  const party = partyFor(transition, referral.mode, parties);
  if (party === null) return refuse('REFERRAL_NOT_YOURS', { referral: referral.id, command });
  const happenedOn = wish.happenedOn ?? today;
  const problem = problemOfDay(referral, happenedOn, today) ?? problemOf(command, referral, standing);
  if (problem) return problem;
  const served = servedUnitsOf(command, referral, wish);
  if (typeof served !== 'number') return served;
  const ledger = ledgerOf(transition, heldOf(referral), served, standing.account);
  if ('refused' in ledger) return ledger;
  const due = dueOn(transition.to, referral.urgency, happenedOn, standing.workdays);
  const change = {
    ...datesOf(transition, happenedOn),
    state: transition.to,
    mode: command === 'send' ? (wish.mode ?? referral.mode) : referral.mode,
    dueOn: due,
    expiresOn: expiresOn(transition.to, due, standing.workdays),
    reason: wish.reason ?? null,
    outcome: command === 'complete' ? (wish.outcome ?? null) : null,
    servedUnits: served,
  };
  return { change, ledger, party, happenedOn };
}

function problemOfDay(referral: ReferralRow, happenedOn: string, today: string): Refusal | null {
  if (happenedOn > today) return refuse('REFERRAL_DAY_TO_COME', { day: happenedOn });
  const { proposedOn, sentOn, acceptedOn, startedOn } = referral;
  const before =
    [proposedOn, sentOn, acceptedOn, startedOn]
      .filter((day) => day !== null)
      .sort()
      .at(-1) ?? proposedOn;
  return happenedOn < before ? refuse('REFERRAL_DAY_TOO_EARLY', { day: happenedOn, earliest: before }) : null;
}

function problemOf(command: ReferralCommand, { units }: ReferralRow, standing: Standing): Refusal | null {
  if (command !== 'send' && command !== 'accept') return null;
  const problem = problemOfNeed(standing, units);
  if (problem && (command === 'accept' || problem.refused === 'NEED_NOT_OPEN')) return problem;
  return standing.openForPerson ? refuse('REFERRAL_OPEN_FOR_PERSON') : null;
}

/** Why a need takes no more units, if so. */
export function problemOfNeed({ need, covered }: NeedStanding, units: number): Refusal | null {
  if (need.status !== 'OPEN') return refuse('NEED_NOT_OPEN', { need: need.id, status: need.status });
  const wanted = need.units - covered;
  return units > wanted ? refuse('NEED_COVERED', { need: need.id, wanted }) : null;
}

/** Units that were given; a completion must say them where the outcome does not. */
function servedUnitsOf(
  command: ReferralCommand,
  { units }: ReferralRow,
  { outcome, servedUnits }: StepWish,
): number | Refusal {
  if (command !== 'complete' || outcome === 'NOT_SERVED') return 0;
  if (outcome === 'SERVED') return units;
  const isPart = servedUnits != null && servedUnits >= 1 && servedUnits < units;
  return isPart ? servedUnits : refuse('SERVED_UNITS', { met: servedUnits ?? 0, most: units - 1 });
}

function ledgerOf({ ledger }: Transition, units: number, served: number, account: Account): LedgerChange | Refusal {
  switch (ledger) {
    case 'RESERVE':
      return reserve(account, units);
    case 'RELEASE':
      return release(units);
    case 'SPEND':
      return spend(units, served);
    case null:
      return [];
  }
}

function datesOf({ from, to }: Transition, day: string): Partial<ReferralRow> {
  switch (to) {
    case 'SENT':
      // Who takes an acceptance back leaves it as it was sent.
      return from === 'ACCEPTED' ? { acceptedOn: null } : { sentOn: day };
    case 'ACCEPTED':
      return { acceptedOn: day };
    case 'IN_PROGRESS':
      return { startedOn: day };
    case 'PROPOSED':
      return {};
    default:
      return { endedOn: day };
  }
}

export interface NewReferral {
  readonly id: string;
  readonly units?: number | null | undefined;
  readonly mode?: ReferralMode | null | undefined;
  readonly reassignedFrom?: string | null;
}

/** What a proposal is decided on. */
export interface Proposing {
  readonly covered: number;
  /** Units of the need that are accepted for each month. */
  readonly held: number;
  readonly left: number;
  /** The most that the rules let the resource give to this need. */
  readonly most: number;
  readonly openForPair: boolean;
  readonly openForPerson: boolean;
  readonly today: string;
  readonly workdays: WorkdayCalendar;
}

/** A new referral of a need to a resource; without units, of as much as is wanted and left. */
export function propose(
  wish: NewReferral,
  need: NeedCopyRow,
  resource: ResourceRow,
  { covered, held, left, most, openForPair, openForPerson, today, workdays }: Proposing,
): ReferralRow | Refusal {
  const problem = problemOfNeed({ need, covered }, 1);
  if (problem) return problem;
  if (openForPair) return refuse('REFERRAL_ALREADY_OPEN');
  if (openForPerson) return refuse('REFERRAL_OPEN_FOR_PERSON');
  if (left < 1) return refuse('RESOURCE_EXHAUSTED');
  const open = openOf(need, covered, held);
  const units = wish.units ?? inAllOf(Math.min(left, most), open);
  if (units < 1) return refuse('REFERRAL_WITHOUT_UNITS', { units });
  if (units > need.units - covered) return refuse('NEED_COVERED', { need: need.id, wanted: need.units - covered });
  const due = dueOn('PROPOSED', need.urgency, today, workdays);
  return {
    id: wish.id,
    version: 1,
    needId: need.id,
    clientId: need.clientId,
    divisionCode: need.divisionCode,
    ownerOrganisationId: need.ownerOrganisationId,
    resourceId: resource.id,
    resourceKind: resource.kind,
    resourceOwnerId: resource.ownerId,
    providerId: resource.providerId,
    category: need.category,
    serviceCode: need.serviceCode,
    urgency: need.urgency,
    unit: need.unit,
    units,
    monthUnits: need.monthUnits === null ? null : aMonthOf(units, open),
    windows: need.windows,
    mode: wish.mode ?? 'LIVE',
    state: 'PROPOSED',
    proposedOn: today,
    sentOn: null,
    acceptedOn: null,
    startedOn: null,
    endedOn: null,
    dueOn: due,
    expiresOn: expiresOn('PROPOSED', due, workdays),
    reason: null,
    outcome: null,
    servedUnits: 0,
    reassignedFrom: wish.reassignedFrom ?? null,
  };
}

/** Whether the next step should have been taken before this day. */
export const isOverdue = ({ dueOn: due }: Pick<ReferralRow, 'dueOn'>, today: string): boolean =>
  due !== null && due < today;
