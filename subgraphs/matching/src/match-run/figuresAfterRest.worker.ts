import type { Store } from '@hub/kernel';
import type { StableIds } from '../stableIds.ts';
import type { MatchingTables } from '../tables.ts';
import type { Keeping } from './keeping.worker.ts';
import { refigureAnswer } from './keptAnswer.rules.ts';
import { saveFigures } from './matchRun.repository.ts';

/** Tells anew what runs of changes left as they were: what would unlock shortages, and what is asked of resources. Proposals stay. */
export async function tellFigures(
  store: Store<MatchingTables>,
  keeping: Keeping,
  stableIds: StableIds,
  signal: AbortSignal,
): Promise<void> {
  const kept = keeping.take();
  if (kept === null) return;
  let isKept = false;
  try {
    const shortageId = (...words: readonly string[]) => stableIds('shortage', ...words);
    const figures = await kept.run.figures(signal);
    signal.throwIfAborted();
    const rows = refigureAnswer(kept.answer, figures, shortageId);
    if (!(await saveFigures(store, { ...rows, after: kept.key }))) return;
    keeping.keep({ ...kept, hasOldFigures: false });
    isKept = true;
  } finally {
    if (!isKept) await kept.run.close();
  }
}
