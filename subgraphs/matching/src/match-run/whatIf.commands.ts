import { found, HubError, permit } from '@hub/kernel';
import type { MatchingContext } from '../context.ts';
import { comparedBy, type GivenSupposition, namedIn, suppositionsOf, type TriedRun } from './suppose.rules.ts';

export interface WhatIfAsked {
  readonly suppositions: readonly GivenSupposition[];
  readonly division?: string | null | undefined;
}

/** What would be different, solved in a thread and stored nowhere. What is not there for the viewer cannot be supposed about. */
export async function whatIf(
  { suppositions: given, division }: WhatIfAsked,
  context: MatchingContext,
): Promise<TriedRun> {
  const { overEveryone, trials, histories, loaders, today, withdrawn } = context;
  permit(await overEveryone.ofRuns());
  const named = namedIn(given);
  const funds = new Set<string>();
  suppositionsOf(given); // what cannot be meant is refused before anything is looked up
  for (const id of named.resources)
    if (found(await loaders.resourceById.load(id), 'Resource').kind === 'FUND') funds.add(id);
  for (const id of [...named.divisions, ...(division == null ? [] : [division])]) await checkPlace(id, context);
  const asked = { division: division ?? null, today, withdrawn };
  const answer = await trials.whatIf({ suppositions: suppositionsOf(given, funds), ...asked });
  const changed = [...answer.comparison.gaining, ...answer.comparison.losing].map(({ needId }) => needId);
  return { comparison: comparedBy(answer, await histories.clientsOf(changed)), totals: answer.totals };
}

async function checkPlace(division: string, { matchRuns }: MatchingContext): Promise<void> {
  if (!(await matchRuns.isPlace(division))) throw new HubError('REFUSED', 'UNKNOWN_DIVISION', { division });
}
