import {
  type Bound,
  inScope,
  mapPage,
  type OrderColumn,
  onlyRow,
  type Page,
  type RowScope,
  readPage,
  whereAtLeast,
  whereAtMost,
  whereEqual,
  whereWithin,
} from '@hub/kernel';
import { type Expression, type ExpressionBuilder, expressionBuilder, type Kysely, type SqlBool } from 'kysely';
import type { AssistanceCategory } from '../assistance-status/assistanceStatus.entity.ts';
import { holdsOn } from '../place/place.repository.ts';
import { isClient } from '../resident-service/residentService.repository.ts';
import type { CivilAffairsTables } from '../tables.ts';
import type { BirthColumns, LivingSituation, ResidentRow, StoredResident } from './resident.entity.ts';

export interface ResidentWhere {
  readonly division?: string | null | undefined;
  readonly assistance?: AssistanceCategory | null | undefined;
  readonly reviewTo?: string | null | undefined;
  readonly livingSituation?: LivingSituation | null | undefined;
  readonly bornFromYear?: number | null | undefined;
  readonly bornToYear?: number | null | undefined;
}

export interface ResidentPageArguments {
  readonly where?: ResidentWhere | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Place by place, so that a page comes straight from the index, however much the viewer may see. */
const order = [
  { column: 'divisionCode', direction: 'asc' },
  { column: 'id', direction: 'asc' },
] as const satisfies readonly OrderColumn[];

/** SQL for "one viewer may see this resident", over the table `resident`. */
export const isVisible = (scope: RowScope, today: string): Expression<SqlBool> =>
  inScope(
    expressionBuilder<CivilAffairsTables, 'resident'>(),
    scope,
    {
      node: 'resident.divisionCode',
      owner: 'resident.ownerOrganisationId',
      isServedIn: (clients) => isClient(clients, today),
    },
    today,
  );

/** Residents as one viewer may see them. */
export function residentsOf(
  { store, today, cursors }: Bound<CivilAffairsTables>,
  scope: RowScope,
  bornOn: (row: BirthColumns) => string | null,
) {
  const visible = () => store.reads.selectFrom('resident').selectAll().where(isVisible(scope, today));
  const opened = (row: StoredResident): ResidentRow => ({ ...row, bornOn: bornOn(row) });

  return {
    async page({ where, first, after }: ResidentPageArguments): Promise<Page<ResidentRow>> {
      const page = await readPage({
        select: visible().where((eb) => eb.and(conditionsOf(eb, where ?? {}, today))),
        order,
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('residents', where),
      });
      return mapPage(page, opened);
    },
    byIds: async (ids: readonly string[]): Promise<ResidentRow[]> =>
      (await visible().where('id', 'in', ids).execute()).map(opened),
    ofHouseholds: async (ids: readonly string[]): Promise<ResidentRow[]> =>
      (await visible().where('householdId', 'in', ids).orderBy('id').execute()).map(opened),
    /** The only visible resident with one of these blind indexes of a number; several are a conflict. */
    async byIdNumberIndexes(indexes: readonly string[]): Promise<ResidentRow | null> {
      const row = onlyRow(await visible().where('idNumberIndex', 'in', indexes).limit(2).execute(), 'Resident');
      return row && opened(row);
    },
  };
}

export type Residents = ReturnType<typeof residentsOf>;

/** Stored residents for readers of the feed; bound to no viewer. */
export const residentsForFeed =
  (reads: Kysely<CivilAffairsTables>) =>
  (ids: readonly string[]): Promise<StoredResident[]> =>
    reads.selectFrom('resident').selectAll().where('id', 'in', ids).execute();

const conditionsOf = (
  eb: ExpressionBuilder<CivilAffairsTables, 'resident'>,
  where: ResidentWhere,
  today: string,
): Expression<SqlBool>[] => [
  ...whereWithin('divisionCode', where.division, today),
  ...(where.assistance == null && where.reviewTo == null ? [] : [eb.exists(assistedToday(eb, where, today))]),
  ...whereEqual({ livingSituation: where.livingSituation }),
  ...whereAtLeast('birthYear', where.bornFromYear),
  ...whereAtMost('birthYear', where.bornToYear),
];

/** The assistance of a resident that holds today, of one category and due for review where that is asked. */
const assistedToday = (
  eb: ExpressionBuilder<CivilAffairsTables, 'resident'>,
  { assistance, reviewTo }: Pick<ResidentWhere, 'assistance' | 'reviewTo'>,
  today: string,
) =>
  eb
    .selectFrom('assistanceStatus')
    .select('assistanceStatus.residentId')
    .whereRef('assistanceStatus.residentId', '=', 'resident.id')
    .where((status) =>
      status.and([
        ...whereEqual({ 'assistanceStatus.category': assistance }),
        ...whereAtMost('assistanceStatus.nextReviewOn', reviewTo),
      ]),
    )
    .where(holdsOn('assistanceStatus', today));
