import type SqliteDatabase from 'better-sqlite3';
import { type SqliteDatabase as KyselyDatabase, SqliteDialect, type SqliteStatement } from 'kysely';

const mostOnce = 32;
const mostKept = 256;
/** A longer text lists thousands of values, hardly ever as many again, and its statement takes megabytes. */
const longestKept = 20_000;

/**
 * SQLite behind a dialect that keeps prepared statements: preparing one takes longer than most of them run. A text is kept from its second
 * use on, so that texts with values in them, as the ORM writes them, do not crowd out those that come again.
 */
export const keepingStatements = (database: SqliteDatabase.Database): SqliteDialect => {
  const once = new Map<string, SqliteStatement>();
  const kept = new Map<string, SqliteStatement>();
  const keeping: KyselyDatabase = {
    prepare(text) {
      const known = kept.get(text) ?? once.get(text);
      if (!known) {
        const prepared = database.prepare(text) as SqliteStatement;
        if (text.length <= longestKept) put(once, text, prepared, mostOnce);
        return prepared;
      }
      once.delete(text);
      kept.delete(text);
      put(kept, text, known, mostKept);
      return known;
    },
    close: () => void database.close(),
  };
  return new SqliteDialect({ database: keeping });
};

/** The last one put in stays longest. */
function put(statements: Map<string, SqliteStatement>, text: string, statement: SqliteStatement, most: number): void {
  statements.set(text, statement);
  if (statements.size <= most) return;
  const [oldest] = statements.keys();
  if (oldest !== undefined) statements.delete(oldest);
}
