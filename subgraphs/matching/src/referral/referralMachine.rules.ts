import type { ReferralParty } from '@hub/engine-policy';
import { addWorkdays, type CalendarDate, type Urgency, type WorkdayCalendar } from '@hub/values';
import type { ReferralState } from './referral.entity.ts';

export const referralCommands = [
  'propose',
  'send',
  'accept',
  'decline',
  'start',
  'complete',
  'unaccept',
  'reassign',
  'cancel',
  'expire',
] as const;
export type ReferralCommand = (typeof referralCommands)[number];

/** What a step does to the ledger of commitments. */
export type LedgerEffect = 'RESERVE' | 'RELEASE' | 'SPEND' | null;

/** One row of the machine. */
export interface Transition {
  readonly command: ReferralCommand;
  /** `null` is a referral that is not there yet. */
  readonly from: ReferralState | null;
  readonly to: ReferralState;
  /** Who may take the step; `CLOCK` takes it when nobody did anything for too long. */
  readonly by: readonly (ReferralParty | 'CLOCK')[];
  /** Who may also take it on behalf of a helper who is not on line, when the referral is `LOGGED`. */
  readonly loggedBy: readonly ReferralParty[];
  readonly ledger: LedgerEffect;
}

const keeper = ['STATION', 'DISTRICT'] as const;
const helper = ['PROVIDER', 'DISTRICT'] as const;
const either = ['STATION', 'PROVIDER', 'DISTRICT'] as const;
const station = ['STATION'] as const;
const nobody = [] as const;

const row = (
  command: ReferralCommand,
  from: ReferralState | null,
  to: ReferralState,
  by: Transition['by'],
  loggedBy: Transition['loggedBy'],
  ledger: LedgerEffect,
): Transition => ({ command, from, to, by, loggedBy, ledger });

/** The whole machine; what is not a row of it cannot happen. Read by commands, by tests and by docs/referrals.md. */
export const transitions: readonly Transition[] = [
  row('propose', null, 'PROPOSED', keeper, nobody, null),
  row('send', 'PROPOSED', 'SENT', keeper, nobody, null),
  row('accept', 'SENT', 'ACCEPTED', helper, station, 'RESERVE'),
  row('decline', 'SENT', 'DECLINED', helper, station, null),
  row('start', 'ACCEPTED', 'IN_PROGRESS', helper, station, null),
  row('complete', 'ACCEPTED', 'COMPLETED', helper, station, 'SPEND'),
  row('complete', 'IN_PROGRESS', 'COMPLETED', helper, station, 'SPEND'),
  row('unaccept', 'ACCEPTED', 'SENT', helper, station, 'RELEASE'),
  row('reassign', 'PROPOSED', 'CANCELLED', keeper, nobody, null),
  row('reassign', 'SENT', 'CANCELLED', keeper, nobody, null),
  row('reassign', 'ACCEPTED', 'CANCELLED', keeper, nobody, 'RELEASE'),
  row('reassign', 'IN_PROGRESS', 'CANCELLED', keeper, nobody, 'RELEASE'),
  row('cancel', 'PROPOSED', 'CANCELLED', keeper, nobody, null),
  row('cancel', 'SENT', 'CANCELLED', keeper, nobody, null),
  row('cancel', 'ACCEPTED', 'CANCELLED', either, nobody, 'RELEASE'),
  row('cancel', 'IN_PROGRESS', 'CANCELLED', either, nobody, 'RELEASE'),
  row('expire', 'PROPOSED', 'EXPIRED', ['CLOCK'], nobody, null),
  row('expire', 'SENT', 'EXPIRED', ['CLOCK'], nobody, null),
];

/** The row of a command in a state, if there is one. */
export const transitionOf = (command: ReferralCommand, from: ReferralState | null): Transition | undefined =>
  transitions.find((one) => one.command === command && one.from === from);

/** States from which something may still happen. */
export const openStates: readonly ReferralState[] = ['PROPOSED', 'SENT', 'ACCEPTED', 'IN_PROGRESS'];
/** States in which units are reserved. */
export const reservingStates: readonly ReferralState[] = ['ACCEPTED', 'IN_PROGRESS'];

/** Workdays for the next step, by state and urgency. */
export const deadlines: Readonly<Partial<Record<ReferralState, Readonly<Record<Urgency, number>>>>> = {
  PROPOSED: { CRITICAL: 1, HIGH: 2, MEDIUM: 3, LOW: 5 },
  SENT: { CRITICAL: 1, HIGH: 2, MEDIUM: 5, LOW: 10 },
  ACCEPTED: { CRITICAL: 1, HIGH: 3, MEDIUM: 10, LOW: 20 },
  IN_PROGRESS: { CRITICAL: 20, HIGH: 20, MEDIUM: 40, LOW: 60 },
};

/** Workdays after the deadline on which a referral that nobody accepted runs out. */
export const graceWorkdays = 5;

/** Last day for the next step of a state that begins on a day; none for a state in which nothing follows. */
export function dueOn(
  state: ReferralState,
  urgency: Urgency,
  from: CalendarDate,
  calendar: WorkdayCalendar,
): CalendarDate | null {
  const workdays = deadlines[state]?.[urgency];
  return workdays === undefined ? null : addWorkdays(from, workdays, calendar);
}

/** Day on which it runs out by itself, for states from which the clock may take it. */
export function expiresOn(
  state: ReferralState,
  due: CalendarDate | null,
  calendar: WorkdayCalendar,
): CalendarDate | null {
  return due === null || !transitionOf('expire', state) ? null : addWorkdays(due, graceWorkdays, calendar);
}
