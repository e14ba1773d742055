import type { Transaction } from '@hub/kernel';
import type { Kysely } from 'kysely';
import type { MatchingTables } from '../tables.ts';
import type { KeyedKind, PersonKeyRow } from './personKey.entity.ts';

/** Whose records are one person's, as a batch of the feed changes it, inside its transaction. */
export const personKeysIn = ({ db }: Transaction<MatchingTables>, kinds: readonly KeyedKind[]) => ({
  async save(rows: readonly PersonKeyRow[]): Promise<void> {
    if (rows.length === 0) return;
    await db
      .insertInto('personKey')
      .values([...rows])
      .onConflict((on) =>
        on.columns(['recordKind', 'recordId']).doUpdateSet((eb) => ({
          personKey: eb.ref('excluded.personKey'),
          familyKeys: eb.ref('excluded.familyKeys'),
        })),
      )
      .execute();
  },
  async remove(recordKind: KeyedKind, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await db.deleteFrom('personKey').where('recordKind', '=', recordKind).where('recordId', 'in', ids).execute();
  },
  async clear(): Promise<void> {
    await db.deleteFrom('personKey').where('recordKind', 'in', kinds).execute();
  },
});

/** The keys of each person whose record this is, and of her families; a record that linkage has not told of has none. */
export const personKeysOf = (
  reads: Kysely<MatchingTables>,
  recordKind: KeyedKind,
  ids: readonly string[],
): Promise<PersonKeyRow[]> =>
  reads
    .selectFrom('personKey')
    .selectAll()
    .where('recordKind', '=', recordKind)
    .where('recordId', 'in', ids.length > 0 ? ids : [''])
    .execute();
