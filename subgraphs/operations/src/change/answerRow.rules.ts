import type { RowSet, ShapeField, ShapeNode } from '@hub/schema';

export type Value = string | number | boolean | null;
export type Cells = Readonly<Record<string, Cell>>;
/** A value, a list of values, or the rows of a list in a row. */
export type Cell = Value | readonly (Value | Cells)[];

/** One row of an answer, flattened: what is nested stands in columns such as `person.resident.displayName`. */
export interface AnswerRow {
  readonly set: string;
  /** Known again by it in later answers, within its set. */
  readonly identity: string;
  /** Records that it says something of, as `Type:id`. */
  readonly records: readonly string[];
  readonly cells: Cells;
}

export interface AnswerRows {
  readonly rows: readonly AnswerRow[];
  /** Sets that were not answered, because their owner was away or had nothing to show: nothing is known of their rows. */
  readonly unanswered: readonly string[];
}

type Data = Readonly<Record<string, unknown>>;

/** Classes that say nothing about a person or a case. */
const silent: ReadonlySet<string> = new Set(['PUBLIC', 'OPERATIONAL', 'REFERENCE']);

/** The classes in the rows of these sets that say something about a person or a case. */
export const classesIn = (sets: readonly RowSet[]): string[] =>
  [...new Set(sets.flatMap(({ node }) => classesAt(node)))].filter((name) => !silent.has(name)).sort();

const classesAt = ({ classes, fields }: ShapeNode): string[] => [
  ...classes,
  ...fields.flatMap(({ node }) => (node ? classesAt(node) : [])),
];

/** The rows of an answer in its order; one that comes twice, on two pages, counts as it came last. */
export function rowsOf(sets: readonly RowSet[], data: Data): AnswerRows {
  const rows = new Map<string, AnswerRow>();
  const unanswered: string[] = [];
  for (const set of sets) {
    const items = itemsAt(data, set);
    if (!items) unanswered.push(set.name);
    for (const item of items ?? []) {
      const row = rowOf(set, item);
      rows.set(keyOf(row), row);
    }
  }
  return { rows: [...rows.values()], unanswered };
}

/** A row's name among all rows of an answer. */
export const keyOf = ({ set, identity }: Pick<AnswerRow, 'set' | 'identity'>): string => `${set}/${identity}`;

function itemsAt(data: Data, { path, kind }: RowSet): readonly Data[] | null {
  let at: unknown = data;
  for (const name of path) at = isObject(at) ? at[name] : null;
  if (kind === 'ONE') return isObject(at) ? [at] : null;
  const list = kind === 'CONNECTION' ? nodesOf(at) : at;
  return Array.isArray(list) ? list.filter(isObject) : null;
}

const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const nodesOf = (connection: unknown): unknown => {
  const edges = isObject(connection) ? connection.edges : null;
  return Array.isArray(edges) ? edges.map((edge: Data) => edge.node) : null;
};

function rowOf({ name, node, identity }: RowSet, item: Data): AnswerRow {
  const cells: Record<string, Cell> = {};
  flatten(node.fields, item, '', cells);
  const records = new Set<string>();
  collectRecords(node, item, records);
  return { set: name, identity: identityOf(identity, cells), records: [...records].sort(), cells };
}

const identityOf = (columns: readonly string[], cells: Cells): string =>
  columns.length === 1
    ? String(cells[columns[0] ?? ''] ?? '')
    : columns.length === 0
      ? ''
      : JSON.stringify(columns.map((column) => cells[column] ?? null));

/** Every column is there, whatever is null above it, so that all rows of a set have the same columns. */
function flatten(fields: readonly ShapeField[], item: Data | null, prefix: string, cells: Record<string, Cell>): void {
  for (const { name, kind, node } of fields) {
    const value = item?.[name] ?? null;
    if (kind === 'OBJECT' && node) flatten(node.fields, isObject(value) ? value : null, `${prefix}${name}.`, cells);
    else cells[prefix + name] = node ? listCell(node, kind === 'CONNECTION' ? nodesOf(value) : value) : (value as Cell);
  }
}

/** The columns of the first set, as they are where nothing was answered. */
export function emptyCells([set]: readonly RowSet[]): Cells {
  const cells: Record<string, Cell> = {};
  if (set) flatten(set.node.fields, null, '', cells);
  return cells;
}

function listCell(node: ShapeNode, list: unknown): Cell {
  if (!Array.isArray(list)) return null;
  return list.map((item: unknown) => {
    const cells: Record<string, Cell> = {};
    flatten(node.fields, isObject(item) ? item : null, '', cells);
    return cells;
  });
}

/** Entities in the row of which something is told that says more than that they exist. */
function collectRecords(node: ShapeNode, item: Data, records: Set<string>): void {
  const id = node.id === null ? undefined : item[node.id];
  if (typeof id === 'string' && node.classes.some((name) => !silent.has(name))) {
    const typename = node.typename === null ? undefined : item[node.typename];
    records.add(`${typeof typename === 'string' ? typename : node.type}:${id}`);
  }
  for (const { name, kind, node: inner } of node.fields) {
    if (!inner) continue;
    const value = kind === 'CONNECTION' ? nodesOf(item[name]) : item[name];
    for (const one of Array.isArray(value) ? value : [value]) if (isObject(one)) collectRecords(inner, one, records);
  }
}
