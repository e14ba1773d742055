import { type Bound, type Page, readPage, whereEqual, whereWithin } from '@hub/kernel';
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

/** Shortages count needs and name nobody: every viewer sees all of them, the worst first. */
export function shortagesOf({ store, today, cursors }: Bound<MatchingTables>) {
  const all = () => store.reads.selectFrom('shortage').selectAll();
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
    byIds: (ids: readonly string[]): Promise<ShortageRow[]> => all().where('id', 'in', ids).execute(),
  };
}

export type Shortages = ReturnType<typeof shortagesOf>;
