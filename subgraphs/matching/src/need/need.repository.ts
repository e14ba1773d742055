import { type Bound, inScope, type RowScope, type Transaction } from '@hub/kernel';
import { type Expression, expressionBuilder, type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { MatchingTables } from '../tables.ts';
import type { IncomingNeed, NeedCopyRow } from './need.entity.ts';

/** SQL for "this viewer may see the need, and a run has answered it or it is no longer open", over the table `need_copy`. */
export function isAnsweredFor({ today }: Bound<MatchingTables>, scope: RowScope): Expression<SqlBool> {
  const eb = expressionBuilder<MatchingTables, 'needCopy'>();
  const columns = {
    node: 'needCopy.divisionCode',
    owner: 'needCopy.ownerOrganisationId',
    kind: 'needCopy.unit',
  } as const;
  return eb.and([
    eb.or([eb('needCopy.status', '<>', 'OPEN'), eb('needCopy.answered', '=', 1)]),
    inScope(eb, scope, columns, today),
  ]);
}

/** The copy of needs as a batch of the feed changes it, inside its transaction. */
export const needCopiesIn = ({ db }: Transaction<MatchingTables>) => ({
  async save(rows: readonly IncomingNeed[]): Promise<void> {
    if (rows.length === 0) return;
    await db
      .insertInto('needCopy')
      .values(rows.map((row) => ({ ...row, answered: 0 as const })))
      .onConflict((on) =>
        on.column('id').doUpdateSet((eb) => ({
          clientId: eb.ref('excluded.clientId'),
          divisionCode: eb.ref('excluded.divisionCode'),
          ownerOrganisationId: eb.ref('excluded.ownerOrganisationId'),
          category: eb.ref('excluded.category'),
          serviceCode: eb.ref('excluded.serviceCode'),
          unit: eb.ref('excluded.unit'),
          units: eb.ref('excluded.units'),
          monthUnits: eb.ref('excluded.monthUnits'),
          urgency: eb.ref('excluded.urgency'),
          status: eb.ref('excluded.status'),
          openedOn: eb.ref('excluded.openedOn'),
          skill: eb.ref('excluded.skill'),
          certificate: eb.ref('excluded.certificate'),
          safeguarding: eb.ref('excluded.safeguarding'),
          genderWish: eb.ref('excluded.genderWish'),
          genderMust: eb.ref('excluded.genderMust'),
          languageWish: eb.ref('excluded.languageWish'),
          languageMust: eb.ref('excluded.languageMust'),
          helpers: eb.ref('excluded.helpers'),
          indivisible: eb.ref('excluded.indivisible'),
          excludedProviders: eb.ref('excluded.excludedProviders'),
          windows: eb.ref('excluded.windows'),
          groups: eb.ref('excluded.groups'),
          placeSealed: eb.ref('excluded.placeSealed'),
        })),
      )
      .execute();
  },
  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await db.deleteFrom('needCopy').where('id', 'in', ids).execute();
  },
  async clear(): Promise<void> {
    await db.deleteFrom('needCopy').execute();
  },
});

type Places = ReadonlyMap<string, readonly string[]>;

const anyOf = (ids: readonly string[]): readonly string[] => (ids.length > 0 ? ids : ['']);

/** Needs as a run reads them, in the order of ids; bound to no viewer. */
export const needsForRun = (reads: Kysely<MatchingTables>) => {
  const open = () => reads.selectFrom('needCopy').selectAll().where('status', '=', 'OPEN').orderBy('id');
  /** For each of these divisions, all that it lies in on this day: the more divisions one holds, the later it comes. */
  async function placesOf(divisions: RawBuilder<unknown>, today: string): Promise<Places> {
    const holds = sql`valid_from <= ${today} and (valid_to is null or valid_to > ${today})`;
    const { rows } = await sql<{ ancestor: string; descendant: string }>`
      select closure.ancestor, closure.descendant from closure
      join (select ancestor, count(*) as size from closure where ${holds} group by ancestor) as extent
        on extent.ancestor = closure.ancestor
      where closure.descendant in (${divisions}) and ${holds}
      order by closure.descendant, extent.size, closure.ancestor desc`.execute(reads);
    return new Map(
      [...Map.groupBy(rows, ({ descendant }) => descendant)].map(([division, ancestors]) => [
        division,
        ancestors.map(({ ancestor }) => ancestor),
      ]),
    );
  }
  return {
    openAfter: (id: string, limit: number): Promise<NeedCopyRow[]> =>
      open().where('id', '>', id).limit(limit).execute(),
    openByIds: (ids: readonly string[]): Promise<NeedCopyRow[]> => open().where('id', 'in', anyOf(ids)).execute(),
    idsOfClients: async (clientIds: readonly string[]): Promise<readonly string[]> =>
      (await reads.selectFrom('needCopy').select('id').where('clientId', 'in', anyOf(clientIds)).execute()).map(
        ({ id }) => id,
      ),
    /** Of every division with an open need. */
    placesOn: (today: string): Promise<Places> =>
      placesOf(sql`select division_code from need_copy where status = 'OPEN'`, today),
    placesOfDivisions: (divisions: readonly string[], today: string): Promise<Places> =>
      placesOf(sql.join(anyOf(divisions)), today),
  };
};
