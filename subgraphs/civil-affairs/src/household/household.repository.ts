import { type Bound, inScope, type Page, type RowScope, readPage, whereWithin } from '@hub/kernel';
import { expressionBuilder } from 'kysely';
import { isVisible } from '../resident/resident.repository.ts';
import type { CivilAffairsTables } from '../tables.ts';
import type { HouseholdRow } from './household.entity.ts';

export interface HouseholdPageArguments {
  readonly where?: { readonly division?: string | null | undefined } | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Households as one viewer may see them; one that is seen for whom it serves has a member whom she sees. */
export function householdsOf(
  { store, today, cursors }: Bound<CivilAffairsTables>,
  scope: RowScope,
  residents: RowScope,
) {
  const hasVisibleMember = () => {
    const eb = expressionBuilder<CivilAffairsTables, 'household'>();
    return eb.exists(
      eb
        .selectFrom('resident')
        .select('resident.id')
        .whereRef('resident.householdId', '=', 'household.id')
        .where(isVisible(residents, today)),
    );
  };
  const columns = {
    node: 'household.divisionCode',
    owner: 'household.ownerOrganisationId',
    isServedIn: hasVisibleMember,
  } as const;
  const visible = () =>
    store.reads
      .selectFrom('household')
      .selectAll()
      .where((eb) => inScope(eb, scope, columns, today));
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
