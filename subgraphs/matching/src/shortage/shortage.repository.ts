import { type Bound, type Page, type RowScope, readPage, whereEqual, whereWithin } from '@hub/kernel';
import type { ServiceCategory, ServiceCode } from '@hub/values';
import { sql } from 'kysely';
import { isAnsweredFor } from '../need/need.repository.ts';
import type { MatchingTables } from '../tables.ts';
import type { ShortageRow } from './shortage.entity.ts';

export interface ShortagePageArguments {
  readonly where?:
    | {
        readonly division?: string | null | undefined;
        readonly serviceCode?: ServiceCode | null | undefined;
        readonly category?: ServiceCategory | null | undefined;
        readonly code?: string | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

const own = ['id', 'divisionCode', 'serviceCode', 'unit', 'code'] as const;
const unlock = ['unlockCapacity', 'unlockUnits', 'unlockNeeds', 'unlockPoints'] as const;

/** Shortages count the needs that one viewer may see, the worst first; one without such a need, or kept back, is not there for her. */
export function shortagesOf(bound: Bound<MatchingTables>, needs: RowScope, keptBack: readonly string[]) {
  const { store, today, cursors } = bound;
  const columns = [...own, ...unlock].map((column) => `shortage.${column}` as const);
  const counted = (category: ServiceCategory | null = null) =>
    store.reads
      .selectFrom('shortage')
      .innerJoin('unmet', 'unmet.shortageId', 'shortage.id')
      .innerJoin('needCopy', 'needCopy.id', 'unmet.needId')
      .where('needCopy.status', '=', 'OPEN')
      .where('shortage.code', 'not in', keptBack.length > 0 ? keptBack : [''])
      .where((eb) => eb.and(category === null ? [] : [eb('needCopy.category', '=', category)]))
      .where(isAnsweredFor(bound, needs))
      .groupBy(columns)
      .select(columns)
      .select((eb) => [
        eb.fn.countAll<number>().as('unmetNeeds'),
        // Without a cast PostgreSQL adds 64-bit integers up to a numeric.
        sql<number>`cast(sum(${eb.ref('unmet.units')}) as bigint)`.as('unmetUnits'),
        // Where nothing was solved comes last.
        sql<number>`coalesce(${eb.ref('shortage.unlockNeeds')}, -1)`.as('rankNeeds'),
        sql<number>`coalesce(${eb.ref('shortage.unlockPoints')}, -1)`.as('rankPoints'),
      ]);
  return {
    /** What would unlock the most needs comes first for whoever is told of it, the most needs for others. */
    page: ({ where, first, after }: ShortagePageArguments, byUnlock: boolean): Promise<Page<ShortageRow>> =>
      readPage({
        select: store.reads
          .selectFrom(counted(where?.category).as('shortage'))
          .selectAll()
          .where((eb) =>
            eb.and([
              ...whereWithin('divisionCode', where?.division, today),
              ...whereEqual({ serviceCode: where?.serviceCode, code: where?.code }),
            ]),
          ),
        order: [
          ...(byUnlock ? unlockFirst : []),
          { column: 'unmetNeeds', direction: 'desc' },
          { column: 'id', direction: 'asc' },
        ],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('shortages', where),
      }),
    byIds: (ids: readonly string[]): Promise<ShortageRow[]> => counted().where('shortage.id', 'in', ids).execute(),
  };
}

const unlockFirst = [
  { column: 'rankNeeds', direction: 'desc' },
  { column: 'rankPoints', direction: 'desc' },
] as const;

export type Shortages = ReturnType<typeof shortagesOf>;
