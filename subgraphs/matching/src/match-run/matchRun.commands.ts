import { permit } from '@hub/kernel';
import type { MatchingContext } from '../context.ts';
import type { MatchRunRow } from './matchRun.entity.ts';
import { mayStartMatchRun } from './matchRun.rules.ts';

/** Waits for a run that begins now; people who ask at the same time share it. */
export async function startMatchRun({ viewer, orders }: MatchingContext): Promise<MatchRunRow> {
  permit(mayStartMatchRun(viewer));
  return orders.order();
}
