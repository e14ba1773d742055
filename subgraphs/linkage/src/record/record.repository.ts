import { inScope, type RowScope, type Store, type Transaction } from '@hub/kernel';
import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import { findInChunks, writeInChunks } from '../chunks.ts';
import type { LinkageTables } from '../tables.ts';
import type { RecordRow, Source } from './record.entity.ts';

interface SourcesInScope {
  readonly sources: readonly Source[];
  readonly scope: Parameters<typeof inScope>[1];
}

/** SQL for "one viewer may know of this record", over the table `record`. */
export function isVisible(scopes: readonly SourcesInScope[], today: string): Expression<SqlBool> {
  const eb = expressionBuilder<LinkageTables, 'record'>();
  const columns = {
    node: 'record.divisionCode',
    owner: 'record.ownerOrganisationId',
    isServedIn: (clients: RowScope) => isClient(clients, today),
  } as const;
  return eb.or(
    scopes.map(({ sources, scope }) =>
      eb.and([eb('record.source', 'in', sources), inScope(eb, scope, columns, today)]),
    ),
  );
}

/** Whether the person of a record is one of these clients. */
function isClient(clients: RowScope, today: string): Expression<SqlBool> {
  const eb = expressionBuilder<LinkageTables, 'record'>();
  return eb.exists(
    eb
      .selectFrom('record as client')
      .select('client.id')
      .whereRef('client.personId', '=', 'record.personId')
      .where('client.source', '=', 'social-work')
      .where((client) =>
        inScope(client, clients, { node: 'client.divisionCode', owner: 'client.ownerOrganisationId' }, today),
      ),
  );
}

/** Records as a batch finds and leaves them, inside its transaction; bound to no viewer. */
export function recordsIn({ db, tell }: Transaction<LinkageTables>, { dialect }: Store<LinkageTables>) {
  const all = () => db.selectFrom('record').selectAll();
  return {
    /** Readers of two departments may apply at once on PostgreSQL, and each would miss the other's half of a link. */
    async lock(): Promise<void> {
      if (dialect === 'sqlite') return;
      await sql`select pg_advisory_xact_lock(hashtext('linkage'), hashtext(current_schema()))`.execute(db);
    },
    byPersons: (ids: readonly string[]) => findInChunks(ids, (some) => all().where('personId', 'in', some).execute()),
    byIds: (ids: readonly string[]) => findInChunks(ids, (some) => all().where('id', 'in', some).execute()),
    /** By the range of its ids: an index on `source` would tempt SQLite to read a whole department where it needs one page. */
    someOf: (source: Source, limit: number) =>
      db
        .selectFrom('record')
        .select('recordId')
        .where('id', '>', `${source}:`)
        .where('id', '<', `${source};`)
        .orderBy('id')
        .limit(limit)
        .execute(),
    /** How many records hold each number. */
    async countByPseudonym(pseudonyms: readonly string[]): Promise<Map<string, number>> {
      const counts = await findInChunks(pseudonyms, (some) =>
        db
          .selectFrom('record')
          .select(['pseudonym', sql<number>`count(*)`.as('count')])
          .where('pseudonym', 'in', some)
          .groupBy('pseudonym')
          .execute(),
      );
      return new Map(counts.map(({ pseudonym, count }) => [pseudonym ?? '', Number(count)]));
    },
    byPseudonyms: (pseudonyms: readonly string[]) =>
      findInChunks(pseudonyms, (some) => all().where('pseudonym', 'in', some).execute()),
    /** Tells of residents whom other organisations serve than before. */
    tellServed: (residentIds: readonly string[]) =>
      tell(residentIds.map((id) => ({ kind: 'resident', id, version: 0 }))),
    /** Tells of records that are another person's than before, or whose person is of other households. */
    tellMoved: (records: readonly { readonly kind: string; readonly id: string }[]) =>
      tell(records.map((record) => ({ ...record, version: 0 }))),
    save: (rows: readonly RecordRow[]) =>
      writeInChunks(rows, (some) =>
        db
          .insertInto('record')
          .values(some)
          .onConflict((on) =>
            on.column('id').doUpdateSet((eb) => ({
              pseudonym: eb.ref('excluded.pseudonym'),
              householdKey: eb.ref('excluded.householdKey'),
              comparisonSealed: eb.ref('excluded.comparisonSealed'),
              divisionCode: eb.ref('excluded.divisionCode'),
              ownerOrganisationId: eb.ref('excluded.ownerOrganisationId'),
              personId: eb.ref('excluded.personId'),
              changedIn: eb.ref('excluded.changedIn'),
            })),
          )
          .execute(),
      ),
    remove: (ids: readonly string[]) =>
      writeInChunks(ids, (some) => db.deleteFrom('record').where('id', 'in', some).execute()),
  };
}
