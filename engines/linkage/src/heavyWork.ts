import { blockRules, joinBlocks } from './block.ts';
import { type BriefTask, briefShare } from './briefRows.ts';
import { encodeShare, fieldShares, joinEncoded } from './encode.ts';
import { candidatePatterns, joinPatterns } from './patterns.ts';
import { joinPlan, planShare, planShares } from './plan.ts';
import { joinWeights, weighShare, weighShares } from './score.ts';
import { joinScored, type Share, scoreCandidates } from './scoreCandidates.ts';
import { joinSurvey, surveyShare, surveyShares } from './survey.ts';

/** A stage that takes long: how it is shared among threads, what each does, and how the parts come together, the same for any number of them. */
type HeavyStage<Task, Own, Part, Result> = {
  readonly shares: (task: Task, parts: number) => readonly Own[];
  readonly work: (task: Task, share: Own) => Part;
  readonly join: (task: Task, parts: readonly Part[]) => Result;
};

const stage = <Task, Own, Part, Result>(of: HeavyStage<Task, Own, Part, Result>): HeavyStage<Task, Own, Part, Result> =>
  of;

const evenly = (_task: unknown, parts: number): readonly Share[] =>
  Array.from({ length: parts }, (_, part) => ({ part, parts }));

const STAGES = {
  encode: stage({
    shares: fieldShares,
    work: (task, share) => ({ ...share, texts: encodeShare(task, share) }),
    join: joinEncoded,
  }),
  block: stage({ shares: evenly, work: blockRules, join: (task, parts) => joinBlocks(task, parts.flat()) }),
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

/** A part of heavy work, done by one thread. */
export type HeavyShare = HeavyWork & { readonly share: unknown };

// Which kind belongs to which task and share is known where the work is asked for (`heavy`), and lost on the way through a thread.
const stageOf = ({ kind }: HeavyWork): HeavyStage<unknown, unknown, unknown, unknown> =>
  STAGES[kind] as unknown as HeavyStage<unknown, unknown, unknown, unknown>;

/** The work in up to `parts` parts. */
export const sharesOf = (work: HeavyWork, parts: number): readonly HeavyShare[] =>
  stageOf(work)
    .shares(work.task, parts)
    .map((share) => ({ ...work, share }));

/** Does one part. */
export const doShare = (work: HeavyShare): unknown => stageOf(work).work(work.task, work.share);

/** Puts the parts together. */
export const joinParts = (work: HeavyWork, parts: readonly unknown[]): unknown => stageOf(work).join(work.task, parts);

/** Asks for heavy work to be done, of whoever runs the stages. */
export function* heavy<K extends Kind>(kind: K, task: TaskOf<K>): Generator<HeavyWork, ResultOf<K>, unknown> {
  // The answer is what `joinParts` gives for this kind.
  return (yield { kind, task }) as ResultOf<K>;
}
