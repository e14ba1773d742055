import { type MatchInput, type MatchNeed, match, matchInThread } from '@hub/engine-matching';
import type { Store } from '@hub/kernel';
import type { StableIds } from '../stableIds.ts';
import type { MatchingTables } from '../tables.ts';
import { type FiguresOfOutcome, type GatheredAnswer, gatherAnswer } from './gatheredAnswer.rules.ts';
import type { GivenInput } from './givenInput.worker.ts';
import type { Keeping } from './keeping.worker.ts';
import { type KeptRun, keepRun } from './keepRun.worker.ts';
import { answeredNeeds, isWorthKeeping, keptAnswerOf } from './keptAnswer.rules.ts';
import type { MatchRunRow } from './matchRun.entity.ts';
import { saveRun } from './matchRun.repository.ts';
import { isLarge, partsOfAnswer, runOf, tellsLevels } from './matchRun.rules.ts';
import { digestOf } from './runDigest.ts';
import type { RunUnderWay } from './runOrders.ts';

/** A run of which the ledger has been told, with all that it looks at. */
export interface BegunRun {
  readonly id: string;
  readonly division: string | null;
  readonly startedAt: string;
  readonly input: MatchInput;
  /** The needs that are matched. */
  readonly inside: readonly MatchNeed[];
  readonly inputDigest: string;
  readonly given: GivenInput;
  readonly signal: AbortSignal;
  readonly report: RunUnderWay['report'];
  readonly instant: () => string;
  readonly stableIds: StableIds;
  readonly store: Store<MatchingTables>;
}

/** Solves all anew and puts the whole answer in the place of the earlier one; the run stays open where changes may be solved from it. */
export async function fullRun(begun: BegunRun, keeping: Keeping): Promise<MatchRunRow> {
  const { id, division, startedAt, inside, inputDigest, given, signal, store, stableIds, instant } = begun;
  await keeping.take()?.run.close();
  const input = { ...begun.input, levels: tellsLevels(begun.input) };
  const gathered = gatherAnswer(inside, (...words) => stableIds('shortage', ...words));
  const { figures, kept } = await matched(begun, input, gathered.take);
  try {
    signal.throwIfAborted();
    const answer = gathered.answer(figures);
    const answerDigest = await digestOf(partsOfAnswer(answer));
    const times = { id, startedAt, finishedAt: instant() };
    const answered = answeredNeeds(inside, gathered.needs);
    const run = runOf({ ...figures, tally: answered.tally }, input, {
      ...times,
      ...{ kind: 'FULL', division, inputDigest, answerDigest },
    });
    const needs = new Set(inside.map((need) => need.id));
    const key = await saveRun(store, {
      run,
      ...answer,
      newlyAnswered: given.read.newlyAnswered.filter((needId) => needs.has(needId)),
      moment: given.read.moment,
      places: division === null ? null : { needs, divisions: new Set(inside.map((need) => need.community)) },
    });
    const { read, digest } = given;
    if (kept)
      keeping.keep({
        run: kept,
        key,
        read,
        digest,
        hasOldFigures: false,
        answer: keptAnswerOf(answered, figures.examinedPairs, answer),
      });
    return run;
  } catch (failure) {
    await kept?.close();
    throw failure;
  }
}

interface Matched {
  readonly figures: FiguresOfOutcome;
  readonly kept: KeptRun | null;
}

async function matched(
  { division, signal, report }: BegunRun,
  input: MatchInput,
  take: GatheredAnswer['take'],
): Promise<Matched> {
  if (division === null && isWorthKeeping(input)) return keepRun(input, signal, report, take);
  const { needs, ...figures } = isLarge(input)
    ? await matchInThread(input, { signal, onProgress: report })
    : match(input, report);
  take(needs);
  return { figures, kept: null };
}
