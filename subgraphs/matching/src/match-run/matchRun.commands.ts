import { found, HubError, permit } from '@hub/kernel';
import type { MatchingContext } from '../context.ts';
import { type ComparedRuns, changesOfFigures, changesOfNeeds } from './comparison.rules.ts';
import type { MatchRunRow } from './matchRun.entity.ts';
import type { PlacedRun } from './matchRun.repository.ts';
import { comparedRunOf, isComparable, mayStartMatchRun } from './matchRun.rules.ts';
import type { RunProgress } from './runOrders.ts';

/** Waits for a run that begins now, of all needs or of those in one division; people who ask for the same at the same time share it. */
export async function startMatchRun(
  division: string | null | undefined,
  { viewer, orders, matchRuns }: MatchingContext,
): Promise<MatchRunRow> {
  permit(mayStartMatchRun(viewer));
  if (division != null && !(await matchRuns.isPlace(division)))
    throw new HubError('REFUSED', 'UNKNOWN_DIVISION', { division });
  return orders.order(division ?? null);
}

/** How far the run under way has come, for whoever may see all runs. */
export const progressOfRun = async ({ orders, overEveryone }: MatchingContext): Promise<RunProgress | null> =>
  (await overEveryone.ofRuns()) ? orders.progress() : null;

/** Ends the run under way; whether there was one. */
export async function cancelMatchRun({ orders, overEveryone }: MatchingContext): Promise<boolean> {
  permit(await overEveryone.ofRuns());
  return orders.cancel();
}

export interface RunsToCompare {
  readonly earlier?: string | null | undefined;
  readonly later?: string | null | undefined;
}

/** Two runs side by side, whichever is named first; `null` while there is only one. */
export async function compareMatchRuns(asked: RunsToCompare, context: MatchingContext): Promise<ComparedRuns | null> {
  const { overEveryone, histories } = context;
  permit(await overEveryone.ofRuns());
  const [earlier, later] = await runsToCompare(asked, context);
  if (!earlier || !later) return null;
  const last = (await context.matchRuns.lastTwo())[0] ?? later;
  if (earlier.divisionCode !== later.divisionCode) throw new HubError('REFUSED', 'RUNS_OF_DIFFERENT_PLACES');
  if (!isComparable(earlier.key, last.key)) throw new HubError('REFUSED', 'RUN_TOO_OLD', { run: earlier.id });
  const changes = changesOfNeeds(
    await histories.between(earlier.key, later.key),
    await histories.clientsAfter(earlier.key),
  );
  const figures = changesOfFigures(comparedRunOf(earlier), comparedRunOf(later));
  return { ...figures, ...changes, earlierId: earlier.id, laterId: later.id };
}

async function runsToCompare(
  asked: RunsToCompare,
  { matchRuns }: MatchingContext,
): Promise<readonly (PlacedRun | null | undefined)[]> {
  const byId = async (id: string) => found((await matchRuns.byIds([id]))[0], 'MatchRun');
  const later = asked.later == null ? (await matchRuns.lastTwo())[0] : await byId(asked.later);
  if (!later) return [];
  const earlier = asked.earlier == null ? await matchRuns.before(later) : await byId(asked.earlier);
  return earlier && earlier.key > later.key ? [later, earlier] : [earlier, later];
}
