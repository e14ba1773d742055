import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type StatementSent, statementChannel } from '@hub/kernel';
import SqliteDatabase from 'better-sqlite3';

/** A step of a plan, as SQLite tells it. */
interface Step {
  readonly id: number;
  readonly parent: number;
  readonly detail: string;
}

/** Listens to the reading statements of all stores of this process, each kind of statement once. */
export function listenToStatements() {
  const heard = new Map<string, Set<string>>();
  const hear = (message: unknown): void => {
    const { location, statement } = message as StatementSent; // as the channel sends it
    if (location.dialect !== 'sqlite') return;
    const ofStore = heard.get(location.file) ?? new Set();
    heard.set(location.file, ofStore.add(statement.replace(/ in \((\?, )+\?\)/g, ' in (?)')));
  };
  subscribe(statementChannel.name, hear);
  return {
    heard: heard as ReadonlyMap<string, ReadonlySet<string>>,
    stop: () => void unsubscribe(statementChannel.name, hear),
  };
}

/** The statements of a store that read a whole table again for each row of another: what takes no time with few rows takes hours with many. */
export function nestedScans(file: string, statements: Iterable<string>): readonly string[] {
  const database = new SqliteDatabase(file, { readonly: true });
  const found = [...statements].flatMap((statement) => {
    const prepared = database.prepare(`explain query plan ${statement}`);
    const steps = prepared.all(...valuesFor(statement)) as Step[];
    const ofTables = steps.filter((step) => isScan(step) && !isOfResult(step, steps));
    return ofTables.filter((step) => isRepeated(step, steps)).map(({ detail }) => `${detail}: ${statement}`);
  });
  database.close();
  return found;
}

const valuesFor = (statement: string): readonly string[] =>
  statement
    .split('?')
    .slice(1)
    .map(() => '1');

const isScan = ({ detail }: Step): boolean => detail.startsWith('SCAN ') && !detail.startsWith('SCAN CONSTANT');

/** What a part of the statement found, kept for the rest of it. */
const isOfResult = ({ detail }: Step, steps: readonly Step[]): boolean =>
  steps.some((other) => other.detail === detail.replace('SCAN', 'MATERIALIZE'));

/** Within a question asked for each row, or the inner side of a join. */
function isRepeated(step: Step, steps: readonly Step[]): boolean {
  const isInner = steps.some(
    ({ id, parent, detail }) => parent === step.parent && id < step.id && /^(SCAN|SEARCH) /.test(detail),
  );
  const above = steps.find(({ id }) => id === step.parent);
  return isInner || (above !== undefined && (above.detail.startsWith('CORRELATED') || isRepeated(above, steps)));
}
