import { type Kysely, sql } from 'kysely';
import { findInChunks, writeInChunks } from '../chunks.ts';
import type { LinkDecisionRow } from '../link-review/linkDecision.entity.ts';
import type { RecordRow } from '../record/record.entity.ts';
import type { LinkageTables } from '../tables.ts';
import { type IndexStateRow, stateId } from './indexState.entity.ts';

/** Place of a record in the order of numbers. */
export interface NumberPlace {
  readonly pseudonym: string;
  readonly id: string;
}

/** What the index in memory is built from and kept true by; bound to no viewer, inside a transaction or not. */
export const peopleIndexIn = (db: Kysely<LinkageTables>) => ({
  state: (): Promise<IndexStateRow | undefined> =>
    db.selectFrom('indexState').selectAll().where('id', '=', stateId).executeTakeFirst(),
  saveState: (state: IndexStateRow) =>
    db
      .insertInto('indexState')
      .values(state)
      .onConflict((on) =>
        on.column('id').doUpdateSet((eb) => ({
          number: eb.ref('excluded.number'),
          token: eb.ref('excluded.token'),
          modelVersion: eb.ref('excluded.modelVersion'),
          relinkedAfter: eb.ref('excluded.relinkedAfter'),
          inForceSince: eb.ref('excluded.inForceSince'),
          nextVersion: eb.ref('excluded.nextVersion'),
          nextBy: eb.ref('excluded.nextBy'),
        })),
      )
      .execute(),
  async count(): Promise<number> {
    const { count } = await db.selectFrom('record').select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow();
    return Number(count);
  },
  /** Records with a number, those of one number together. */
  numberedAfter: ({ pseudonym, id }: NumberPlace, limit: number): Promise<RecordRow[]> =>
    db
      .selectFrom('record')
      .selectAll()
      .where(sql<boolean>`(pseudonym, id) > (${pseudonym}, ${id})`)
      .orderBy('pseudonym')
      .orderBy('id')
      .limit(limit)
      .execute(),
  /** Records without a number. */
  unnumberedAfter: (id: string, limit: number): Promise<RecordRow[]> =>
    db
      .selectFrom('record')
      .selectAll()
      .where('pseudonym', 'is', null)
      .where('id', '>', id)
      .orderBy('id')
      .limit(limit)
      .execute(),
  keysAfter: async (id: string, limit: number): Promise<string[]> => {
    const rows = await db.selectFrom('record').select('id').where('id', '>', id).orderBy('id').limit(limit).execute();
    return rows.map((row) => row.id);
  },
  /** Keys of the records that came, changed or went since a change. */
  async changedSince(number: number): Promise<string[]> {
    const changed = await db.selectFrom('record').select('id').where('changedIn', '>', number).execute();
    const withdrawn = await db.selectFrom('withdrawnRecord').select('id').where('changedIn', '>', number).execute();
    return [...changed, ...withdrawn].map(({ id }) => id);
  },
  async noteWithdrawn(keys: readonly string[], changedIn: number): Promise<void> {
    await writeInChunks(keys, (some) =>
      db
        .insertInto('withdrawnRecord')
        .values(some.map((id) => ({ id, changedIn })))
        .onConflict((on) => on.column('id').doUpdateSet((eb) => ({ changedIn: eb.ref('excluded.changedIn') })))
        .execute(),
    );
  },
  forgetWithdrawn: (keys: readonly string[]) =>
    writeInChunks(keys, (some) => db.deleteFrom('withdrawnRecord').where('id', 'in', some).execute()),
  addDecisions: (rows: readonly LinkDecisionRow[]) =>
    writeInChunks(rows, (some) => db.insertInto('linkDecision').values(some).execute()),
  /** The last decision of each pair, those taken back included. */
  decisionsSince: (number: number): Promise<LinkDecisionRow[]> =>
    lastOfPairs(db).where('changedIn', '>', number).execute(),
  decisionsOn: (keys: readonly string[]): Promise<LinkDecisionRow[]> =>
    findInChunks(keys, (some) => lastOfPairs(db).where('leftRecord', 'in', some).execute()),
});

const lastOfPairs = (db: Kysely<LinkageTables>) =>
  db
    .selectFrom('linkDecision')
    .selectAll()
    .where(
      sql<boolean>`not exists (select 1 from link_decision as later where later.left_record = link_decision.left_record
        and later.right_record = link_decision.right_record and later.key > link_decision.key)`,
    );
