import {
  addRow,
  type Bound,
  changeRow,
  inScope,
  locked,
  type OrderColumn,
  type Page,
  type RowScope,
  readPage,
  type Writing,
  whereAtLeast,
  whereAtMost,
  whereEqual,
  whereWithin,
} from '@hub/kernel';
import type { ServiceCategory, ServiceCode, Urgency } from '@hub/values';
import type { SealedColumns } from '@hub/vault';
import type { Expression, Kysely, SqlBool } from 'kysely';
import type { SocialWorkTables } from '../tables.ts';
import { NeedEntity, type NeedRow, type NeedStatus } from './need.entity.ts';

export interface NeedWhere {
  readonly division?: string | null | undefined;
  readonly status?: NeedStatus | null | undefined;
  readonly category?: ServiceCategory | null | undefined;
  readonly serviceCode?: ServiceCode | null | undefined;
  readonly urgency?: Urgency | null | undefined;
  readonly station?: string | null | undefined;
  readonly openedFrom?: string | null | undefined;
  readonly openedTo?: string | null | undefined;
}

export interface NeedPageArguments {
  readonly where?: NeedWhere | null | undefined;
  readonly orderBy?: keyof typeof orders | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

const byId: readonly OrderColumn[] = [{ column: 'id', direction: 'asc' }];

const orders = {
  URGENCY: [
    { column: 'urgencyRank', direction: 'desc' },
    { column: 'openedOn', direction: 'asc' },
    { column: 'id', direction: 'asc' },
  ],
  OPENED_ON: [
    { column: 'openedOn', direction: 'asc' },
    { column: 'id', direction: 'asc' },
  ],
  NEWEST: [
    { column: 'openedOn', direction: 'desc' },
    { column: 'id', direction: 'asc' },
  ],
} as const satisfies Record<string, readonly OrderColumn[]>;

/** Needs as one viewer may see and keep them. */
export function needsOf(bound: Bound<SocialWorkTables>, scope: RowScope, sealed: SealedColumns) {
  const columns = { node: 'divisionCode', owner: 'ownerOrganisationId', kind: 'unit' } as const;
  const visible = (db: Kysely<SocialWorkTables>) =>
    db
      .selectFrom('need')
      .selectAll()
      .where((eb) => inScope(eb, scope, columns, bound.today));

  const writing: Writing<SocialWorkTables, NeedRow> = {
    entity: NeedEntity,
    kind: 'need',
    find: ({ db }, id) => locked(visible(db).where('id', '=', id), bound).executeTakeFirst(),
  };

  return {
    page({ where, orderBy, first, after }: NeedPageArguments): Promise<Page<NeedRow>> {
      return readPage({
        select: visible(bound.store.reads).where((eb) => eb.and(conditionsOf(where ?? {}, bound.today))),
        order: orderBy ? orders[orderBy] : byId,
        page: { first: first ?? 20, after: after ?? null },
        cursors: bound.cursors('needs', { where, orderBy }),
      });
    },
    byIds: (ids: readonly string[]): Promise<NeedRow[]> => visible(bound.store.reads).where('id', 'in', ids).execute(),
    add: (input: unknown, need: Omit<NeedRow, 'placeSealed'>, place: string) =>
      addRow(bound, writing, input, { ...need, placeSealed: sealed.seal(need.id, 'place', place) ?? '' }),
    change: (input: { readonly id: string; readonly version: number }, decide: (need: NeedRow) => Partial<NeedRow>) =>
      changeRow(bound, writing, input, decide),
  };
}

export type Needs = ReturnType<typeof needsOf>;

/** A need with what its client's station says of the client, for readers of the feed; bound to no viewer. */
export interface NeedWithGroups extends NeedRow {
  readonly groups: string | null;
}

export const needsForFeed =
  (reads: Kysely<SocialWorkTables>) =>
  (ids: readonly string[]): Promise<NeedWithGroups[]> =>
    reads
      .selectFrom('need')
      .leftJoin('client', 'client.id', 'need.clientId')
      .selectAll('need')
      .select('client.groups')
      .where('need.id', 'in', ids)
      .execute();

const conditionsOf = (where: NeedWhere, today: string): Expression<SqlBool>[] => [
  ...whereWithin('divisionCode', where.division, today),
  ...whereEqual({
    status: where.status,
    category: where.category,
    serviceCode: where.serviceCode,
    urgency: where.urgency,
    stationId: where.station,
  }),
  ...whereAtLeast('openedOn', where.openedFrom),
  ...whereAtMost('openedOn', where.openedTo),
];
