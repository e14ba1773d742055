import { type AskPort, dayIn, faultFields, HubError, type Opening, pause, type Store, type Worker } from '@hub/kernel';
import { pageVariable, type Questions } from '@hub/schema';
import type { WorkdayCalendar } from '@hub/values';
import { nextCursor } from '../change/answerPage.rules.ts';
import type { LookAgain } from '../delivery/lookAgain.ts';
import { dueAt } from '../schedule/due.rules.ts';
import type { ScheduleRow } from '../schedule/schedule.entity.ts';
import { calendarOf, type Overrides } from '../schedule/schedule.rules.ts';
import type { OperationsTables } from '../tables.ts';
import { resolveVariables, usesViewer, variablesWith } from '../trusted-operation/trustedOperation.rules.ts';
import {
  afterFailure,
  type Failing,
  failingOf,
  gatewayAway,
  lengthOf,
  timedOut,
  tooManyPages,
} from './attempt.rules.ts';
import type { RunDesk } from './runDesk.ts';
import type { KeepResult, RunResult } from './runResult.ts';
import {
  type Entered,
  enterDue,
  finishRun,
  nextInstant,
  offerRuns,
  settleLost,
  type TakenRun,
  takeOffered,
  takeRuns,
} from './scheduleRun.repository.ts';
import { begun, offered, waitingRun } from './scheduleRun.rules.ts';

export interface SchedulerParts {
  readonly opening: Pick<Opening, 'clock' | 'ids' | 'timeZone' | 'log'>;
  readonly store: Store<OperationsTables>;
  readonly questions: Questions;
  readonly workdays: WorkdayCalendar;
  /** The values of a schedule that go before the operation's defaults. */
  readonly overridesOf: (schedule: ScheduleRow) => Overrides;
  readonly keep: KeepResult;
  /** Finds out what became of needs that left the answer, before it is kept; left out where nobody is told. */
  readonly lookAgain?: LookAgain;
  /** Hands runs out among the processes that share the store; null where there is one process. */
  readonly desk: RunDesk | null;
  /** How many runs this process has under way at one time. */
  readonly atOnce?: number;
}

/** Looks at the calendar when it is told to; it reads the clock that it was given, and waits for nothing. */
export interface Scheduler {
  /** Does what is due now: enters it, ends what took too long, and begins what may begin. */
  tick(ask: AskPort): Promise<void>;
  /** Resolves when no run is under way here. */
  settled(): Promise<void>;
  /** The next instant at which there will be something to do. */
  next(): Promise<string | null>;
}

const mostPages = 1000;

/** An answer, or why there is none. */
type Answered = { readonly failing: Failing } | { readonly result: RunResult; readonly cost: number };

export function createScheduler(parts: SchedulerParts, onEnd: () => void = () => {}): Scheduler {
  const { opening, store, atOnce = 4 } = parts;
  const underWay = new Map<string, { readonly ended: Promise<void>; readonly ending: AbortController }>();
  const now = () => opening.clock().toISOString();

  const begin = (taken: TakenRun, ask: AskPort): void => {
    const { run } = taken;
    const key = `${run.id} ${run.attempt}`;
    const ending = new AbortController();
    const ended = attempt(parts, taken, ask, ending.signal)
      .catch((fault: unknown) => opening.log.error('run failed', { run: run.id, ...faultFields(fault) }))
      .finally(() => {
        underWay.delete(key);
        onEnd();
      });
    underWay.set(key, { ended, ending });
  };

  return {
    async tick(ask) {
      const at = now();
      await enterDue(store, at, (schedule, unfinished) => entered(parts, schedule, unfinished, at));
      const lost = await settleLost(store, at, (run, schedule) => afterFailure(run, schedule, timedOut, at));
      for (const { id, attempt } of lost) underWay.get(`${id} ${attempt}`)?.ending.abort();
      const free = atOnce - underWay.size;
      if (free <= 0) return;
      for (const taken of await takenNow(parts, at, free)) begin(taken, ask);
    },
    async settled() {
      while (underWay.size > 0) await Promise.all([...underWay.values()].map(({ ended }) => ended));
    },
    next: () => nextInstant(store),
  };
}

/** Runs that this process is to begin: all that may begin where it is alone, or those that it is handed. */
async function takenNow({ store, desk }: SchedulerParts, now: string, most: number): Promise<readonly TakenRun[]> {
  const begin = (run: TakenRun['run'], schedule: ScheduleRow) => begun(run, schedule, now);
  if (!desk) return takeRuns(store, now, most, begin);
  await desk.open();
  await offerRuns(store, now, offered(now), desk.offer);
  const taken: TakenRun[] = [];
  const handed = await desk.take(most);
  for (const offer of handed) {
    const run = await takeOffered(store, now, offer, begin);
    if (run) taken.push(run);
  }
  await desk.done(handed.map(({ job }) => job));
  return taken;
}

function entered(
  { opening, workdays }: SchedulerParts,
  schedule: ScheduleRow,
  isUnfinished: boolean,
  now: string,
): Entered {
  const due = dueAt(schedule, calendarOf(schedule, opening.timeZone, workdays), isUnfinished, now);
  const runs = due.runs.map((run, at) =>
    waitingRun(opening.ids('run'), schedule, schedule.lastOrdinal + at + 1, run, now),
  );
  const { nextDueAt, wakeAt } = due;
  return { runs, schedule: { nextDueAt, wakeAt, lastOrdinal: schedule.lastOrdinal + runs.length } };
}

/** One attempt: ask, and write down what came of it, unless it has been given up meanwhile. */
async function attempt(parts: SchedulerParts, taken: TakenRun, ask: AskPort, signal: AbortSignal): Promise<void> {
  const { store, keep, opening } = parts;
  const { run, schedule } = taken;
  const answered = await answer(parts, taken, ask, signal);
  const now = opening.clock().toISOString();
  if ('failing' in answered) {
    await finishRun(store, run, async () => afterFailure(run, schedule, answered.failing, now));
    return;
  }
  const fates = await parts.lookAgain?.(answered.result, ask, signal);
  try {
    await finishRun(store, run, async (transaction) => ({
      ...(await keep(transaction, answered.result, fates)),
      state: 'SUCCEEDED',
      outcome: null,
      cost: answered.cost,
      endedAt: now,
      timeoutAt: null,
      durationMs: lengthOf(run, now),
    }));
  } catch (fault) {
    opening.log.error('result not kept', { run: run.id, ...faultFields(fault) });
    const failing = keepingFailed(fault);
    await finishRun(store, run, async () => afterFailure(run, schedule, failing, now));
  }
}

/** What a rule refuses of a result it will refuse again; anything else is a fault. */
const keepingFailed = (fault: unknown): Failing =>
  fault instanceof HubError && fault.code === 'REFUSED'
    ? { outcome: fault.messageCode, isPassing: false, wasAsked: true }
    : { outcome: 'INTERNAL_SERVER_ERROR', isPassing: true, wasAsked: true };

/** Asks for all pages of a run's question under its delegation. */
async function answer(
  { opening, questions, overridesOf }: SchedulerParts,
  { run, schedule, operation }: TakenRun,
  ask: AskPort,
  signal: AbortSignal,
): Promise<Answered> {
  const { delegationId: delegation, owner: subject, language } = schedule;
  const put = async (query: string, variables: Readonly<Record<string, unknown>>) => {
    const told = await ask({ delegation, subject, query, variables, requestId: run.id, language }, signal);
    return { ...told, failing: failingOf(told) };
  };
  try {
    const variables = variablesWith(operation, overridesOf(schedule));
    const place = usesViewer(variables) ? await put(ownPlace, {}) : null;
    if (place?.failing) return { failing: place.failing };
    const viewer = (place?.data?.me ?? { divisions: [], organisation: null }) as OwnPlace;
    const today = dayOf(opening, run);
    const values = resolveVariables(variables, {}, viewer, today);
    const { text, list } = questions.paged(operation.document);
    let [cost, data] = [place?.cost ?? 0, {} as Readonly<Record<string, unknown>>];
    for (let [page, after] = [0, null as string | null]; page < mostPages; page++) {
      const told = await put(text, list === null ? values : { ...values, [pageVariable]: after });
      cost += told.cost;
      if (told.failing) return { failing: told.failing };
      data = list === null ? (told.data ?? {}) : joined(data, told.data ?? {}, list);
      after = list === null ? null : nextCursor(data[list]);
      if (after === null) return { cost, result: resultOf({ run, schedule, operation }, values, data, opening) };
    }
    return { failing: tooManyPages };
  } catch (fault) {
    if (signal.aborted) return { failing: timedOut };
    opening.log.warn('gateway not reached', { run: run.id, ...faultFields(fault) });
    return { failing: gatewayAway };
  }
}

const ownPlace = 'query OwnPlace { me { divisions organisation } }';
interface OwnPlace {
  readonly divisions: readonly string[];
  readonly organisation: string | null;
}

/** Relative days are told from the day for which a run was due, however late it is begun. */
const dayOf = ({ timeZone }: Pick<Opening, 'timeZone'>, { dueAt: due }: TakenRun['run']): string =>
  dayIn(timeZone, due);

interface ListPage {
  readonly edges?: readonly unknown[] | null;
}

function joined(before: Readonly<Record<string, unknown>>, data: Readonly<Record<string, unknown>>, list: string) {
  const [known, page] = [before[list] as ListPage | undefined, data[list] as ListPage | null];
  return known && page
    ? { ...data, [list]: { ...page, edges: [...(known.edges ?? []), ...(page.edges ?? [])] } }
    : data;
}

const resultOf = (
  { run, schedule, operation }: TakenRun,
  variables: Readonly<Record<string, unknown>>,
  data: Readonly<Record<string, unknown>>,
  { clock }: Pick<Opening, 'clock'>,
): RunResult => ({
  runId: run.id,
  scheduleId: schedule.id,
  ordinal: run.ordinal,
  owner: schedule.owner,
  organisationId: schedule.organisationId,
  delegationId: schedule.delegationId,
  operation: { id: operation.id, name: operation.name, edition: operation.edition, hash: operation.hash },
  document: operation.document,
  variables,
  answeredAt: clock().toISOString(),
  data,
});

/** Other processes may write what this one waits for: on PostgreSQL it looks again so often, and a clock may jump. */
const longestPauseMs = { sqlite: 60_000, postgres: 5_000 } as const;

/** Keeps looking at the calendar: when something comes due, when somebody asks for a run, and when a run ends. */
export function schedulerWorker(parts: SchedulerParts): Worker {
  const { store, opening } = parts;
  let wake = () => {};
  const scheduler = createScheduler(parts, () => wake());
  return {
    name: 'operations keeps the calendar',
    async run({ ask, signal, caughtUp }) {
      const forget = store.onTold(() => wake());
      caughtUp();
      try {
        while (!signal.aborted) {
          const woken = new Promise<void>((resolve) => {
            wake = resolve;
          });
          await scheduler.tick(ask);
          const next = await scheduler.next();
          const untilNext = next === null ? Number.POSITIVE_INFINITY : Date.parse(next) - opening.clock().getTime();
          const pauseMs = Math.max(20, Math.min(untilNext, longestPauseMs[store.dialect]));
          const over = new AbortController();
          await Promise.race([pause(pauseMs, AbortSignal.any([signal, over.signal])), woken]);
          over.abort();
        }
      } finally {
        forget();
        await scheduler.settled();
      }
    },
  };
}
