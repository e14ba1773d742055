import { HubError, loaderBy } from '@hub/kernel';
import type { MatchRow } from './match.entity.ts';
import type { Matches } from './match.repository.ts';
import { mostMatches } from './match.rules.ts';

/** The best matches of a need; `null` when they are not available to the viewer. */
export type BestMatches = (first: number, needId: string) => Promise<readonly MatchRow[] | null>;

/** Loads the matches of all needs of a tick in one statement for each number that is asked for; made for one request only. */
export function bestMatchesOf({ byNeeds }: Matches): BestMatches {
  const newLoader = (first: number) =>
    loaderBy(
      (needIds) => byNeeds(needIds, first),
      ({ needId }) => needId,
    );
  const loaders = new Map<number, ReturnType<typeof newLoader>>();
  return async (first, needId) => {
    if (first < 1 || first > mostMatches)
      throw new HubError('BAD_USER_INPUT', 'BAD_PAGE_SIZE', { met: first, most: mostMatches });
    const loader = loaders.get(first) ?? newLoader(first);
    loaders.set(first, loader);
    return (await loader.load(needId))?.matches ?? null;
  };
}
