import type { BegunRun } from './fullRun.worker.ts';
import type { Keeping } from './keeping.worker.ts';
import { changesBeforeFullRun, updateAnswer } from './keptAnswer.rules.ts';
import type { MatchRunRow } from './matchRun.entity.ts';
import { saveUpdate } from './matchRun.repository.ts';
import { runOf } from './matchRun.rules.ts';

/**
 * Solves only what changed since the last run, and writes only what differs. `null`, and nothing is written, where all must be solved
 * anew: no run is open, too much changed since the last full run, an open run cannot follow, or another run was stored.
 */
export async function runOfChanges(begun: BegunRun, keeping: Keeping): Promise<MatchRunRow | null> {
  const kept = keeping.take();
  if (kept === null) return null;
  let isKept = false;
  try {
    const { id, startedAt, division, input, inputDigest, given, signal, store, stableIds, instant } = begun;
    const { changes, digest, read } = given;
    if (changes === null || kept.answer.changes + changes.all.length > changesBeforeFullRun(input)) return null;
    const delta = await kept.run.change(changes.all, signal);
    if (delta === null) return null;
    signal.throwIfAborted();
    kept.answer.changes += changes.all.length;
    const shortageId = (...words: readonly string[]) => stableIds('shortage', ...words);
    const { answer, told, ...replaced } = updateAnswer(kept.answer, input, changes, delta, shortageId);
    const times = { id, startedAt, finishedAt: instant() };
    const run = runOf(told, input, { ...times, kind: 'INCREMENTAL', division, inputDigest, answerDigest: null });
    const { newlyAnswered, moment } = read;
    const stored = { run, ...answer, newlyAnswered, moment, ...replaced, after: kept.key };
    const key = await saveUpdate(store, stored);
    if (key === null) return null;
    keeping.keep({ run: kept.run, answer: kept.answer, key, read, digest, hasOldFigures: true });
    isKept = true;
    return run;
  } finally {
    if (!isKept) await kept.run.close();
  }
}
