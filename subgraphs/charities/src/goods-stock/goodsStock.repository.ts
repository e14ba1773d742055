import { type Bound, type Page, readPage, whereEqual, whereWithin } from '@hub/kernel';
import type { ServiceCode } from '@hub/values';
import type { Kysely } from 'kysely';
import { bookedOf } from '../disbursement/disbursement.repository.ts';
import type { CharitiesTables } from '../tables.ts';
import type { GoodsStockRow } from './goodsStock.entity.ts';

export interface GoodsStockPageArguments {
  readonly where?:
    | { readonly division?: string | null | undefined; readonly serviceCode?: ServiceCode | null | undefined }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Goods are public: every viewer sees all of them. */
export function goodsStocksOf({ store, today, cursors }: Bound<CharitiesTables>) {
  const all = () => store.reads.selectFrom('goodsStock').selectAll();
  return {
    page: ({ where, first, after }: GoodsStockPageArguments): Promise<Page<GoodsStockRow>> =>
      readPage({
        select: all().where((eb) =>
          eb.and([
            ...whereWithin('divisionCode', where?.division, today),
            ...whereEqual({ serviceCode: where?.serviceCode }),
          ]),
        ),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('goodsStocks', where),
      }),
    byIds: (ids: readonly string[]): Promise<GoodsStockRow[]> => all().where('id', 'in', ids).execute(),
  };
}

export type GoodsStocks = ReturnType<typeof goodsStocksOf>;

/** Goods with the name of the charity that holds them, for readers of the feed. */
export interface GoodsStockOfCharity extends GoodsStockRow {
  readonly charityName: string | null;
  /** What was given of it on referrals so far. */
  readonly bookedUnits: number;
}

export const goodsStocksForFeed =
  (reads: Kysely<CharitiesTables>) =>
  (ids: readonly string[]): Promise<GoodsStockOfCharity[]> =>
    reads
      .selectFrom('goodsStock')
      .leftJoin('charityOrganisation', 'charityOrganisation.id', 'goodsStock.charityOrganisationId')
      .selectAll('goodsStock')
      .select(['charityOrganisation.name as charityName', bookedOf('GOODS', 'goodsStock.id').as('bookedUnits')])
      .where('goodsStock.id', 'in', ids)
      .execute();
