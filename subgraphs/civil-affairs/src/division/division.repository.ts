import { type Bound, type Page, readPage, whereEqual, whereWithin } from '@hub/kernel';
import { holdsOn } from '../place/place.repository.ts';
import type { CivilAffairsTables } from '../tables.ts';
import type { DivisionLevel, DivisionRow } from './division.entity.ts';

export interface DivisionPageArguments {
  readonly where?:
    | {
        readonly within?: string | null | undefined;
        readonly level?: DivisionLevel | null | undefined;
        readonly formal?: boolean | null | undefined;
        readonly on?: string | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Divisions are public: every viewer sees all of them. A page holds those of one day; by code those of any day are found. */
export function divisionsOf({ store, today, cursors }: Bound<CivilAffairsTables>) {
  const all = () => store.reads.selectFrom('division').selectAll('division');
  return {
    page({ where, first, after }: DivisionPageArguments): Promise<Page<DivisionRow>> {
      const day = where?.on ?? today;
      return readPage({
        select: all().where((eb) =>
          eb.and([
            holdsOn('division', day),
            ...whereWithin('id', where?.within, day),
            ...whereEqual({ level: where?.level, formal: where?.formal == null ? null : Number(where.formal) }),
          ]),
        ),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('divisions', where),
      });
    },
    byIds: (ids: readonly string[]): Promise<DivisionRow[]> => all().where('id', 'in', ids).execute(),
    /** The divisions that exist today and have these as statutory parents, in order of their codes. */
    childrenOf: (ids: readonly string[]): Promise<DivisionRow[]> =>
      all().where('parentCode', 'in', ids).where(holdsOn('division', today)).orderBy('id').execute(),
  };
}

export type Divisions = ReturnType<typeof divisionsOf>;
