import type { ClosureRow, Store } from '@hub/kernel';
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { CivilAffairsTables } from '../tables.ts';
import type { DivisionPlace, PlaceRecord, Places, PlaceTable, Tie, ZonePlace } from './place.entity.ts';

type Database = Kysely<CivilAffairsTables>;

/** Lets one transaction at a time change places: of two at once, each would miss what the other places. */
export async function lockPlaces({ dialect }: Store<CivilAffairsTables>, db: Database): Promise<void> {
  // SQLite has one writer; readers of PostgreSQL go on.
  if (dialect === 'postgres') await sql`lock table closure in exclusive mode`.execute(db);
}

export async function countPlaces(store: Store<CivilAffairsTables>, table: PlaceTable): Promise<number> {
  const { count } = await store.reads
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** SQL for "holds on this day", for the columns of validity of a table. */
export const holdsOn = (table: keyof CivilAffairsTables | 'tie', day: string): Expression<SqlBool> =>
  sql<SqlBool>`${sql.ref(`${table}.validFrom`)} <= ${day}
    and (${sql.ref(`${table}.validTo`)} is null or ${sql.ref(`${table}.validTo`)} > ${day})`;

/** SQL for "this node lies in that one on this day", for two columns. */
export const liesIn = (descendant: string, ancestor: string, day: string): Expression<SqlBool> =>
  sql<SqlBool>`exists (select 1 from closure where closure.ancestor = ${sql.ref(ancestor)}
    and closure.descendant = ${sql.ref(descendant)} and ${holdsOn('closure', day)})`;

/** Writes the rows in place of those with the same ids, and for zones their members in place of all that they had. */
export async function replacePlaces(db: Database, table: PlaceTable, records: readonly PlaceRecord[]): Promise<void> {
  const rows = records.map(({ row }) => row);
  const columns = Object.keys(rows[0] ?? {});
  const changing = columns.filter((column) => column !== 'id' && column !== 'version');
  for (const some of portionsOf(rows, columns.length)) {
    const values = some.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
    await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
      values ${sql.join(values)}
      on conflict (id) do update set version = ${sql.table(table)}.version + 1,
      ${sql.join(changing.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`))}`.execute(db);
  }
  if (table === 'zone') await replaceMembers(db, records);
}

async function replaceMembers(db: Database, records: readonly PlaceRecord[]): Promise<void> {
  const zones = records.map(({ row }) => row.id);
  for (const some of portionsOf(zones, 1)) await db.deleteFrom('zoneMember').where('zoneId', 'in', some).execute();
  const members = records.flatMap((record) => record.members);
  for (const some of portionsOf(members, 4)) await db.insertInto('zoneMember').values(some).execute();
}

/** The nodes and all others whose place depends on where these lie: what lies in them, and the zones that they are in. */
export async function dependentsOf(db: Database, nodes: readonly string[]): Promise<ReadonlySet<string>> {
  return reachedFrom(nodes, async (some) => {
    const { rows } = await sql<{ id: string }>`select id from division where parent_code in (${sql.join(some)})
      union select division_code from managed_by where manager_id in (${sql.join(some)})
      union select division_code from zone_member where zone_id in (${sql.join(some)})
      union select zone_id from zone_member where division_code in (${sql.join(some)})
      union select zone.id from managed_by join zone on zone.id = manager_id where division_code in (${sql.join(some)})`.execute(
      db,
    );
    return rows.map(({ id }) => id);
  });
}

/** All that decides where the nodes lie: what they lie in, upwards, and what else is in the zones among that. */
export async function placesAround(db: Database, nodes: readonly string[]): Promise<Places> {
  const divisions: DivisionPlace[] = [];
  const zones: ZonePlace[] = [];
  const members: Tie[] = [];
  const overrides: Tie[] = [];
  await reachedFrom(nodes, async (some) => {
    const found = await placesAt(db, some);
    divisions.push(...found.divisions);
    zones.push(...found.zones);
    members.push(...found.members);
    overrides.push(...found.overrides);
    return [
      ...found.divisions.flatMap(({ parentCode }) => parentCode ?? []),
      ...[...found.members, ...found.overrides].flatMap(({ divisionCode, holderId }) => [divisionCode, holderId]),
    ];
  });
  return { divisions, zones, members, overrides };
}

async function placesAt(db: Database, nodes: readonly string[]): Promise<Places> {
  const zones = await db.selectFrom('zone').select(['id', 'validFrom', 'validTo']).where('id', 'in', nodes).execute();
  const holders = ['', ...zones.map(({ id }) => id)];
  return {
    zones,
    divisions: await db
      .selectFrom('division')
      .select(['id', 'level', 'parentCode', 'validFrom', 'validTo'])
      .where('id', 'in', nodes)
      .execute(),
    members: await db
      .selectFrom('zoneMember')
      .select(['divisionCode', 'zoneId as holderId', 'validFrom', 'validTo'])
      .where((eb) => eb.or([eb('divisionCode', 'in', nodes), eb('zoneId', 'in', holders)]))
      .execute(),
    overrides: await db
      .selectFrom('managedBy')
      .select(['divisionCode', 'managerId as holderId', 'validFrom', 'validTo'])
      .where((eb) => eb.or([eb('divisionCode', 'in', nodes), eb('managerId', 'in', holders)]))
      .execute(),
  };
}

export async function closureRowsOf(db: Database, nodes: readonly string[]): Promise<ClosureRow[]> {
  const rows: ClosureRow[] = [];
  for (const some of portionsOf(nodes, 1))
    rows.push(...(await db.selectFrom('closure').selectAll().where('descendant', 'in', some).execute()));
  return rows;
}

/** Gives the nodes these rows in place of all that they had. */
export async function replaceClosure(
  db: Database,
  nodes: readonly string[],
  rows: readonly ClosureRow[],
): Promise<void> {
  for (const some of portionsOf(nodes, 1)) await db.deleteFrom('closure').where('descendant', 'in', some).execute();
  for (const some of portionsOf(rows, 4)) await db.insertInto('closure').values(some).execute();
}

/** All that is reached from some nodes by steps, themselves included. */
async function reachedFrom(
  nodes: readonly string[],
  step: (some: readonly string[]) => Promise<readonly string[]>,
): Promise<ReadonlySet<string>> {
  const reached = new Set(nodes);
  let latest = [...reached];
  while (latest.length > 0) {
    const next: string[] = [];
    for (const portion of portionsOf(latest, 5)) next.push(...(await step(portion)));
    latest = [...new Set(next)].filter((id) => !reached.has(id));
    for (const id of latest) reached.add(id);
  }
  return reached;
}

// Below SQLite's 32,766 parameters a statement.
const parametersAtOnce = 30_000;

const portionsOf = <Item>(items: readonly Item[], parametersEach: number): Item[][] => {
  const size = Math.floor(parametersAtOnce / parametersEach);
  return Array.from({ length: Math.ceil(items.length / size) }, (_, place) =>
    items.slice(place * size, (place + 1) * size),
  );
};
