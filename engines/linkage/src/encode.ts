import { type FieldKind, type FileModel, type ModelField, PARTS, TEXT_PARTS } from './fileModel.ts';
import { partsOf, partsOfId, quickPartsFor, quickPartsOfId } from './normaliseValue.ts';
import { ofTable } from './problems.ts';
import type { QuickParts } from './quickParts.ts';
import { RawCells } from './rawCells.ts';
import { columnIndex, type Table } from './table.ts';
import { joinTexts, TextNumbers, type TextTable } from './textTable.ts';
import { WaitingTexts } from './waitingTexts.ts';

/** Where a field's parts lie in a row. */
export type FieldPlace = {
  readonly kind: FieldKind;
  readonly at: number;
  /** Where the value of the column that it may have been swapped with lies; -1 without one. */
  readonly swapAt: number;
};

/** All records of all files as rows of integers in shared memory; row `r` is `rows[r * stride .. (r + 1) * stride)`. */
export type Encoded = {
  readonly rows: Int32Array;
  readonly stride: number;
  readonly rowCount: number;
  /** Rows from here on are of the second file; `rowCount` when there is one file. */
  readonly secondFrom: number;
  readonly fields: readonly FieldPlace[];
  readonly texts: TextTable;
};

/** What a thread needs to encode a share of the fields; `rows` is written by all of them. */
export type EncodeTask = {
  readonly tables: readonly Table[];
  /** Of each table, the row of each line, where they differ. */
  readonly ranks: readonly (Int32Array | null)[];
  readonly fields: readonly ModelField[];
  readonly rows: Int32Array;
  readonly stride: number;
};

/** Fields by number that are encoded together, with numbers of their own for the texts: columns that may hold each other's values. */
export type FieldShare = { readonly fields: readonly number[] };

const placesOf = (fields: readonly ModelField[]): readonly number[] => {
  let next = 0;
  return fields.map(({ kind }) => {
    const at = next;
    next += PARTS[kind].length;
    return at;
  });
};

const rankOf = ({ order, rowCount }: Table): Int32Array | null => {
  if (order === undefined) return null;
  const rank = new Int32Array(new SharedArrayBuffer(rowCount * 4));
  for (let row = 0; row < rowCount; row += 1) rank[order[row] ?? 0] = row;
  return rank;
};

/** The task for these tables; throws a `FileProblem` for a column that a table does not have. */
export const encodeTask = (tables: readonly Table[], { fields }: FileModel): EncodeTask => {
  for (const [t, table] of tables.entries())
    for (const { column, readFrom } of fields)
      ofTable(t, () => {
        columnIndex(table, column);
        if (readFrom !== undefined) columnIndex(table, readFrom);
      });
  const stride = fields.reduce((sum, { kind }) => sum + PARTS[kind].length, 0);
  const rowCount = tables.reduce((sum, table) => sum + table.rowCount, 0);
  const rows = new Int32Array(new SharedArrayBuffer(rowCount * stride * 4));
  return { tables, ranks: tables.map(rankOf), fields, stride, rows };
};

/** What a value of each kind costs to normalise, roughly: what takes longest is begun first, so that threads end together. */
const COST: Readonly<Record<FieldKind, number>> = {
  ...{ name: 5, address: 5, phone: 3, text: 4, id: 4, division: 1.5, date: 1, exact: 0.5, number: 2 },
};

/** The fields in shares, dearest first; columns that may hold each other's values stay together. */
export const fieldShares = ({ fields }: EncodeTask): readonly FieldShare[] => {
  const groups = new Map<string, number[]>();
  for (const [f, { column, swapsWith }] of fields.entries()) {
    const known = swapsWith === undefined ? undefined : groups.get(swapsWith);
    const group = known ?? groups.get(column) ?? [];
    group.push(f);
    groups.set(column, group);
    if (swapsWith !== undefined) groups.set(swapsWith, group);
  }
  const costOf = (group: readonly number[]): number =>
    group.reduce((sum, f) => sum + COST[fields[f]?.kind ?? 'text'] + (fields[f]?.readFrom === undefined ? 0 : 1), 0);
  return [...new Set(groups.values())]
    .sort((a, b) => costOf(b) - costOf(a) || (a[0] ?? 0) - (b[0] ?? 0))
    .map((group) => ({ fields: group }));
};

/** Writes the parts of the cells of some lines. */
type Filler = (from: number, to: number) => void;

type Target = { readonly at: number; readonly width: number; readonly first: number; readonly rank: Int32Array | null };

/** Writes the parts of one column's cells; `derive` gives none where the text does not tell. */
const fillerOf = (
  { rows, stride }: EncodeTask,
  table: Table,
  column: string,
  { at, width, first, rank }: Target,
  quick: QuickParts | null,
  texts: WaitingTexts,
  derive: (text: string) => readonly number[],
): Filler => {
  const { bytes, starts, ends, header } = table;
  const c = columnIndex(table, column);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const known = new RawCells(bytes, width);
  const parts = new Int32Array(width);
  return (fromLine, toLine) => {
    for (let line = fromLine; line < toLine; line += 1) {
      const cell = line * header.length + c;
      const from = starts[cell] ?? 0;
      const to = ends[cell] ?? 0;
      if (from === to) continue;
      if (texts.isFull) texts.settle();
      const target = (first + (rank === null ? line : (rank[line] ?? 0))) * stride + at;
      if (quick?.(bytes, from, to, parts, target) !== true && !known.copy(from, to, parts, 0)) {
        const found = derive(buffer.toString('utf8', from, to));
        for (let part = 0; part < width; part += 1) parts[part] = found[part] ?? 0;
        known.keep(from, to, parts, 0);
      }
      if (parts[0] === 0) continue;
      for (let part = 0; part < width; part += 1) rows[target + part] = parts[part] ?? 0;
    }
    texts.settle();
  };
};

/** So many lines are done field by field, that they stay in the processor's cache. */
const LINES = 4096;

/** Encodes a share of the fields, with numbers of its own for the texts. */
export const encodeShare = (task: EncodeTask, share: FieldShare): TextTable => {
  const numbers = new TextNumbers();
  const texts = new WaitingTexts(numbers, task.rows);
  const places = placesOf(task.fields);
  let first = 0;
  for (const [t, table] of task.tables.entries()) {
    const fillers = share.fields.flatMap((f): readonly Filler[] => {
      const field = task.fields[f];
      if (field === undefined) return [];
      const { kind, column, readFrom } = field;
      const target = { at: places[f] ?? 0, width: PARTS[kind].length, first, rank: task.ranks[t] ?? null };
      const quick = quickPartsFor(kind, numbers, texts);
      const own = fillerOf(task, table, column, target, quick, texts, (text) => partsOf(kind, text, numbers));
      if (readFrom === undefined) return [own];
      const quickId = quickPartsOfId(kind, numbers);
      return [own, fillerOf(task, table, readFrom, target, quickId, texts, (text) => partsOfId(kind, text, numbers))];
    });
    for (let from = 0; from < table.rowCount; from += LINES)
      for (const fill of fillers) fill(from, Math.min(table.rowCount, from + LINES));
    first += table.rowCount;
  }
  return numbers.table();
};

/** Brings the shares' numbers of texts together: those of a later share go on where the earlier one ended. */
export const joinEncoded = (
  { tables, fields, rows, stride }: EncodeTask,
  shares: readonly (FieldShare & { readonly texts: TextTable })[],
): Encoded => {
  const places = placesOf(fields);
  let before = 0;
  for (const share of shares) {
    const more = before;
    const own = share.fields.flatMap((f) =>
      TEXT_PARTS[fields[f]?.kind ?? 'text'].map((part) => (places[f] ?? 0) + part),
    );
    before += share.texts.hashes.length - 1;
    if (more === 0) continue;
    for (let row = 0; row < rows.length; row += stride)
      for (let p = 0; p < own.length; p += 1) {
        const at = row + (own[p] ?? 0);
        const number = rows[at] ?? 0;
        if (number !== 0) rows[at] = number + more;
      }
  }
  return {
    rows,
    stride,
    rowCount: tables.reduce((sum, table) => sum + table.rowCount, 0),
    secondFrom: tables[0]?.rowCount ?? 0,
    fields: fields.map(({ kind, swapsWith }, f) => {
      const other = fields.findIndex(({ column }) => column === swapsWith);
      return { kind, at: places[f] ?? 0, swapAt: other < 0 ? -1 : (places[other] ?? -1) };
    }),
    texts: joinTexts(shares.map(({ texts }) => texts)),
  };
};

/** The normalising stage: each value to its parts, each part to an integer. */
export const encode = (tables: readonly Table[], model: FileModel): Encoded => {
  const task = encodeTask(tables, model);
  return joinEncoded(
    task,
    fieldShares(task).map((share) => ({ ...share, texts: encodeShare(task, share) })),
  );
};
