import type { Cell, Cells, Value } from '../change/answerRow.rules.ts';
import type { ToldChange } from './payload.rules.ts';

/** A table for people: one row for each change, or for each row of an answer. */
export interface ChangeTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

const fixed = ['change', 'set', 'identity', 'matching', 'changed'] as const;

/** Changes as a table; the lists in a row take a column for each value of each item, such as `matches.1.score`. */
export function tableOf(changes: readonly ToldChange[]): ChangeTable {
  const spread = changes.map(({ row }) => spreadOf(row ?? {}));
  const columns = [...new Set(spread.flatMap((row) => [...row.keys()]))];
  const rows = changes.map((change, at): Value[] => [
    change.kind,
    change.set,
    change.identity,
    (change.matches ?? []).map(({ kind }) => kind).join(' '),
    (change.columns ?? []).map(({ column, from, to }) => `${column}: ${textOf(from)} → ${textOf(to)}`).join('; '),
    ...columns.map((column) => spread[at]?.get(column) ?? null),
  ]);
  return { columns: [...fixed, ...columns.map((column) => (isFixed(column) ? `row.${column}` : column))], rows };
}

/** Plain rows as a table, with a column for whatever stands in one of them. */
export function spreadTable(cells: readonly Cells[]): ChangeTable {
  const spread = cells.map((row) => spreadOf(row));
  const columns = [...new Set(spread.flatMap((row) => [...row.keys()]))];
  return { columns, rows: spread.map((row) => columns.map((column) => row.get(column) ?? null)) };
}

const isFixed = (column: string): boolean => (fixed as readonly string[]).includes(column);

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : JSON.stringify(cell));

function spreadOf(cells: Cells, prefix = '', spread = new Map<string, Value>()): Map<string, Value> {
  for (const [name, cell] of Object.entries(cells)) {
    if (cell === null || typeof cell !== 'object') {
      spread.set(prefix + name, cell);
      continue;
    }
    cell.forEach((item: Value | Cells, at: number) => {
      if (item === null || typeof item !== 'object') spread.set(`${prefix}${name}.${at + 1}`, item);
      else spreadOf(item, `${prefix}${name}.${at + 1}.`, spread);
    });
  }
  return spread;
}

/** Signs with which a spreadsheet begins a formula, those of East Asian width and leading blanks that hide one included. */
const formulaStart = /^[\t\r\n ]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** A text that no spreadsheet takes for a formula; numbers stay numbers. */
export const unformulated = (value: Value): Value =>
  typeof value === 'string' && formulaStart.test(value) ? `'${value}` : value;
