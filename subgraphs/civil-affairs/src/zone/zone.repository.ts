import { type Bound, type Page, readPage } from '@hub/kernel';
import type { DivisionRow } from '../division/division.entity.ts';
import { holdsOn, liesIn } from '../place/place.repository.ts';
import type { CivilAffairsTables } from '../tables.ts';
import type { ZoneRow } from './zone.entity.ts';

export interface ZonePageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** A division, with the zone that it is asked for. */
export type DivisionInZone = DivisionRow & { readonly zoneId: string };

/** Zones are public: every viewer sees all of them. */
export function zonesOf({ store, today, cursors }: Bound<CivilAffairsTables>) {
  const all = () => store.reads.selectFrom('zone').selectAll();
  return {
    page: ({ first, after }: ZonePageArguments): Promise<Page<ZoneRow>> =>
      readPage({
        select: all(),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('zones', null),
      }),
    byIds: (ids: readonly string[]): Promise<ZoneRow[]> => all().where('id', 'in', ids).execute(),
    /** The divisions that belong to these zones today, as members or because the zone runs them, in order of their codes. */
    divisionsIn: (ids: readonly string[]): Promise<DivisionInZone[]> =>
      store.reads
        .selectFrom('zoneMember as tie')
        .select(['tie.zoneId', 'tie.divisionCode'])
        .where('tie.zoneId', 'in', ids)
        .where(holdsOn('tie', today))
        .union((eb) =>
          eb
            .selectFrom('managedBy as tie')
            .select(['tie.managerId as zoneId', 'tie.divisionCode'])
            .where('tie.managerId', 'in', ids)
            .where(holdsOn('tie', today)),
        )
        .$call((ties) =>
          store.reads
            .selectFrom(ties.as('tie'))
            .innerJoin('division', 'division.id', 'tie.divisionCode')
            .selectAll('division')
            .select('tie.zoneId'),
        )
        .where(liesIn('tie.divisionCode', 'tie.zoneId', today))
        .orderBy('division.id')
        .execute(),
  };
}

export type Zones = ReturnType<typeof zonesOf>;
