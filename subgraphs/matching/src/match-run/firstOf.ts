import { HubError, largestPage } from '@hub/kernel';

/** The first items of a list that is whole at hand; refuses what a page would refuse. */
export function firstOf<Item>(items: readonly Item[], first: number | null | undefined): readonly Item[] {
  const most = first ?? 20;
  if (most < 1 || most > largestPage)
    throw new HubError('BAD_USER_INPUT', 'BAD_PAGE_SIZE', { met: most, most: largestPage });
  return items.slice(0, most);
}
