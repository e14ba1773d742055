import { type AnswerRow, type AnswerRows, type Cell, type Cells, keyOf } from './answerRow.rules.ts';

export const changeKinds = ['NEW', 'CHANGED', 'GONE'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface ChangedColumn {
  readonly column: string;
  readonly from: Cell;
  readonly to: Cell;
}

/** How one row of an answer differs from the same row before. */
export interface RowChange {
  readonly kind: ChangeKind;
  readonly set: string;
  readonly identity: string;
  readonly records: readonly string[];
  /** The row as it is now; nothing of a row that is gone. */
  readonly cells: Cells;
  /** What is other than before, for a row that changed. */
  readonly columns: readonly ChangedColumn[];
}

/** Rows that are known from before, by `keyOf`. */
export type KnownRows = ReadonlyMap<string, AnswerRow>;

/**
 * What an answer says that was not known before: new and changed rows in the order of the answer, then those that are gone. A set that
 * was not answered tells nothing, so that an owner who was away for an hour is no department without cases.
 */
export function compareRows(known: KnownRows, { rows, unanswered }: AnswerRows): RowChange[] {
  const met = new Set(rows.map(keyOf));
  const changes = rows.flatMap((row) => changeOf(known.get(keyOf(row)), row));
  const gone = [...known.values()]
    .filter((row) => !met.has(keyOf(row)) && !unanswered.includes(row.set))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return [...changes, ...gone.map(goneOf)];
}

const goneOf = ({ set, identity, records }: AnswerRow): RowChange => ({
  kind: 'GONE',
  set,
  identity,
  records,
  cells: {},
  columns: [],
});

function changeOf(before: AnswerRow | undefined, row: AnswerRow): RowChange[] {
  if (!before) return [{ kind: 'NEW', ...row, columns: [] }];
  const columns = changedColumns(before.cells, row.cells);
  return columns.length === 0 ? [] : [{ kind: 'CHANGED', ...row, columns }];
}

function changedColumns(before: Cells, now: Cells): ChangedColumn[] {
  const names = new Set([...Object.keys(now), ...Object.keys(before)]);
  return [...names].flatMap((column) => {
    const [from, to] = [before[column] ?? null, now[column] ?? null];
    return isSame(from, to) ? [] : [{ column, from, to }];
  });
}

function isSame(a: Cell | Cells, b: Cell | Cells): boolean {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, at) => isSame(one, b[at]));
  const [left, right] = [a as Cells, b as Cells];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every((name) => isSame(left[name] ?? null, right[name] ?? null));
}

/** What of a change moves the rows that are known. */
export type RowMove = Pick<RowChange, 'kind' | 'set' | 'identity' | 'records' | 'cells'>;

/** The rows that are known once changes have been delivered. */
export function knownAfter(known: KnownRows, changes: readonly RowMove[]): KnownRows {
  const next = new Map(known);
  for (const { kind, set, identity, records, cells } of changes) {
    const key = keyOf({ set, identity });
    if (kind === 'GONE') next.delete(key);
    else next.set(key, { set, identity, records, cells });
  }
  return next;
}

/** How many rows are new, changed and gone. */
export function countChanges(changes: readonly RowChange[]): Readonly<Record<ChangeKind, number>> {
  const counts = { NEW: 0, CHANGED: 0, GONE: 0 };
  for (const { kind } of changes) counts[kind]++;
  return counts;
}
