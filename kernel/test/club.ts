import { defineEntity, p } from '@mikro-orm/core';
import { defineMigration } from '../src/store/migration.ts';
import { openStore } from '../src/store/openStore.ts';
import type { RowOf, StoreLocation } from '../src/store/store.ts';

/** A tennis club's members: no domain of ours, so that no test of the plumbing leans on one. */
export const MemberEntity = defineEntity({
  name: 'Member',
  tableName: 'member',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    name: p.string(),
  },
});

export interface ClubTables {
  member: RowOf<typeof MemberEntity>;
}

const clubMigration = defineMigration('0001-club', ({ key, text }) => [
  `create table member (key ${key}, id ${text} not null unique, version integer not null, name ${text} not null)`,
]);

export const openClub = (location: StoreLocation) =>
  openStore<ClubTables>({ location, entities: [MemberEntity], migrations: [clubMigration] });

export type Club = Awaited<ReturnType<typeof openClub>>;

export const addMember = (club: Club, id: string, name: string) =>
  club.write(async ({ db, tell }) => {
    await db
      .insertInto('member')
      .values({ id, version: 1, name })
      .onConflict((on) => on.column('id').doUpdateSet({ name }))
      .execute();
    await tell([{ kind: 'member', id, version: 1 }]);
  });

export const membersOf = async (club: Club): Promise<string[]> =>
  (await club.reads.selectFrom('member').select(['id', 'name']).orderBy('id').execute()).map(
    ({ id, name }) => `${id}=${name}`,
  );

/** What readers may have of members. */
export const memberProjection = (club: Club) => ({
  classes: ['PERSONAL'],
  read: async (ids: readonly string[]) => {
    const rows = await club.reads.selectFrom('member').selectAll().where('id', 'in', ids).execute();
    return new Map(rows.map(({ id, name }) => [id, { name }]));
  },
});
