import { policy, type Viewer } from '@hub/engine-policy';
import { codesFromText, codesToText, type Refusal, refuse, type Subject } from '@hub/kernel';
import type { VariableDefault } from '@hub/schema';
import type { WorkdayCalendar } from '@hub/values';
import type { RightNow } from '../delivery/right.rules.ts';
import type { TrustedOperationRow } from '../trusted-operation/trustedOperation.entity.ts';
import { mayRegisterOperations, type TypedVariable } from '../trusted-operation/trustedOperation.rules.ts';
import { type Calendar, timesAfter, wrongCron } from './calendar.rules.ts';
import type { ChangeTrigger, DayRule, ScheduleRow, ScheduleScope } from './schedule.entity.ts';

/** Values of a schedule's own that go before the operation's defaults. */
export type Overrides = readonly VariableDefault[];

export const mayKeepSchedules = mayRegisterOperations;

/** Those who look after the hub see when what is asked and how it went; everybody sees her own. */
export const visibleSchedules = ({ role, subject }: Viewer): ScheduleScope =>
  role === 'operator' || role === 'auditor' ? 'ALL' : { owner: subject };

export const mayChangeSchedule = ({ owner }: ScheduleRow, { subject }: Viewer): boolean => owner === subject;
/** An operator holds up what disturbs, and starts it again; what is asked stays the owner's. */
export const mayDirectSchedule = ({ owner }: ScheduleRow, { subject, role }: Viewer): boolean =>
  owner === subject || role === 'operator';

export const subjectOfSchedule = ({ id, organisationId }: ScheduleRow): Subject => ({
  id,
  divisionCode: null,
  ownerOrganisationId: organisationId,
  bornOn: null,
});

/** The calendar of a schedule; `null` where only changes wake it. */
export const calendarOf = (
  { cron, days }: Pick<ScheduleRow, 'cron' | 'days'>,
  timeZone: string,
  workdays: WorkdayCalendar,
): Calendar | null => (cron === null ? null : { cron, days, timeZone, workdays });

export interface Timing {
  readonly cron: string | null;
  readonly days: DayRule;
  readonly onChange: readonly ChangeTrigger[];
  readonly overlap: ScheduleRow['overlap'];
  readonly misfire: ScheduleRow['misfire'];
  readonly attempts: number;
  readonly backoffSeconds: number;
  readonly backoffCeilingSeconds: number;
  readonly timeoutSeconds: number;
}

export const usualTiming: Timing = {
  cron: null,
  days: 'ANY',
  onChange: [],
  overlap: 'SKIP',
  misfire: 'ONCE',
  attempts: 5,
  backoffSeconds: 60,
  backoffCeilingSeconds: 3600,
  timeoutSeconds: 600,
};

const bounds = {
  attempts: [1, 20],
  backoffSeconds: [1, 86_400],
  backoffCeilingSeconds: [1, 86_400],
  timeoutSeconds: [1, 3600],
} as const;

const nameForm = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u;

export function wrongName(name: string): Refusal | null {
  return nameForm.test(name) ? null : refuse('SCHEDULE_NAME', { most: 64 });
}

/** What is wrong with when and how a schedule would run. */
export function wrongTiming(timing: Timing): Refusal | null {
  const { cron, onChange } = timing;
  if (cron === null && onChange.length === 0) return refuse('SCHEDULE_WITHOUT_TIME');
  const wrong = cron === null ? null : wrongCron(cron);
  if (wrong !== null) return refuse('SCHEDULE_CRON', { expected: wrong });
  for (const [field, [least, most]] of Object.entries(bounds)) {
    const met = timing[field as keyof typeof bounds];
    if (!Number.isInteger(met) || met < least || met > most)
      return refuse('SCHEDULE_BOUND', { field, met, least, most });
  }
  return null;
}

/** Every variable that must be given has a value, a default or one of the schedule's own. */
export function lackingVariable(variables: readonly TypedVariable[]): Refusal | null {
  const lacking = variables.find(({ required, value, relative }) => required && value === null && relative === null);
  return lacking ? refuse('SCHEDULE_VARIABLE', { name: lacking.name, type: lacking.type }) : null;
}

/**
 * Why a question could not be asked under a delegation. Each run asks anew what it is worth, so that what nobody can say now is no hindrance;
 * a role that has no such purpose of its own, as operators, asks without one.
 */
export function unfitDelegation(
  { name, purpose }: Pick<TrustedOperationRow, 'name' | 'purpose'>,
  right: RightNow | null,
): Refusal | null {
  if (right === null) return null;
  if ('ended' in right) return refuse(right.ended);
  if (purpose === null || right.purpose === purpose) return null;
  const classes: object = policy.classes[right.role as Viewer['role']] ?? {};
  if (right.purpose === null && !Object.hasOwn(classes, purpose)) return null;
  return refuse('SCHEDULE_PURPOSE', { operation: name, met: right.purpose ?? '-', expected: purpose });
}

export const timingColumns = (timing: Timing) => ({ ...timing, onChange: codesToText([...new Set(timing.onChange)]) });

export const timingOf = (row: ScheduleRow): Timing => ({
  cron: row.cron,
  days: row.days,
  onChange: codesFromText<ChangeTrigger>(row.onChange),
  overlap: row.overlap,
  misfire: row.misfire,
  attempts: row.attempts,
  backoffSeconds: row.backoffSeconds,
  backoffCeilingSeconds: row.backoffCeilingSeconds,
  timeoutSeconds: row.timeoutSeconds,
});

export interface Surroundings {
  readonly timeZone: string;
  readonly workdays: WorkdayCalendar;
  readonly now: string;
}

export const nextDue = (
  row: Pick<ScheduleRow, 'cron' | 'days'>,
  { timeZone, workdays, now }: Surroundings,
): string | null => {
  const calendar = calendarOf(row, timeZone, workdays);
  return (calendar && timesAfter(calendar, now, 1)[0]) ?? null;
};

/** A schedule goes on: from now on when it was stopped, and with what it missed when it was only held up. */
export function start(row: ScheduleRow, surroundings: Surroundings): Partial<ScheduleRow> {
  if (row.state === 'ACTIVE') return {};
  const kept = row.state === 'PAUSED' ? row.nextDueAt : null;
  return { state: 'ACTIVE', nextDueAt: kept ?? nextDue(row, surroundings) };
}

export const hold = (row: ScheduleRow): Partial<ScheduleRow> | Refusal =>
  row.state === 'STOPPED' ? refuse('SCHEDULE_STOPPED', { schedule: row.name }) : { state: 'PAUSED' };

export const stop = (): Partial<ScheduleRow> => ({ state: 'STOPPED', nextDueAt: null, wakeAt: null });
