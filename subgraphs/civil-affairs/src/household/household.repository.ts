import { type Bound, inScope, type Page, type RowScope, readPage, whereWithin } from '@hub/kernel';
import type { CivilAffairsTables } from '../tables.ts';
import type { HouseholdRow } from './household.entity.ts';

export interface HouseholdPageArguments {
  readonly where?: { readonly division?: string | null | undefined } | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Households as one viewer may see them. */
export function householdsOf({ store, today, cursors }: Bound<CivilAffairsTables>, scope: RowScope) {
  const visible = () =>
    store.reads
      .selectFrom('household')
      .selectAll()
      .where((eb) => inScope(eb, scope, { node: 'divisionCode', owner: 'ownerOrganisationId' }, today));
  return {
    page: ({ where, first, after }: HouseholdPageArguments): Promise<Page<HouseholdRow>> =>
      readPage({
        select: visible().where((eb) => eb.and(whereWithin('divisionCode', where?.division, today))),
        order: [
          { column: 'divisionCode', direction: 'asc' },
          { column: 'id', direction: 'asc' },
        ],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('households', where),
      }),
    byIds: (ids: readonly string[]): Promise<HouseholdRow[]> => visible().where('id', 'in', ids).execute(),
  };
}

export type Households = ReturnType<typeof householdsOf>;
