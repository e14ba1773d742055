import { dayIn, feedReader, type Opening, type Store, type Worker } from '@hub/kernel';
import type { SealedColumns } from '@hub/vault';
import { commitmentsIn } from '../commitment/commitment.repository.ts';
import { copiedRecords } from '../copiedRecords.ts';
import { stableIdsOf } from '../stableIds.ts';
import type { MatchingTables } from '../tables.ts';
import type { ResourceKind } from './resource.entity.ts';
import { resourceIntakes } from './resource.intake.ts';
import { resourcesIn } from './resource.repository.ts';

export interface ResourceReaderParts {
  readonly reader: string;
  readonly opening: Opening;
  readonly store: Store<MatchingTables>;
  readonly sealed: SealedColumns;
  /** Called when the resources have changed. */
  readonly changed: () => void;
}

/** Whose records offer resources of each kind. */
const sources: Readonly<Record<ResourceKind, { readonly of: string; readonly kind: string }>> = {
  VOLUNTEER_TIME: { of: 'volunteers', kind: 'volunteer' },
  TEAM: { of: 'volunteers', kind: 'volunteerTeam' },
  FUND: { of: 'charities', kind: 'fund' },
  GOODS: { of: 'charities', kind: 'goodsStock' },
  CASELOAD: { of: 'social-work', kind: 'socialWorker' },
  SERVICE: { of: 'social-work', kind: 'serviceOffer' },
  VENUE_SLOT: { of: 'social-work', kind: 'venueSlot' },
};

/** One reader for each kind of resource. */
export function resourceReaders({ reader, opening, store, sealed, changed }: ResourceReaderParts): Worker[] {
  const intakes = resourceIntakes({ sealed, stableIds: stableIdsOf(opening.keys.ring('resource-id')) });
  return (Object.keys(sources) as ResourceKind[]).map((kind) =>
    feedReader<MatchingTables>({
      reader,
      of: sources[kind].of,
      kinds: [sources[kind].kind],
      store,
      clock: opening.clock,
      ids: opening.ids,
      async apply(facts, transaction) {
        const { rows, gone } = copiedRecords(facts, intakes[kind], opening.log);
        const resources = resourcesIn(transaction, kind);
        await resources.removeOf(gone);
        await resources.save(rows);
        // An owner who offers less than is promised is told of in the same breath.
        const now = opening.clock().toISOString();
        const ownerIds = [...gone, ...rows.map(({ ownerId }) => ownerId)];
        await commitmentsIn(transaction, store.dialect).markOvercommitted(
          kind,
          ownerIds,
          dayIn(opening.timeZone, now),
          now,
        );
      },
      reset: (transaction) => resourcesIn(transaction, kind).clear(),
      applied: changed,
    }),
  );
}
