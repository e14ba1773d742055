import { type CsvReader, type CsvRow, createCsvReader, integerOf, refusal, textOf } from './csv.ts';
import { createIdTable, type IdTable } from './idTable.ts';

/** Ids in the order of a file, with their amounts; an id's position is its number in the pairs. */
export interface Amounts {
  readonly ids: IdTable;
  readonly amounts: Float64Array;
}

export interface Reading<T> extends Pick<CsvReader, 'push'> {
  /** Ends the file and gives what was read. */
  readonly finish: () => T;
}

const MOST_UNITS = 2 ** 31 - 1;
const encoder = new TextEncoder();

/** The fields of these columns, by name in any order; columns that are not known are passed over. */
export const columnsOf = (
  file: string,
  row: CsvRow,
  names: readonly string[],
  optional: readonly string[],
): readonly number[] => {
  const header = Array.from({ length: row.fields }, (_, field) => textOf(file, row, field).trim());
  const missing = names.find((name) => !header.includes(name));
  if (missing !== undefined)
    throw refusal(file, row.line, 'NO_COLUMN', { column: missing, header: header.join(',').slice(0, 200) });
  return [...names, ...optional].map((name) => header.indexOf(name));
};

/** Refuses a row that ends before the last of these columns. */
export const needFields = (file: string, row: CsvRow, columns: readonly number[]): void => {
  const expected = Math.max(...columns) + 1;
  if (row.fields < expected) throw refusal(file, row.line, 'TOO_FEW_FIELDS', { met: row.fields, expected });
};

/** The bytes that a field means: in place, or without its quotes. */
const bytesOf = (file: string, row: CsvRow, field: number): { bytes: Uint8Array; from: number; to: number } => {
  const [from, to] = [row.from[field] as number, row.to[field] as number];
  if (row.quoted[field] === 0 && isAscii(row.bytes, from, to)) return { bytes: row.bytes, from, to };
  const bytes = encoder.encode(textOf(file, row, field));
  return { bytes, from: 0, to: bytes.length };
};

const isAscii = (bytes: Uint8Array, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if ((bytes[at] as number) >= 0x80) return false;
  return true;
};

/** The position of the id in a field, or -1. */
export const findId = (file: string, row: CsvRow, field: number, ids: IdTable): number => {
  const { bytes, from, to } = bytesOf(file, row, field);
  return ids.find(bytes, from, to);
};

const readAmounts = (file: string, column: string, most: number): Reading<Amounts> => {
  let columns: readonly number[] | null = null;
  const ids = createIdTable();
  let amounts = new Float64Array(1 << 12);
  const reader = createCsvReader(file, (row) => {
    if (columns === null) {
      columns = columnsOf(file, row, ['id', column], []);
      return;
    }
    needFields(file, row, columns);
    const amount = integerOf(file, row, columns[1] as number, column);
    const { bytes, from, to } = bytesOf(file, row, columns[0] as number);
    if (to === from) throw refusal(file, row.line, 'EMPTY_ID');
    if (amount < 0 || amount > most)
      throw refusal(file, row.line, 'OUT_OF_RANGE', { column, met: amount, least: 0, most });
    if (!ids.add(bytes, from, to))
      throw refusal(file, row.line, 'ID_TWICE', { id: textOf(file, row, columns[0] as number) });
    if (ids.count > amounts.length) {
      const wider = new Float64Array(amounts.length * 2);
      wider.set(amounts);
      amounts = wider;
    }
    amounts[ids.count - 1] = amount;
  });
  return {
    push: reader.push,
    finish: () => {
      reader.end();
      if (columns === null) throw refusal(file, 1, 'NO_HEADER');
      return { ids, amounts: amounts.subarray(0, ids.count) };
    },
  };
};

/** Reads `id,units` of needs; units up to 2^31 - 1. */
export const readNeedsCsv = (file: string): Reading<Amounts> => readAmounts(file, 'units', MOST_UNITS);

/** Reads `id,capacity` of resources. */
export const readResourcesCsv = (file: string): Reading<Amounts> =>
  readAmounts(file, 'capacity', Number.MAX_SAFE_INTEGER);
