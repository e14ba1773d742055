import type { Bound } from '@hub/kernel';
import type { CharitiesTables } from '../tables.ts';
import type { MatchGrantRow } from './matchGrant.entity.ts';

/** Match grants are as public as the funds that they were added to. */
export function matchGrantsOf({ store }: Bound<CharitiesTables>) {
  const all = () => store.reads.selectFrom('matchGrant').selectAll();
  return {
    byIds: (ids: readonly string[]): Promise<MatchGrantRow[]> => all().where('id', 'in', ids).execute(),
    /** All grants to these funds, oldest first. */
    byFunds: (ids: readonly string[]): Promise<MatchGrantRow[]> =>
      all().where('fundId', 'in', ids).orderBy('grantedOn').orderBy('id').execute(),
  };
}

export type MatchGrants = ReturnType<typeof matchGrantsOf>;
