import type { Viewer } from '@hub/engine-policy';
import {
  type AskPort,
  type DelegatedAnswer,
  type DelegatedQuestion,
  type GraphAnswer,
  openStore,
  type Subgraph,
} from '@hub/kernel';
import { asker, keysOfTest, logOfTest, openingOfTest, type StoreOfTest, seededIds } from '@hub/kernel/testing';
import { openQuestions, publishedSdl, supergraphSdl } from '@hub/schema';
import { publishedWorkdays } from '@hub/values';
import { createSealer } from '@hub/vault';
import { seededRandomness } from '@hub/vault/testing';
import { operationsMigration } from '../migrations/0001-operations.ts';
import { schedulesMigration } from '../migrations/0002-schedules.ts';
import { offersMigration } from '../migrations/0004-offers.ts';
import { runHistoryMigration } from '../migrations/0005-run-history.ts';
import { openOperations } from '../src/index.ts';
import type { Overrides } from '../src/schedule/schedule.rules.ts';
import { countRows } from '../src/schedule-run/countRows.ts';
import { purgeRuns } from '../src/schedule-run/purgeRuns.worker.ts';
import { createRunDesk } from '../src/schedule-run/runDesk.ts';
import { createScheduler, type Scheduler, type SchedulerParts } from '../src/schedule-run/scheduler.worker.ts';
import { sealsOf } from '../src/seals.ts';
import type { OperationsTables } from '../src/tables.ts';

/** A clock that stands where it is set. */
export interface SetClock {
  (): Date;
  set(instant: string): void;
}

export function setClock(instant: string): SetClock {
  let now = new Date(instant);
  return Object.assign(() => now, {
    set(next: string) {
      now = new Date(next);
    },
  });
}

export const viewerOf = (subject: string, parts: Partial<Viewer> = {}): Viewer => ({
  subject,
  role: 'district-officer',
  divisions: ['420502000000'],
  organisation: null,
  purpose: 'RESOURCE_MATCHING',
  basis: 'STATUTORY_DUTY',
  tokenId: 'token_1',
  agreement: null,
  grant: null,
  caseReference: null,
  ...parts,
});

/** Stands for the whole graph behind the port: it answers what it is told to, and remembers what it was asked. */
export interface Desk {
  readonly ask: AskPort;
  readonly asked: readonly DelegatedQuestion[];
  /** How the next questions are answered, until told otherwise. */
  answers(give: (question: DelegatedQuestion, signal: AbortSignal | undefined) => Promise<DelegatedAnswer>): void;
}

export const answered = (data: Readonly<Record<string, unknown>>): DelegatedAnswer => ({
  data,
  cost: 7,
  refused: null,
});
export const failed = (code: string): DelegatedAnswer => ({
  data: null,
  errors: [{ message: code, extensions: { code } }],
  cost: 1,
  refused: null,
});
export const refused = (code: string): DelegatedAnswer => ({ data: null, cost: 0, refused: { code, text: code } });

export function openDesk(): Desk {
  const asked: DelegatedQuestion[] = [];
  let give: Parameters<Desk['answers']>[0] = async () => answered({ list: [1, 2, 3] });
  return {
    asked,
    ask(question, signal) {
      asked.push(question);
      return give(question, signal);
    },
    answers(next) {
      give = next;
    },
  };
}

/** A process with a scheduler of its own on the stores of a test; it looks at the calendar only when it is told to. */
export interface Process extends Scheduler {
  /** Forgets the runs that ended more than so many days ago. */
  purge(keptDays: number): Promise<void>;
  close(): Promise<void>;
}

export async function openProcess(
  stores: StoreOfTest,
  clock: SetClock,
  seed: string,
  parts: Partial<Pick<SchedulerParts, 'keep' | 'atOnce'>> = {},
): Promise<Process> {
  const store = await openStore<OperationsTables>({
    location: stores.place('operations'),
    entities: [],
    migrations: [operationsMigration, schedulesMigration, offersMigration, runHistoryMigration],
  });
  const location = stores.place('operations');
  const desk = location.dialect === 'postgres' ? createRunDesk(location, logOfTest()) : null;
  const keys = keysOfTest();
  const sealed = sealsOf(createSealer(keys.ring('seal'), keys.ring('blind-index'), seededRandomness(seed)));
  const scheduler = createScheduler({
    opening: { clock, ids: seededIds(seed), timeZone: 'Asia/Shanghai', log: logOfTest() },
    store,
    questions: openQuestions(publishedSdl(supergraphSdl())),
    workdays: publishedWorkdays,
    overridesOf: ({ id, variablesSealed }) =>
      JSON.parse(sealed.schedule.open(id, 'variables', variablesSealed) ?? '[]') as Overrides,
    keep: countRows,
    desk,
    ...parts,
  });
  return {
    ...scheduler,
    purge: (keptDays) => purgeRuns({ store, opening: { clock }, keptDays }),
    async close() {
      await scheduler.settled();
      await desk?.close();
      await store.close();
    },
  };
}

export interface RunTold {
  readonly id: string;
  readonly ordinal: number;
  readonly cause: string;
  readonly state: string;
  readonly dueAt: string;
  readonly attempt: number;
  readonly missed: number;
  readonly outcome: string | null;
  readonly rows: number | null;
  readonly cost: number | null;
  readonly durationMs: number | null;
}

/** Stored questions and schedules as people keep them, at the time of a clock. */
export interface Office {
  readonly subgraph: Subgraph;
  ask(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    viewer?: Viewer,
    language?: 'en' | 'zh',
  ): Promise<GraphAnswer>;
  /** Makes a schedule of an hourly question, with what is told otherwise. */
  schedule(parts?: object, viewer?: Viewer): Promise<Scheduled>;
  runs(schedule: string): Promise<readonly RunTold[]>;
  /** Runs in the order of their numbers, each in a few words. */
  told(schedule: string): Promise<readonly string[]>;
  direct(verb: 'startSchedule' | 'pauseSchedule' | 'stopSchedule', schedule: Scheduled): Promise<void>;
  close(): Promise<void>;
}

export interface Scheduled {
  readonly id: string;
  readonly name: string;
}

export const officer = viewerOf('officer');
const create =
  'mutation ($input: CreateScheduleInput!) { createSchedule(input: $input) { id name version nextTimes } }';
const runsOf = `query ($id: ID!) { scheduleRuns(where: { schedule: $id }, first: 100) { edges { node {
  id ordinal cause state dueAt attempt missed outcome rows cost durationMs } } } }`;

export async function openOffice(stores: StoreOfTest, clock: SetClock): Promise<Office> {
  const subgraph = await openOperations({ ...openingOfTest(stores.place('operations')), clock });
  const asked = asker(subgraph);
  const ask: Office['ask'] = (query, variables = {}, viewer = officer, language = 'en') =>
    asked(viewer, query, variables, { now: clock().toISOString(), language });
  const question = await ask('{ trustedOperations(where: { name: "CountsByStreet" }) { edges { node { id } } } }');
  const list = question.data?.trustedOperations as { edges: { node: { id: string } }[] };
  const operation = list.edges[0]?.node.id;
  let made = 0;
  const runs: Office['runs'] = async (id) => {
    const { data } = await ask(runsOf, { id });
    const page = data?.scheduleRuns as { edges: { node: RunTold }[] };
    return page.edges.map(({ node }) => node).toSorted((left, right) => left.ordinal - right.ordinal);
  };
  return {
    subgraph,
    ask,
    runs,
    async schedule(parts = {}, viewer = officer) {
      const input = { name: `hourly ${++made}`, operation, delegation: 'delegation_1', cron: '0 * * * *', ...parts };
      const { data, errors } = await ask(create, { input }, viewer);
      if (!data?.createSchedule) throw new Error(errors?.[0]?.message);
      return data.createSchedule as Scheduled;
    },
    told: async (id) =>
      (await runs(id)).map(
        ({ ordinal, cause, dueAt, state, attempt, outcome }) =>
          `${ordinal} ${cause} ${dueAt.slice(11, 16)} ${state}${attempt > 1 ? ` at ${attempt}` : ''}${outcome ? ` ${outcome}` : ''}`,
      ),
    async direct(verb, { id }) {
      const { data } = await ask('query ($id: ID!) { schedule(id: $id) { version } }', { id });
      const known = data?.schedule as { version: number };
      const { errors } = await ask(`mutation ($input: DirectScheduleInput!) { ${verb}(input: $input) { id } }`, {
        input: { id, version: known.version },
      });
      if (errors) throw new Error(errors[0]?.message);
    },
    close: () => subgraph.close(),
  };
}
