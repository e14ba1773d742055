import { addRow, type Bound, changeRow, holdsCode, locked, type Page, readPage, type Writing } from '@hub/kernel';
import type { SealedColumns } from '@hub/vault';
import { type Kysely, type SqlBool, sql } from 'kysely';
import type { OperationsTables } from '../tables.ts';
import type { DeliveryScope } from './delivery.entity.ts';
import { DeliveryTargetEntity, type DeliveryTargetRow } from './deliveryTarget.entity.ts';

export interface TargetPageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface OpenTarget extends Omit<DeliveryTargetRow, 'urlSealed' | 'secretSealed' | 'formerSecretSealed'> {
  readonly url: string | null;
  readonly secret: string | null;
}

/** Targets as one viewer may see and keep them. */
export function deliveryTargetsOf(bound: Bound<OperationsTables>, scope: DeliveryScope, sealed: SealedColumns) {
  const visible = (db: Kysely<OperationsTables>) =>
    db
      .selectFrom('deliveryTarget')
      .selectAll()
      .where(scope.all ? sql<SqlBool>`1 = 1` : sql<SqlBool>`owner = ${scope.owner}`);
  const writing: Writing<OperationsTables, DeliveryTargetRow> = {
    entity: DeliveryTargetEntity,
    kind: 'deliveryTarget',
    find: ({ db }, id) =>
      locked(visible(db).where('id', '=', id).where('owner', '=', scope.owner), bound).executeTakeFirst(),
  };
  return {
    byIds: (ids: readonly string[]): Promise<DeliveryTargetRow[]> =>
      visible(bound.store.reads).where('id', 'in', ids).execute(),
    page: ({ first, after }: TargetPageArguments): Promise<Page<DeliveryTargetRow>> =>
      readPage({
        select: visible(bound.store.reads),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: bound.cursors('deliveryTargets', null),
      }),
    add: (input: unknown, { url, secret, ...target }: OpenTarget): Promise<DeliveryTargetRow> =>
      addRow(bound, writing, input, {
        ...target,
        urlSealed: sealed.seal(target.id, 'url', url),
        secretSealed: sealed.seal(target.id, 'secret', secret),
        formerSecretSealed: null,
      }),
    change: (
      input: { readonly id: string; readonly version: number },
      decide: (target: DeliveryTargetRow) => Partial<DeliveryTargetRow>,
    ): Promise<DeliveryTargetRow> => changeRow(bound, writing, input, decide),
    /** Changes a target, its address included where another one is given. */
    changeTo: (
      input: { readonly id: string; readonly version: number },
      decide: (target: DeliveryTargetRow) => Partial<DeliveryTargetRow> & { readonly url?: string },
    ): Promise<DeliveryTargetRow> =>
      changeRow(bound, writing, input, (target) => {
        const { url, ...change } = decide(target);
        return url === undefined ? change : { ...change, urlSealed: sealed.seal(target.id, 'url', url) };
      }),
    /** The address, for its owner. */
    urlOf: ({ id, owner, urlSealed }: DeliveryTargetRow): string | null =>
      owner === scope.owner ? sealed.open(id, 'url', urlSealed) : null,
    /** The key that holds, for its owner. */
    secretOf: ({ id, owner, secretSealed }: DeliveryTargetRow): string | null =>
      owner === scope.owner ? sealed.open(id, 'secret', secretSealed) : null,
    /** Puts another key in the place of the one that holds, which stays as the former one. */
    changeSecret: (
      input: { readonly id: string; readonly version: number },
      secret: string,
      decide: (target: DeliveryTargetRow) => Partial<DeliveryTargetRow>,
    ): Promise<DeliveryTargetRow> =>
      changeRow(bound, writing, input, (target) => ({
        ...decide(target),
        secretSealed: sealed.seal(target.id, 'secret', secret),
        formerSecretSealed: sealed.seal(
          target.id,
          'formerSecret',
          sealed.open(target.id, 'secret', target.secretSealed),
        ),
      })),
  };
}

export type DeliveryTargets = ReturnType<typeof deliveryTargetsOf>;

/** The targets of an owner that take what a schedule answers, in the order of their ids; bound to no viewer. */
export const targetsOfSchedule = (
  db: Kysely<OperationsTables>,
  owner: string,
  scheduleId: string,
): Promise<DeliveryTargetRow[]> =>
  db
    .selectFrom('deliveryTarget')
    .selectAll()
    .where('owner', '=', owner)
    .where('endedAt', 'is', null)
    .where(holdsCode('scheduleIds', scheduleId))
    .orderBy('id')
    .execute();

/** Targets by id, for those who deliver; bound to no viewer. */
export const targetsForQueue = async (
  db: Kysely<OperationsTables>,
  ids: readonly string[],
): Promise<DeliveryTargetRow[]> =>
  ids.length === 0 ? [] : db.selectFrom('deliveryTarget').selectAll().where('id', 'in', ids).execute();
