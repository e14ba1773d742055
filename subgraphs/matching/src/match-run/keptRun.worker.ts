import {
  type AssignMethod,
  type MatchInput,
  type MatchOutcome,
  type NeedOutcome,
  openRun,
  type RunChange,
} from '@hub/engine-matching';
import type { FiguresOfOutcome, GatheredAnswer } from './gatheredAnswer.rules.ts';
import type { MatchProgress } from './matchRun.entity.ts';

/** What differs in an answer after some changes. */
export interface RunDelta {
  /** In the order of ids, each with its whole outcome; all others keep theirs. */
  readonly needs: readonly NeedOutcome[];
  readonly method: AssignMethod;
  readonly objective: number;
  readonly gap: number;
  /** What uneven load takes from the objective. */
  readonly loadCost: number;
}

/** A run that is whole, and kept open. */
export interface OpenedRun {
  /** Of the outcome, all but what single needs are told. */
  readonly whole: FiguresOfOutcome;
  /** `null` when the changes must be solved in full; the run is of no use then. */
  readonly change: (changes: readonly RunChange[]) => RunDelta | null;
  readonly figures: () => FiguresToTell;
}

/** What a run of changes leaves as it is: what would unlock shortages, and what is asked of resources. */
export type FiguresToTell = Pick<MatchOutcome, 'shortages' | 'resources'>;

/** So many of all needs are told again at the most; beyond, a full run is hardly dearer. */
const mostRetold = (needs: number): number => Math.max(2_000, Math.floor(needs / 4));

const needsAtOnce = 100;

/** Matches all, hands the outcomes of needs over in portions, and keeps what the next changes are solved from. */
export function openKeptRun(
  input: MatchInput,
  report: (progress: MatchProgress) => void,
  take: GatheredAnswer['take'],
): OpenedRun {
  const run = openRun(input, report, { margin: input.policy.margin });
  const { needs: outcomes, ...whole } = run.outcome(report);
  /** Where the proposals and alternatives of each need are: what an alternative would cost moves with the prices there. */
  const toldAt = new Map(outcomes.map((need) => [need.needId, resourcesOf(need)]));
  for (let start = 0; start < outcomes.length; start += needsAtOnce) take(outcomes.slice(start, start + needsAtOnce));
  return {
    whole,
    figures() {
      const { shortages, resources } = run.outcome(undefined, { levels: false });
      return { shortages, resources };
    },
    change(changes) {
      const { needs, withdrawn, repriced, ...figures } = run.change(changes);
      for (const needId of withdrawn) toldAt.delete(needId);
      const told = new Map(needs.map((need) => [need.needId, need]));
      const moved = new Set(repriced);
      const retold = [...toldAt]
        .filter(([needId, resources]) => !told.has(needId) && resources.some((id) => moved.has(id)))
        .map(([needId]) => needId);
      if (needs.length + retold.length > mostRetold(toldAt.size)) return null;
      for (const needId of retold) {
        const need = run.outcomeOf(needId);
        if (need !== null) told.set(needId, need);
      }
      for (const need of told.values()) toldAt.set(need.needId, resourcesOf(need));
      const { method, objective, gap, loadCost } = figures;
      return {
        needs: [...told.values()].sort((a, b) => (a.needId < b.needId ? -1 : 1)),
        ...{ method, objective, gap, loadCost },
      };
    },
  };
}

const resourcesOf = ({ proposed, alternatives }: NeedOutcome): readonly string[] =>
  [...proposed, ...alternatives].map(({ resourceId }) => resourceId);
