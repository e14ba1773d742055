import type { Kysely } from 'kysely';
import type { LinkageTables } from '../tables.ts';
import type { ModelVersionRow } from './modelVersion.entity.ts';

/** Model versions, bound to no viewer. */
export const modelVersionsIn = (db: Kysely<LinkageTables>) => ({
  byId: (id: string): Promise<ModelVersionRow | undefined> =>
    db.selectFrom('modelVersion').selectAll().where('id', '=', id).executeTakeFirst(),
  /** A version is never changed: one that is there stays as it is. */
  add: (version: ModelVersionRow) =>
    db
      .insertInto('modelVersion')
      .values(version)
      .onConflict((on) => on.column('id').doNothing())
      .execute(),
});
