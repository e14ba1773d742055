import { type Bound, changeRow, locked, type Page, readPage, type Writing, whereEqual } from '@hub/kernel';
import { type Kysely, type SqlBool, sql } from 'kysely';
import type { OperationsTables } from '../tables.ts';
import { changePagesOf } from './changePages.repository.ts';
import {
  type DeliveryAttemptRow,
  DeliveryEntity,
  type DeliveryRow,
  type DeliveryScope,
  type DeliveryStatus,
} from './delivery.entity.ts';
import { type DeliverySeals, dropFrom, openFrom } from './deliveryQueue.repository.ts';

export interface DeliveryPageArguments {
  readonly where?:
    | {
        readonly schedule?: string | null | undefined;
        readonly target?: string | null | undefined;
        readonly status?: DeliveryStatus | null | undefined;
        readonly unread?: boolean | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

type Versioned = { readonly id: string; readonly version: number };

/** Deliveries as one viewer may see and answer them; only their owner changes anything about them. */
export function deliveriesOf(bound: Bound<OperationsTables>, scope: DeliveryScope, seals: DeliverySeals) {
  const { reads } = bound.store;
  const visible = (db: Kysely<OperationsTables>) =>
    db
      .selectFrom('delivery')
      .selectAll()
      .where(scope.all ? sql<SqlBool>`1 = 1` : sql<SqlBool>`owner = ${scope.owner}`);
  const writing: Writing<OperationsTables, DeliveryRow> = {
    entity: DeliveryEntity,
    kind: 'delivery',
    find: ({ db }, id) =>
      locked(visible(db).where('id', '=', id).where('owner', '=', scope.owner), bound).executeTakeFirst(),
  };
  return {
    byIds: (ids: readonly string[]): Promise<DeliveryRow[]> => visible(reads).where('id', 'in', ids).execute(),
    page: ({ where, first, after }: DeliveryPageArguments): Promise<Page<DeliveryRow>> =>
      readPage({
        select: visible(reads).where((eb) =>
          eb.and([
            ...whereEqual({ scheduleId: where?.schedule, targetId: where?.target, status: where?.status }),
            ...(where?.unread ? [sql<SqlBool>`status = 'DELIVERED' and acknowledged_at is null`] : []),
          ]),
        ),
        order: [
          { column: 'createdAt', direction: 'desc' },
          { column: 'id', direction: 'asc' },
        ],
        page: { first: first ?? 20, after: after ?? null },
        cursors: bound.cursors('deliveries', where),
      }),
    attempts: (ids: readonly string[]): Promise<DeliveryAttemptRow[]> =>
      reads.selectFrom('deliveryAttempt').selectAll().where('deliveryId', 'in', ids).orderBy('number').execute(),
    changes: changePagesOf(bound, seals),
    change: (input: Versioned, decide: (delivery: DeliveryRow) => Partial<DeliveryRow>): Promise<DeliveryRow> =>
      changeRow(bound, writing, input, decide),
    /** Ends a delivery and all behind it in its lane; `decide` looks at them first. */
    discard: (
      input: Versioned,
      decide: (delivery: DeliveryRow, behind: readonly DeliveryRow[]) => Partial<DeliveryRow>,
    ): Promise<DeliveryRow> => {
      let behind: readonly DeliveryRow[] = [];
      return changeRow(
        bound,
        {
          ...writing,
          async find(transaction, id) {
            const found = await writing.find(transaction, id);
            if (found) behind = await openFrom(transaction.db, found.laneId, found.sequence);
            return found;
          },
          async beside(transaction, row) {
            const { status, reason, settledAt, purgedAt } = row;
            await dropFrom(transaction, row, { status, reason, settledAt, purgedAt });
          },
        },
        input,
        (delivery) => decide(delivery, behind),
      );
    },
  };
}

export type Deliveries = ReturnType<typeof deliveriesOf>;
