import type { MatchOutcome, NeedOutcome } from '@hub/engine-matching';
import { type Answer, type NeedOfRun, rowsOfFigures, rowsOfNeeds, type ShortageId } from '../match/match.rules.ts';
import { keptNeedOf } from './keptAnswer.rules.ts';
import type { KeptNeed } from './runTally.rules.ts';

/** A whole answer without what single needs are told. */
export type FiguresOfOutcome = Omit<MatchOutcome, 'needs'>;

/** An answer that comes in portions of needs: of each only its rows stay, and what figures are counted from. */
export interface GatheredAnswer {
  readonly take: (portion: readonly NeedOutcome[]) => void;
  /** Once every need was taken. */
  readonly needs: readonly KeptNeed[];
  readonly answer: (figures: FiguresOfOutcome) => Answer;
}

export function gatherAnswer(needs: readonly NeedOfRun[], shortageId: ShortageId): GatheredAnswer {
  const needById = new Map(needs.map((need) => [need.id, need]));
  const [match, unmet, needAnswer]: [
    Answer['match'][number][],
    Answer['unmet'][number][],
    Answer['needAnswer'][number][],
  ] = [[], [], []];
  const kept: KeptNeed[] = [];
  return {
    take(portion) {
      const rows = rowsOfNeeds(portion, needById, shortageId);
      for (const row of rows.match) match.push(row);
      for (const row of rows.unmet) unmet.push(row);
      for (const row of rows.needAnswer) needAnswer.push(row);
      for (const need of portion) kept.push(keptNeedOf(need));
    },
    needs: kept,
    answer: (figures) => ({ match, unmet, needAnswer, ...rowsOfFigures(figures, shortageId) }),
  };
}
