import { type Bound, type Page, type RowScope, readPage, whereEqual, whereWithin } from '@hub/kernel';
import { sql } from 'kysely';
import { isAnsweredFor } from '../need/need.repository.ts';
import type { MatchingTables } from '../tables.ts';
import type { ServiceCode } from '../vocabulary.ts';
import type { ShortageRow } from './shortage.entity.ts';

export interface ShortagePageArguments {
  readonly where?:
    | {
        readonly division?: string | null | undefined;
        readonly serviceCode?: ServiceCode | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Shortages count the needs that one viewer may see, the worst first; one without such a need, or kept back, is not there for her. */
export function shortagesOf(bound: Bound<MatchingTables>, needs: RowScope, keptBack: readonly string[]) {
  const { store, today, cursors } = bound;
  const counted = () =>
    store.reads
      .selectFrom('shortage')
      .innerJoin('unmet', 'unmet.shortageId', 'shortage.id')
      .innerJoin('needCopy', 'needCopy.id', 'unmet.needId')
      .where('needCopy.status', '=', 'OPEN')
      .where('shortage.code', 'not in', keptBack.length > 0 ? keptBack : [''])
      .where(isAnsweredFor(bound, needs))
      .groupBy(['shortage.id', 'shortage.divisionCode', 'shortage.serviceCode', 'shortage.unit', 'shortage.code'])
      .select(['shortage.id', 'shortage.divisionCode', 'shortage.serviceCode', 'shortage.unit', 'shortage.code'])
      .select((eb) => [
        eb.fn.countAll<number>().as('unmetNeeds'),
        // Without a cast PostgreSQL adds 64-bit integers up to a numeric.
        sql<number>`cast(sum(${eb.ref('unmet.units')}) as bigint)`.as('unmetUnits'),
      ]);
  const all = () => store.reads.selectFrom(counted().as('shortage')).selectAll();
  return {
    page: ({ where, first, after }: ShortagePageArguments): Promise<Page<ShortageRow>> =>
      readPage({
        select: all().where((eb) =>
          eb.and([
            ...whereWithin('divisionCode', where?.division, today),
            ...whereEqual({ serviceCode: where?.serviceCode }),
          ]),
        ),
        order: [
          { column: 'unmetNeeds', direction: 'desc' },
          { column: 'id', direction: 'asc' },
        ],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('shortages', where),
      }),
    byIds: (ids: readonly string[]): Promise<ShortageRow[]> => counted().where('shortage.id', 'in', ids).execute(),
  };
}

export type Shortages = ReturnType<typeof shortagesOf>;
