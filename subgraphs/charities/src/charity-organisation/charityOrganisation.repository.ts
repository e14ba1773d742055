import { type Bound, type Page, readPage, whereEqual, whereWithin } from '@hub/kernel';
import type { CharitiesTables } from '../tables.ts';
import type { CharityKind, CharityOrganisationRow } from './charityOrganisation.entity.ts';

export interface CharityOrganisationPageArguments {
  readonly where?:
    | { readonly division?: string | null | undefined; readonly kind?: CharityKind | null | undefined }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Charities are public: every viewer sees all of them. */
export function charityOrganisationsOf({ store, today, cursors }: Bound<CharitiesTables>) {
  const all = () => store.reads.selectFrom('charityOrganisation').selectAll();
  return {
    page: ({ where, first, after }: CharityOrganisationPageArguments): Promise<Page<CharityOrganisationRow>> =>
      readPage({
        select: all().where((eb) =>
          eb.and([...whereWithin('divisionCode', where?.division, today), ...whereEqual({ kind: where?.kind })]),
        ),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('charityOrganisations', where),
      }),
    byIds: (ids: readonly string[]): Promise<CharityOrganisationRow[]> => all().where('id', 'in', ids).execute(),
  };
}

export type CharityOrganisations = ReturnType<typeof charityOrganisationsOf>;
