import { addRow, type Bound, changeRow, locked, type Page, readPage, type Transaction, whereEqual } from '@hub/kernel';
import { type Kysely, type SqlBool, sql } from 'kysely';
import type { OperationsTables } from '../tables.ts';
import { type ChangeTrigger, ScheduleEntity, type ScheduleRow, type ScheduleScope } from './schedule.entity.ts';

export interface SchedulePageArguments {
  readonly where?:
    | {
        readonly name?: string | null | undefined;
        readonly owner?: string | null | undefined;
        readonly state?: ScheduleRow['state'] | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export const ofOwner = (scope: ScheduleScope, column = 'owner') =>
  scope === 'ALL' ? sql<SqlBool>`1 = 1` : sql<SqlBool>`${sql.ref(column)} = ${scope.owner}`;

/** Schedules as one viewer may see and keep them. */
export function schedulesOf(bound: Bound<OperationsTables>, scope: ScheduleScope) {
  const visible = (db: Kysely<OperationsTables>) => db.selectFrom('schedule').selectAll().where(ofOwner(scope));
  const writing = {
    entity: ScheduleEntity,
    kind: 'schedule',
    find: ({ db }: Transaction<OperationsTables>, id: string) =>
      locked(visible(db).where('id', '=', id), bound).executeTakeFirst(),
  };
  return {
    page: ({ where, first, after }: SchedulePageArguments): Promise<Page<ScheduleRow>> =>
      readPage({
        select: visible(bound.store.reads).where((eb) =>
          eb.and(whereEqual({ name: where?.name, owner: where?.owner, state: where?.state })),
        ),
        order: [
          { column: 'name', direction: 'asc' },
          { column: 'id', direction: 'asc' },
        ],
        page: { first: first ?? 20, after: after ?? null },
        cursors: bound.cursors('schedules', where),
      }),
    byIds: (ids: readonly string[]): Promise<ScheduleRow[]> =>
      visible(bound.store.reads).where('id', 'in', ids).execute(),
    namedBy: (owner: string, name: string): Promise<ScheduleRow | undefined> =>
      visible(bound.store.reads).where('owner', '=', owner).where('name', '=', name).executeTakeFirst(),
    add: (input: unknown, row: ScheduleRow) => addRow(bound, writing, input, row),
    change: (
      input: { readonly id: string; readonly version: number },
      decide: (row: ScheduleRow) => Partial<ScheduleRow>,
      beside?: (transaction: Transaction<OperationsTables>, row: ScheduleRow) => Promise<void>,
    ) => changeRow(bound, beside ? { ...writing, beside } : writing, input, decide),
  };
}

export type Schedules = ReturnType<typeof schedulesOf>;

/** Wakes the schedules that wait for a change of this kind; one that was woken already stays as it is. */
export const wakeSchedules = async (
  { db }: Transaction<OperationsTables>,
  trigger: ChangeTrigger,
  wakeAt: string,
): Promise<void> => {
  await db
    .updateTable('schedule')
    .set({ wakeAt })
    .where('state', '=', 'ACTIVE')
    .where('wakeAt', 'is', null)
    .where('onChange', 'like', `%|${trigger}|%`)
    .execute();
};
