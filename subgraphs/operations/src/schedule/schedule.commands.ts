import { accept, found, HubError, permit } from '@hub/kernel';
import type { VariableDefault } from '@hub/schema';
import type { OperationsContext } from '../context.ts';
import type { ScheduleRunRow } from '../schedule-run/scheduleRun.entity.ts';
import { addRuns, cancelWaiting, isUnfinished } from '../schedule-run/scheduleRun.repository.ts';
import { waitingRun } from '../schedule-run/scheduleRun.rules.ts';
import type { TrustedOperationRow } from '../trusted-operation/trustedOperation.entity.ts';
import { overridden } from '../trusted-operation/trustedOperation.rules.ts';
import { timesAfter, wrongCron } from './calendar.rules.ts';
import type { DayRule, ScheduleRow } from './schedule.entity.ts';
import {
  calendarOf,
  hold,
  lackingVariable,
  mayChangeSchedule,
  mayDirectSchedule,
  mayKeepSchedules,
  nextDue,
  type Surroundings,
  start,
  stop,
  type Timing,
  timingColumns,
  timingOf,
  unfitDelegation,
  usualTiming,
  wrongName,
  wrongTiming,
} from './schedule.rules.ts';

type Given<Fields> = { readonly [Field in keyof Fields]?: Fields[Field] | null | undefined };

export interface CreateScheduleInput extends Given<Timing> {
  readonly name: string;
  readonly operation: string;
  readonly delegation: string;
  readonly variables?: readonly VariableDefault[] | null | undefined;
}

/** What is given, over what there was. */
const given = <Fields extends object>(before: Fields, input: Given<Fields>): Fields =>
  Object.fromEntries(
    Object.entries(before).map(([field, value]) => [field, input[field as keyof Fields] ?? value]),
  ) as Fields;

const surroundingsOf = ({ timeZone, workdays, now }: OperationsContext): Surroundings => ({ timeZone, workdays, now });

async function checkDelegation(
  delegation: string,
  operation: TrustedOperationRow,
  { rightOf }: OperationsContext,
): Promise<void> {
  const refusal = unfitDelegation(operation, await rightOf(delegation));
  if (refusal) accept(refusal);
}

export async function createSchedule(input: CreateScheduleInput, context: OperationsContext): Promise<ScheduleRow> {
  const { viewer, schedules, loaders, ids, now, language, sealed } = context;
  permit(mayKeepSchedules(viewer));
  const timing = given(usualTiming, input);
  const name = input.name.trim();
  for (const refusal of [wrongName(name), wrongTiming(timing)]) if (refusal) accept(refusal);
  const operation = found(await loaders.operationById.load(input.operation), 'TrustedOperation');
  const overrides = input.variables ?? [];
  const refusal = lackingVariable(accept(overridden(operation, overrides)));
  if (refusal) accept(refusal);
  if (await schedules.namedBy(viewer.subject, name)) throw new HubError('REFUSED', 'SCHEDULE_NAMED_ALREADY', { name });
  await checkDelegation(input.delegation, operation, context);
  const id = ids('schedule');
  return schedules.add(input, {
    id,
    version: 1,
    name,
    owner: viewer.subject,
    organisationId: viewer.organisation,
    operationId: operation.id,
    variablesSealed: sealed.schedule.seal(id, 'variables', JSON.stringify(overrides)) ?? '',
    delegationId: input.delegation,
    language,
    ...timingColumns(timing),
    state: 'ACTIVE',
    createdAt: now,
    nextDueAt: nextDue(timing, surroundingsOf(context)),
    wakeAt: null,
    lastOrdinal: 0,
  });
}

export interface ChangeScheduleInput extends Given<Timing> {
  readonly id: string;
  readonly version: number;
  readonly delegation?: string | null | undefined;
  /** Whether it has no calendar from now on. */
  readonly withoutCron?: boolean | null | undefined;
}

export async function changeSchedule(input: ChangeScheduleInput, context: OperationsContext): Promise<ScheduleRow> {
  const { viewer, schedules, loaders } = context;
  permit(mayKeepSchedules(viewer));
  if (input.delegation != null) {
    const known = found(await loaders.scheduleById.load(input.id), 'Schedule');
    permit(mayChangeSchedule(known, viewer));
    const operation = found(await loaders.operationById.load(known.operationId), 'TrustedOperation');
    await checkDelegation(input.delegation, operation, context);
  }
  return schedules.change(input, (row) => {
    permit(mayChangeSchedule(row, viewer));
    const timing = { ...given(timingOf(row), input), ...(input.withoutCron && { cron: null }) };
    const refusal = wrongTiming(timing);
    if (refusal) accept(refusal);
    const nextDueAt = row.state === 'ACTIVE' ? nextDue(timing, surroundingsOf(context)) : null;
    return { ...timingColumns(timing), delegationId: input.delegation ?? row.delegationId, nextDueAt };
  });
}

interface Directed {
  readonly id: string;
  readonly version: number;
}

export async function startSchedule(input: Directed, context: OperationsContext): Promise<ScheduleRow> {
  return context.schedules.change(input, (row) => {
    permit(mayDirectSchedule(row, context.viewer));
    return start(row, surroundingsOf(context));
  });
}

/** Nothing more begins until it is started again; what it misses meanwhile is treated by its policy. */
export async function pauseSchedule(input: Directed, { schedules, viewer }: OperationsContext): Promise<ScheduleRow> {
  return schedules.change(input, (row) => {
    permit(mayDirectSchedule(row, viewer));
    return accept(hold(row));
  });
}

/** Ends what waits too, and what would have been due until it is started again is no business of its. */
export async function stopSchedule(
  input: Directed,
  { schedules, viewer, now }: OperationsContext,
): Promise<ScheduleRow> {
  return schedules.change(
    input,
    (row) => {
      permit(mayDirectSchedule(row, viewer));
      return stop();
    },
    ({ db }, { id }) => cancelWaiting(db, id, now),
  );
}

/** A run of its own beside the calendar, as soon as no other is under way. */
export async function runSchedule(
  input: { readonly id: string },
  { schedules, loaders, viewer, ids, now }: OperationsContext,
): Promise<ScheduleRunRow> {
  const known = found(await loaders.scheduleById.load(input.id), 'Schedule');
  permit(mayDirectSchedule(known, viewer));
  const made: ScheduleRunRow[] = [];
  await schedules.change(
    known,
    ({ lastOrdinal }) => ({ lastOrdinal: lastOrdinal + 1 }),
    async ({ db }, row) => {
      if (row.overlap === 'SKIP' && (await isUnfinished(db, row.id)))
        throw new HubError('REFUSED', 'SCHEDULE_BUSY', { schedule: row.name });
      const wish = { cause: 'BY_HAND', dueAt: now, missed: 0, state: 'WAITING', outcome: null } as const;
      made.push(waitingRun(ids('run'), row, row.lastOrdinal, wish, now));
      await addRuns(db, made);
    },
  );
  return found(made[0], 'ScheduleRun');
}

const mostPreviewed = 50;

export interface PreviewArguments {
  readonly cron: string;
  readonly days?: DayRule | null | undefined;
  readonly first?: number | null | undefined;
}

/** When a calendar would be due next, before anything is saved. */
export function previewSchedule({ cron, days, first }: PreviewArguments, context: OperationsContext) {
  const expected = wrongCron(cron);
  if (expected !== null) throw new HubError('REFUSED', 'SCHEDULE_CRON', { expected });
  return timesOf({ cron, days: days ?? 'ANY' }, first ?? 10, context);
}

const timesTold = 5;

/** When a schedule is due next; nothing while it does not run. */
export const nextTimesOf = (row: ScheduleRow, context: OperationsContext): readonly string[] =>
  row.state === 'ACTIVE' ? timesOf(row, timesTold, context) : [];

function timesOf(
  of: Pick<ScheduleRow, 'cron' | 'days'>,
  first: number,
  { timeZone, workdays, now }: OperationsContext,
): readonly string[] {
  if (first < 1 || first > mostPreviewed)
    throw new HubError('BAD_USER_INPUT', 'PREVIEW_SIZE', { met: first, most: mostPreviewed });
  const calendar = calendarOf(of, timeZone, workdays);
  return calendar ? timesAfter(calendar, now, first) : [];
}
