import type { FieldKind, FileModel, ModelField } from './fileModel.ts';
import { dayOf, factsOfId } from './normaliseValue.ts';
import { columnReader, type Table } from './table.ts';
import { hashOf } from './textTable.ts';

const SAMPLE = 4000;

/** The texts of a column in up to about 4,000 rows, evenly spaced. */
const rowsOf = (table: Table, column: string): readonly string[] => {
  const c = table.header.indexOf(column);
  if (c < 0) return [];
  const read = columnReader(table, c);
  const step = Math.max(1, Math.floor(table.rowCount / SAMPLE));
  return Array.from({ length: Math.floor(table.rowCount / step) }, (_, at) => read(at * step));
};

/** The different non-empty texts among them, of all files. */
const sampleOf = (tables: readonly Table[], column: string): readonly string[] => {
  const values = new Set(tables.flatMap((table) => rowsOf(table, column)));
  values.delete('');
  return [...values];
};

const share = (values: readonly string[], test: (value: string) => boolean): number =>
  values.length === 0 ? 0 : values.filter(test).length / values.length;

const isPlausibleDay = (value: string): boolean => {
  const day = /^[\d\s年月日./-]+$/.test(value) ? dayOf(value) : 0;
  const [year, month] = [Math.floor(day / 10000), Math.floor(day / 100) % 100];
  return year >= 1000 && year <= 2100 && month >= 1 && month <= 12 && day % 100 <= 31;
};

const GENDERS = /^(?:男|女|男性|女性|m|f|male|female|未知|unknown|u)$/i;
const HAN_NAME = /^\p{Script=Han}{1,4}$|^[\p{Script=Han}·.•・．\s]{2,24}$/u;
const HAN_ADDRESS = /[号栋幢室路街巷村组弄]/u;

/** `values` are the different texts among `rows` filled rows. */
const kindByValues = (column: string, values: readonly string[], rows: number): FieldKind => {
  const few = values.length <= 12 && values.length * 4 <= rows;
  const named = (pattern: RegExp): boolean => pattern.test(column);
  if (share(values, (value) => factsOfId(value) !== null || /^\d{6}\*+\w{2,4}$/.test(value)) > 0.5) return 'id';
  if (share(values, (value) => /^(?:\+?86)?[\s-]*1[3-9]\d{9}$/.test(value)) > 0.6 || named(/phone|mobile|电话|手机/i))
    return 'phone';
  if (!few && share(values, isPlausibleDay) > 0.7) return 'date';
  if (share(values, (value) => GENDERS.test(value)) > 0.7) return 'exact';
  if (
    share(values, (value) => /^[1-6]\d{5}(?:\d{3}|\d{6})?$/.test(value)) > 0.8 &&
    named(/div|区划|district|code|代码/i)
  )
    return 'division';
  if (
    share(values, (value) => HAN_ADDRESS.test(value) && /\p{Script=Han}{2}/u.test(value)) > 0.5 &&
    !named(/name|姓名/i)
  )
    return 'address';
  if (share(values, (value) => HAN_NAME.test(value)) > 0.7 && (values.length > 20 || named(/name|姓名/i)))
    return 'name';
  if (share(values, (value) => /^-?\d+\.\d+$/.test(value)) > 0.6) return 'number';
  return few ? 'exact' : 'text';
};

const SHARED_KINDS: ReadonlySet<FieldKind> = new Set(['phone', 'division', 'address']);
const SHARED_NAMES =
  /addr|street|suburb|city|town|county|state|post|zip|region|district|village|phone|tel|house|住址|地址|电话|村|镇|街/i;

const GIVEN = /given|first|fore|^fname/i;
const FAMILY = /sur|last|family|^lname/i;

const swapPartner = (column: string, columns: readonly string[]): string | undefined => {
  const numbered = /^(.*?)(\d)$/.exec(column);
  if (numbered !== null) return columns.find((other) => other === `${numbered[1]}${numbered[2] === '1' ? '2' : '1'}`);
  const opposite = GIVEN.test(column) ? FAMILY : FAMILY.test(column) ? GIVEN : null;
  return opposite === null ? undefined : columns.find((other) => opposite.test(other) && !/and|full/i.test(other));
};

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** True when nearly every value of `column` contains the values of two other columns: it repeats what they say. */
const isComposed = (table: Table, column: string, others: readonly string[]): boolean => {
  const own = rowsOf(table, column).map((text) => new Set(wordsOf(text)));
  const contained = others.filter((other) => {
    const parts = rowsOf(table, other).map(wordsOf);
    let inside = 0;
    let seen = 0;
    for (const [at, words] of parts.entries()) {
      if (words.length === 0 || (own[at]?.size ?? 0) < 2) continue;
      seen += 1;
      if (words.every((word) => own[at]?.has(word))) inside += 1;
    }
    return seen * 2 > parts.length && inside > seen * 0.8;
  });
  return contained.length >= 2;
};

const hashesOf = (table: Table, column: string): ReadonlySet<number> => {
  const read = columnReader(table, table.header.indexOf(column));
  const hashes = new Set<number>();
  for (let row = 0; row < table.rowCount; row += 1) hashes.add(hashOf(read(row)));
  return hashes;
};

/** A row number or a key of its own file: all values different, and hardly one of them in the other file. */
const isRowId = (tables: readonly Table[], column: string): boolean => {
  const isUnique = (table: Table): boolean => {
    const rows = rowsOf(table, column);
    return new Set(rows).size >= rows.length * 0.98 && hashesOf(table, column).size >= table.rowCount * 0.98;
  };
  if (!tables.every(isUnique)) return false;
  const [first, second] = tables.map((table) => hashesOf(table, column));
  return first === undefined || second === undefined || first.intersection(second).size < second.size * 0.001;
};

/** The fields of a model for files whose columns nobody described: kinds by name and content, never by who is who. */
export const guessFields = (tables: readonly Table[], idColumn: string): readonly ModelField[] => {
  const [first, ...rest] = tables;
  const inAll = (first?.header ?? []).filter(
    (column) => column !== idColumn && rest.every((table) => table.header.includes(column)),
  );
  const kinds = new Map<string, FieldKind>();
  for (const column of inAll) {
    const values = sampleOf(tables, column);
    const filled = tables.flatMap((table) => rowsOf(table, column)).filter((text) => text !== '').length;
    const kind = kindByValues(column, values, filled);
    const mayBeRowId = kind === 'text' || kind === 'exact' || kind === 'number';
    if (values.length > 0 && !(mayBeRowId && isRowId(tables, column))) kinds.set(column, kind);
  }
  // A column that is the same everywhere tells nobody apart; it is kept only when there is nothing else.
  const constant = [...kinds.keys()].filter((column) => sampleOf(tables, column).length < 2);
  if (constant.length < kinds.size) for (const column of constant) kinds.delete(column);
  const columns = [...kinds.keys()].filter(
    (column) =>
      first === undefined ||
      kinds.get(column) !== 'text' ||
      !isComposed(
        first,
        column,
        [...kinds.keys()].filter((other) => other !== column && kinds.get(other) === 'text'),
      ),
  );
  const idNumber = columns.find((column) => kinds.get(column) === 'id');
  return columns.map((column) => {
    const kind = kinds.get(column) ?? 'text';
    const swapsWith = kind === 'text' ? swapPartner(column, columns) : undefined;
    const isGender = kind === 'exact' && share(sampleOf(tables, column), (value) => /^[男女]$/.test(value)) > 0.9;
    const readFrom = kind === 'date' || isGender ? idNumber : undefined;
    const isShared =
      FAMILY.test(column) || SHARED_KINDS.has(kind) || (kind !== 'date' && kind !== 'id' && SHARED_NAMES.test(column));
    return {
      column,
      kind,
      ...(isShared ? { shared: true } : {}),
      ...(swapsWith === undefined ? {} : { swapsWith }),
      ...(readFrom === undefined ? {} : { readFrom }),
    };
  });
};

/** A model without blocking rules; `guessBlocking` adds them. */
export const modelOf = (fields: readonly ModelField[]): FileModel => ({
  version: 1,
  fields,
  blocking: [],
  maximumBlockPairs: 20_000,
  onePerFile: null,
  reviewProbability: 0.05,
});
