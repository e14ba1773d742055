import type { Bound, Transaction } from '@hub/kernel';
import { sql } from 'kysely';
import { findInChunks, writeInChunks } from '../chunks.ts';
import type { RecordRow } from '../record/record.entity.ts';
import { isVisible } from '../record/record.repository.ts';
import type { LinkageTables } from '../tables.ts';
import type { LinkRow, StoredLink } from './link.entity.ts';
import type { LinkHistoryRow } from './linkHistory.entity.ts';
import type { FoundPerson, PersonRow } from './person.entity.ts';

export type MemberRow = Pick<RecordRow, 'personId' | 'source' | 'recordId'>;

/** Persons as one viewer may see them: those with a visible record, with only their visible records and the links between these. */
export function personsOf({ store: { reads }, today }: Bound<LinkageTables>, scopes: Parameters<typeof isVisible>[0]) {
  const visible = () => isVisible(scopes, today);

  return {
    byIds: (ids: readonly string[]): Promise<FoundPerson[]> =>
      reads
        .withRecursive('way', (db) =>
          db
            .selectFrom('person')
            .select(['person.id as asked', 'person.id as reached', 'person.redirectTo as next'])
            .where('person.id', 'in', ids)
            .union(
              db
                .selectFrom('way')
                .innerJoin('person', 'person.id', 'way.next')
                .select(['way.asked', 'person.id as reached', 'person.redirectTo as next']),
            ),
        )
        .selectFrom('way')
        .innerJoin('person', 'person.id', 'way.reached')
        .selectAll('person')
        .select('way.asked')
        .where((eb) =>
          eb.exists(
            eb.selectFrom('record').select('record.id').whereRef('record.personId', '=', 'person.id').where(visible()),
          ),
        )
        .execute(),
    byRecords: (keys: readonly string[]): Promise<FoundPerson[]> =>
      reads
        .selectFrom('record')
        .innerJoin('person', 'person.id', 'record.personId')
        .selectAll('person')
        .select('record.id as asked')
        .where('record.id', 'in', keys)
        .where(visible())
        .execute(),
    members: (ids: readonly string[]): Promise<MemberRow[]> =>
      reads
        .selectFrom('record')
        .select(['personId', 'source', 'recordId'])
        .where('personId', 'in', ids)
        .where(visible())
        .orderBy('record.id')
        .execute(),
    async links(ids: readonly string[]): Promise<LinkRow[]> {
      // Both ends must be visible. Found first and once, they keep either store from walking all links of a department.
      const rows = await reads
        .with(
          (ends) => ends('end').materialized(),
          (db) => db.selectFrom('record').select('record.id').where('personId', 'in', ids).where(visible()),
        )
        .selectFrom('link')
        .selectAll()
        .where('personId', 'in', ids)
        .where('leftRecord', 'in', (eb) => eb.selectFrom('end').select('end.id'))
        .where('rightRecord', 'in', (eb) => eb.selectFrom('end').select('end.id'))
        .orderBy('leftRecord')
        .orderBy('rightRecord')
        .execute();
      return rows.map(decoded);
    },
    /** Moves of the records that are or were together with hers, in the order in which they happened. */
    history: (ids: readonly string[]) =>
      reads
        .with(
          (member) => member('member').materialized(),
          (db) => db.selectFrom('record').select(['id', 'personId']).where('personId', 'in', ids).where(visible()),
        )
        .with(
          (company) => company('company').materialized(),
          (db) =>
            db
              .selectFrom('member')
              .innerJoin('linkHistory as own', 'own.record', 'member.id')
              .innerJoin('linkHistory as other', 'other.toPerson', 'own.toPerson')
              .innerJoin('record', 'record.id', 'other.record')
              .select(['member.personId as asked', 'record.id as recordKey'])
              .where(visible())
              .distinct(),
        )
        .selectFrom('company')
        .innerJoin('linkHistory as move', 'move.record', 'company.recordKey')
        .leftJoin('linkDecision as decision', (on) =>
          on
            .onRef('decision.changedIn', '=', 'move.changedIn')
            .on((eb) => eb.exists(companionOf('decision.leftRecord')))
            .on((eb) => eb.exists(companionOf('decision.rightRecord'))),
        )
        .select(['company.asked as personId', 'move.record', 'move.at', 'move.toPerson', 'move.modelVersion'])
        .select(['decision.id as decisionId', 'decision.origin'])
        .orderBy(sql.ref('move.key'))
        .orderBy(sql.ref('decision.key'))
        .execute(),
  };
}

/** Whether an end of a decision is among the records that are or were together. */
const companionOf = (end: 'decision.leftRecord' | 'decision.rightRecord') =>
  sql<number>`(select 1 from company as beside where beside.asked = company.asked and beside.record_key = ${sql.ref(end)})`;

export type Persons = ReturnType<typeof personsOf>;

const decoded = (link: StoredLink): LinkRow => ({
  ...link,
  reasons: (JSON.parse(link.reasons) as { code: string; params: Record<string, string | number> }[]).map((reason) => ({
    ...reason,
    personId: link.personId,
    leftRecord: link.leftRecord,
    rightRecord: link.rightRecord,
  })),
});

/** Persons, their links and their history, as a batch of records leaves them, inside its transaction. */
export const personsIn = ({ db, tell }: Transaction<LinkageTables>) => ({
  byIds: (ids: readonly string[]): Promise<PersonRow[]> =>
    findInChunks(ids, (some) => db.selectFrom('person').selectAll().where('id', 'in', some).execute()),
  /** Ended persons that these records stand for. */
  byHeirs: (records: readonly string[]): Promise<PersonRow[]> =>
    findInChunks(records, (some) => db.selectFrom('person').selectAll().where('heir', 'in', some).execute()),
  /** Saves the persons and tells of them. */
  async save(persons: readonly PersonRow[]): Promise<void> {
    await writeInChunks(persons, (some) =>
      db
        .insertInto('person')
        .values(some)
        .onConflict((on) =>
          on.column('id').doUpdateSet((eb) => ({
            version: eb.ref('excluded.version'),
            redirectTo: eb.ref('excluded.redirectTo'),
            heir: eb.ref('excluded.heir'),
          })),
        )
        .execute(),
    );
    await tell(persons.map(({ id, version }) => ({ kind: 'person', id, version })));
  },
  async replaceLinks(persons: readonly string[], links: readonly StoredLink[]): Promise<void> {
    await writeInChunks([...new Set(persons)], (some) => db.deleteFrom('link').where('personId', 'in', some).execute());
    await writeInChunks(links, (some) => db.insertInto('link').values(some).execute());
  },
  addHistory: (rows: readonly LinkHistoryRow[]) =>
    writeInChunks(rows, (some) => db.insertInto('linkHistory').values(some).execute()),
});
