import { type BlockTask, blockRule, joinBlocks } from './block.ts';
import { type BriefTask, briefShare } from './briefRows.ts';
import { encodeShare, fieldShares, joinEncoded } from './encode.ts';
import { candidatePatterns, joinPatterns } from './patterns.ts';
import { joinPlan, planShare, planShares } from './plan.ts';
import { joinWeights, weighShare, weighShares } from './score.ts';
import { joinScored, type Share, scoreCandidates } from './scoreCandidates.ts';
import { orderById } from './sortById.ts';
import { joinSurvey, surveyShare, surveyShares } from './survey.ts';
import type { Table } from './table.ts';

/** A stage that takes long: its shares for so many threads, dearest first, what is done for each, and how the parts come together in their order. */
type HeavyStage<Task, Own, Part, Result> = {
  readonly shares: (task: Task, threads: number) => readonly Own[];
  readonly work: (task: Task, share: Own) => Part;
  readonly join: (task: Task, parts: readonly Part[]) => Result;
};

const stage = <Task, Own, Part, Result>(of: HeavyStage<Task, Own, Part, Result>): HeavyStage<Task, Own, Part, Result> =>
  of;

const evenly = (_task: unknown, threads: number): readonly Share[] =>
  Array.from({ length: threads }, (_, part) => ({ part, parts: threads }));

/** Files to be sorted, each by one thread. */
type SortTask = { readonly tables: readonly Table[]; readonly idColumn: string };

const STAGES = {
  sort: stage({
    shares: ({ tables }: SortTask) => tables,
    work: ({ idColumn }, table) => orderById(table, idColumn),
    join: (_, orders) => orders,
  }),
  encode: stage({
    shares: fieldShares,
    work: (task, share) => ({ ...share, texts: encodeShare(task, share) }),
    join: joinEncoded,
  }),
  block: stage({
    shares: ({ model }) => [...model.blocking.keys()],
    work: (task: BlockTask, rule) => blockRule(task, rule),
    join: joinBlocks,
  }),
  plan: stage({ shares: planShares, work: planShare, join: joinPlan }),
  survey: stage({ shares: surveyShares, work: surveyShare, join: joinSurvey }),
  count: stage({ shares: evenly, work: candidatePatterns, join: (_, parts) => joinPatterns(parts) }),
  weigh: stage({ shares: weighShares, work: weighShare, join: joinWeights }),
  brief: stage({
    shares: evenly,
    work: (task: BriefTask, share) => {
      briefShare(task, share);
    },
    join: ({ brief }) => brief,
  }),
  score: stage({ shares: evenly, work: scoreCandidates, join: (_, parts) => joinScored(parts) }),
} as const;

type Stages = typeof STAGES;
type Kind = keyof Stages;
type TaskOf<K extends Kind> = Parameters<Stages[K]['work']>[0];
type ResultOf<K extends Kind> = ReturnType<Stages[K]['join']>;

/** The work of a stage that may be shared among threads. */
export type HeavyWork = { readonly kind: Kind; readonly task: object };

/** Heavy work in shares, and how many of them are taken: the threads that do it count up `next` in shared memory. */
export type HeavyRound = HeavyWork & { readonly shares: readonly unknown[]; readonly next: Int32Array };

/** What came of the share of number `at`. */
export type Answer = { readonly at: number; readonly part: unknown };

// Which kind belongs to which task and share is known where the work is asked for (`heavy`), and lost on the way through a thread.
const stageOf = ({ kind }: HeavyWork): HeavyStage<unknown, unknown, unknown, unknown> =>
  STAGES[kind] as unknown as HeavyStage<unknown, unknown, unknown, unknown>;

/** The shares of the work, for so many threads. */
export const sharesOf = (work: HeavyWork, threads: number): readonly unknown[] =>
  stageOf(work).shares(work.task, threads);

/** Does shares as long as there are any that nobody took. */
export const answerShares = (round: HeavyRound): readonly Answer[] => {
  const { work } = stageOf(round);
  const answers: Answer[] = [];
  for (;;) {
    const at = Atomics.add(round.next, 0, 1);
    if (at >= round.shares.length) return answers;
    answers.push({ at, part: work(round.task, round.shares[at]) });
  }
};

/** Does all of the work in this thread. */
export const doWork = (work: HeavyWork): unknown =>
  joinParts(
    work,
    sharesOf(work, 1).map((share) => stageOf(work).work(work.task, share)),
  );

/** Puts the parts together. */
export const joinParts = (work: HeavyWork, parts: readonly unknown[]): unknown => stageOf(work).join(work.task, parts);

/** Asks for heavy work to be done, of whoever runs the stages. */
export function* heavy<K extends Kind>(kind: K, task: TaskOf<K>): Generator<HeavyWork, ResultOf<K>, unknown> {
  // The answer is what `joinParts` gives for this kind.
  return (yield { kind, task }) as ResultOf<K>;
}
