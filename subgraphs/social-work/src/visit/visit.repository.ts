import {
  type Bound,
  inScope,
  type Page,
  type RowScope,
  readPage,
  type Transaction,
  whereAtLeast,
  whereAtMost,
  whereEqual,
  whereWithin,
} from '@hub/kernel';
import type { SocialWorkTables } from '../tables.ts';
import type { VisitRow } from './visit.entity.ts';

export interface VisitPageArguments {
  readonly where?:
    | {
        readonly division?: string | null | undefined;
        readonly need?: string | null | undefined;
        readonly client?: string | null | undefined;
        readonly visitedFrom?: string | null | undefined;
        readonly visitedTo?: string | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Visits as one viewer may see them. */
export function visitsOf({ store, today, cursors }: Bound<SocialWorkTables>, scope: RowScope) {
  return {
    page: ({ where, first, after }: VisitPageArguments): Promise<Page<VisitRow>> =>
      readPage({
        select: store.reads
          .selectFrom('visit')
          .selectAll()
          .where((eb) => inScope(eb, scope, { node: 'divisionCode', owner: 'ownerOrganisationId' }, today))
          .where((eb) =>
            eb.and([
              ...whereWithin('divisionCode', where?.division, today),
              ...whereEqual({ needId: where?.need, clientId: where?.client }),
              ...whereAtLeast('visitedOn', where?.visitedFrom),
              ...whereAtMost('visitedOn', where?.visitedTo),
            ]),
          ),
        order: [
          { column: 'visitedOn', direction: 'desc' },
          { column: 'id', direction: 'asc' },
        ],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('visits', where),
      }),
  };
}

export type Visits = ReturnType<typeof visitsOf>;

/** Visits as a batch of the feed adds them, inside its transaction. */
export const visitsIn = ({ db }: Transaction<SocialWorkTables>) => ({
  async add(row: VisitRow): Promise<void> {
    await db.insertInto('visit').values(row).execute();
  },
});
