import {
  type Bound,
  holdsCode,
  inScope,
  mapPage,
  onlyRow,
  type Page,
  type RowScope,
  readPage,
  whereEqual,
  whereWithin,
} from '@hub/kernel';
import type { BeneficiaryGroup } from '@hub/values';
import type { SealedColumns } from '@hub/vault';
import type { Kysely } from 'kysely';
import type { SocialWorkTables } from '../tables.ts';
import type { ClientRow, StoredClient } from './client.entity.ts';

export interface ClientPageArguments {
  readonly where?:
    | {
        readonly division?: string | null | undefined;
        readonly station?: string | null | undefined;
        readonly group?: BeneficiaryGroup | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Clients as one viewer may see them. */
export function clientsOf({ store, today, cursors }: Bound<SocialWorkTables>, scope: RowScope, sealed: SealedColumns) {
  const visible = () =>
    store.reads
      .selectFrom('client')
      .selectAll()
      .where((eb) => inScope(eb, scope, { node: 'divisionCode', owner: 'ownerOrganisationId' }, today));
  const opened = (row: StoredClient): ClientRow => ({
    ...row,
    bornOn: sealed.open(row.id, 'bornOn', row.bornOnSealed),
  });

  return {
    async page({ where, first, after }: ClientPageArguments): Promise<Page<ClientRow>> {
      const page = await readPage({
        select: visible().where((eb) =>
          eb.and([
            ...whereWithin('divisionCode', where?.division, today),
            ...whereEqual({ stationId: where?.station }),
            ...(where?.group == null ? [] : [holdsCode('groups', where.group)]),
          ]),
        ),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('clients', where),
      });
      return mapPage(page, opened);
    },
    byIds: async (ids: readonly string[]): Promise<ClientRow[]> =>
      (await visible().where('id', 'in', ids).execute()).map(opened),
    /** The only visible client with this blind index; several are a conflict. */
    async byIdNumberIndex(index: string): Promise<ClientRow | null> {
      const row = onlyRow(await visible().where('idNumberIndex', '=', index).limit(2).execute(), 'Client');
      return row && opened(row);
    },
  };
}

/** Stored clients for readers of the feed; bound to no viewer. */
export const clientsForFeed =
  (reads: Kysely<SocialWorkTables>) =>
  (ids: readonly string[]): Promise<StoredClient[]> =>
    reads.selectFrom('client').selectAll().where('id', 'in', ids).execute();

export type Clients = ReturnType<typeof clientsOf>;
