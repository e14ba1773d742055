import { type Bound, type Page, readPage, whereEqual, whereWithin } from '@hub/kernel';
import type { SocialWorkTables } from '../tables.ts';
import type { StationLevel, StationRow, StationStatus } from './station.entity.ts';

export interface StationPageArguments {
  readonly where?:
    | {
        readonly division?: string | null | undefined;
        readonly level?: StationLevel | null | undefined;
        readonly status?: StationStatus | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Stations are public: every viewer sees all of them. */
export function stationsOf({ store, today, cursors }: Bound<SocialWorkTables>) {
  const all = () => store.reads.selectFrom('station').selectAll();
  return {
    page: ({ where, first, after }: StationPageArguments): Promise<Page<StationRow>> =>
      readPage({
        select: all().where((eb) =>
          eb.and([
            ...whereWithin('divisionCode', where?.division, today),
            ...whereEqual({ level: where?.level, status: where?.status }),
          ]),
        ),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('stations', where),
      }),
    byIds: (ids: readonly string[]): Promise<StationRow[]> => all().where('id', 'in', ids).execute(),
  };
}

export type Stations = ReturnType<typeof stationsOf>;
