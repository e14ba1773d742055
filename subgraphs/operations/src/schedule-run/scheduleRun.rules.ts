import type { Subject } from '@hub/kernel';
import type { NewRun } from '../schedule/due.rules.ts';
import type { ScheduleRow } from '../schedule/schedule.entity.ts';
import type { ScheduleRunRow } from './scheduleRun.entity.ts';

export const subjectOfRun = ({ id }: ScheduleRunRow): Subject => ({
  id,
  divisionCode: null,
  ownerOrganisationId: null,
  bornOn: null,
});

/** A run as it is written down first; one that is passed over has ended with that. */
export const waitingRun = (
  id: string,
  { id: scheduleId }: Pick<ScheduleRow, 'id'>,
  ordinal: number,
  { cause, dueAt, missed, state, outcome }: NewRun,
  now: string,
): ScheduleRunRow => ({
  id,
  version: 1,
  scheduleId,
  ordinal,
  cause,
  dueAt,
  missed,
  state,
  attempt: 0,
  availableAt: now,
  offeredUntil: null,
  startedAt: null,
  timeoutAt: null,
  endedAt: state === 'SKIPPED' ? now : null,
  durationMs: null,
  rows: null,
  changed: null,
  cost: null,
  outcome,
});

/** Longer than it takes a process to take what it was handed; after that another may be handed it. */
const offerMs = 60_000;

/** A waiting run that is handed out. */
export const offered = (now: string): Partial<ScheduleRunRow> => ({
  offeredUntil: new Date(Date.parse(now) + offerMs).toISOString(),
});

/** A run whose next attempt begins. */
export const begun = (
  { attempt, startedAt }: ScheduleRunRow,
  { timeoutSeconds }: Pick<ScheduleRow, 'timeoutSeconds'>,
  now: string,
): Partial<ScheduleRunRow> => ({
  state: 'RUNNING',
  offeredUntil: null,
  attempt: attempt + 1,
  startedAt: startedAt ?? now,
  timeoutAt: new Date(Date.parse(now) + timeoutSeconds * 1000).toISOString(),
});
