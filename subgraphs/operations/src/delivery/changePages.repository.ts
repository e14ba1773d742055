import { type Bound, HubError, largestPage, loaderOfMany, type Page } from '@hub/kernel';
import type { OperationsTables } from '../tables.ts';
import type { DeliveryRow } from './delivery.entity.ts';
import type { DeliverySeals } from './deliveryQueue.repository.ts';

/** A change of a delivery in the words in which it was kept. */
export interface KeptChangeText {
  readonly ordinal: number;
  readonly text: string;
}

export interface ChangePageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

type Range = readonly [deliveryId: string, from: number, to: number];

/**
 * Pages of changes, read for all deliveries of a tick in one statement: places in a delivery have no gaps, so a page is a range of
 * them, and how many there are stands at the delivery.
 */
export function changePagesOf(bound: Bound<OperationsTables>, { change }: DeliverySeals) {
  const ranges = loaderOfMany(
    async (keys) => {
      const asked = keys.map((key) => ({ key, range: JSON.parse(key) as Range }));
      const rows = await bound.store.reads
        .selectFrom('deliveryChange')
        .selectAll()
        .where((eb) =>
          eb.or(
            asked.map(({ range: [id, from, to] }) =>
              eb.and([eb('deliveryId', '=', id), eb('ordinal', '>=', from), eb('ordinal', '<', to)]),
            ),
          ),
        )
        .orderBy('ordinal')
        .execute();
      return asked.flatMap(({ key, range: [id, from, to] }) =>
        rows
          .filter((row) => row.deliveryId === id && row.ordinal >= from && row.ordinal < to)
          .map((row) => ({ key, row })),
      );
    },
    ({ key }) => key,
  );

  return async (delivery: DeliveryRow, { first, after }: ChangePageArguments): Promise<Page<KeptChangeText>> => {
    const size = first ?? 20;
    if (size < 1 || size > largestPage)
      throw new HubError('BAD_USER_INPUT', 'BAD_PAGE_SIZE', { met: size, most: largestPage });
    const cursors = bound.cursors('deliveryChanges', delivery.id);
    const from = after == null ? 0 : Number(cursors.open(after)[0]) + 1;
    const total = delivery.purgedAt === null ? delivery.newRows + delivery.changedRows + delivery.goneRows : 0;
    const found = await ranges.load(JSON.stringify([delivery.id, from, from + size] satisfies Range));
    const edges = found.map(({ row: { id, ordinal, contentSealed } }) => ({
      cursor: cursors.seal([ordinal]),
      node: { ordinal, text: change.open(id, 'content', contentSealed) ?? '' },
    }));
    return {
      edges,
      pageInfo: {
        hasNextPage: from + edges.length < total,
        hasPreviousPage: from > 0,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
      totalCount: async () => total,
    };
  };
}

export type ChangePages = ReturnType<typeof changePagesOf>;
