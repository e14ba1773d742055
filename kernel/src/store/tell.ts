import { CompiledQuery, type Kysely, sql } from 'kysely';
import { inPortions } from './inPortions.ts';
import type { Dialect, FactNotice } from './store.ts';

const texts = new Map<string, string>();

/** The feed keeps one fact a record: a later fact takes the place of the earlier one and moves to the end. */
export async function tell(db: Kysely<never>, dialect: Dialect, facts: readonly FactNotice[]): Promise<void> {
  const latest = [...new Map(facts.map((fact) => [`${fact.kind}:${fact.id}`, fact])).values()];
  for (const some of inPortions(latest)) {
    const cells = some.flatMap(({ kind, id, version }) => [kind, id, version]);
    await db.executeQuery(CompiledQuery.raw(textFor(db, dialect, some.length), cells));
  }
}

function textFor(db: Kysely<never>, dialect: Dialect, facts: number): string {
  const key = `${dialect} ${facts}`;
  const text = texts.get(key) ?? statement(dialect, facts).compile(db).sql;
  texts.set(key, text);
  return text;
}

function statement(dialect: Dialect, facts: number) {
  const rows = sql.join(Array.from({ length: facts }, () => sql`(${null}, ${null}, ${null})`));
  if (dialect === 'sqlite') return sql`insert or replace into feed_fact (kind, id, version) values ${rows}`;
  return sql`insert into feed_fact (kind, id, version) values ${rows}
    on conflict (kind, id) do update set version = excluded.version,
    seq = nextval(pg_get_serial_sequence('feed_fact', 'seq')), xid = pg_current_xact_id()::text::bigint`;
}
