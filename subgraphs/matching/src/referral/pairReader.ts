import type { Store } from '@hub/kernel';
import { matchNeedOf, matchResourceOf } from '../match/match.rules.ts';
import type { NeedCopyRow } from '../need/need.entity.ts';
import { personKeysOf } from '../person-key/personKey.repository.ts';
import type { ResourceRow } from '../resource/resource.entity.ts';
import type { Seals } from '../seals.ts';
import type { MatchingTables } from '../tables.ts';
import { placesAround } from './pair.repository.ts';
import type { Pair } from './pair.rules.ts';

/** Reads what the engine must know of one need and one resource. */
export interface PairReader {
  of(need: NeedCopyRow, resource: ResourceRow): Promise<Pair>;
}

export const createPairReader = (
  { reads }: Pick<Store<MatchingTables>, 'reads'>,
  sealed: Seals,
  today: string,
): PairReader => ({
  async of(need, resource) {
    const places = await placesAround(reads, need.divisionCode, today);
    const [hers] = await personKeysOf(reads, 'client', [need.clientId]);
    const [helpers] = await personKeysOf(reads, 'volunteer', [resource.ownerId]);
    const home = sealed.need.open(need.id, 'place', need.placeSealed);
    const base = sealed.resource.open(resource.ownerId, 'place', resource.placeSealed);
    return {
      need: {
        ...matchNeedOf(need, home, places.length > 0 ? places : [need.divisionCode]),
        personKey: hers?.personKey ?? need.clientId,
      },
      resource: { ...matchResourceOf(resource, base), personKey: helpers?.personKey ?? null },
      today,
    };
  },
});
