import { HubError, loaderOfMany } from '@hub/kernel';
import type { FittingNeedRow } from './fittingNeed.entity.ts';
import type { FittingNeeds } from './fittingNeed.repository.ts';
import { mostMatches } from './match.rules.ts';

/** The most urgent needs that a fund fits, and that the viewer may see. */
export type MostFitting = (first: number, fundId: string) => Promise<readonly FittingNeedRow[]>;

/** Loads the needs of all funds of a tick in one statement for each number that is asked for; made for one request only. */
export function mostFittingOf({ byFunds }: FittingNeeds): MostFitting {
  const newLoader = (first: number) =>
    loaderOfMany(
      (fundIds: readonly string[]) => byFunds(fundIds, first),
      ({ fundId }) => fundId,
    );
  const loaders = new Map<number, ReturnType<typeof newLoader>>();
  return async (first, fundId) => {
    if (first < 1 || first > mostMatches)
      throw new HubError('BAD_USER_INPUT', 'BAD_PAGE_SIZE', { met: first, most: mostMatches });
    const loader = loaders.get(first) ?? newLoader(first);
    loaders.set(first, loader);
    return loader.load(fundId);
  };
}
