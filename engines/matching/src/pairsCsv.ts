import { CsvError, type CsvReader, type CsvRow, createCsvReader, integerOf, textOf } from './csv.ts';
import type { TransportProblem } from './flow/network.ts';
import type { TransportSolution } from './flow/solveTransport.ts';

const MOST = 2 ** 31 - 1;

/** Ids in the order of a file, with their amounts; an id's position is its number in the pairs. */
export interface Amounts {
  readonly ids: readonly string[];
  readonly amounts: Float64Array;
  readonly positionOf: (id: string) => number | undefined;
}

export interface Reading<T> extends Pick<CsvReader, 'push'> {
  /** Ends the file and gives what was read. */
  readonly finish: () => T;
}

/** The fields of these columns, by name in any order; columns that are not known are passed over. */
const columnsOf = (
  file: string,
  row: CsvRow,
  names: readonly string[],
  optional: readonly string[],
): readonly number[] => {
  const header = Array.from({ length: row.fields }, (_, field) => textOf(file, row, field).trim());
  const missing = names.find((name) => !header.includes(name));
  if (missing !== undefined)
    throw new CsvError(file, { line: row.line, message: `no column ${missing}: the header is ${header.join(',')}` });
  return [...names, ...optional].map((name) => header.indexOf(name));
};

const needFields = (file: string, row: CsvRow, columns: readonly number[]): void => {
  const wanted = Math.max(...columns) + 1;
  if (row.fields < wanted)
    throw new CsvError(file, { line: row.line, message: `${row.fields} fields when expected ${wanted}` });
};

const readAmounts = (file: string, column: string, most: number): Reading<Amounts> => {
  let columns: readonly number[] | null = null;
  const ids: string[] = [];
  const amounts: number[] = [];
  const positions = new Map<string, number>();
  const reader = createCsvReader(file, (row) => {
    if (columns === null) {
      columns = columnsOf(file, row, ['id', column], []);
      return;
    }
    needFields(file, row, columns);
    const id = textOf(file, row, columns[0] as number);
    const amount = integerOf(file, row, columns[1] as number, column);
    const refuse = (message: string): never => {
      throw new CsvError(file, { line: row.line, message });
    };
    if (id === '') refuse('an empty id');
    if (positions.has(id)) refuse(`the id ${JSON.stringify(id)} is given twice`);
    if (amount < 0 || amount > most) refuse(`${column} is ${amount} when expected 0 to ${most}`);
    positions.set(id, ids.length);
    ids.push(id);
    amounts.push(amount);
  });
  return {
    push: reader.push,
    finish: () => {
      reader.end();
      if (columns === null) throw new CsvError(file, { line: 1, message: 'no header' });
      return { ids, amounts: Float64Array.from(amounts), positionOf: (id) => positions.get(id) };
    },
  };
};

/** Reads `id,units` of needs; units up to 2^31 - 1. */
export const readNeedsCsv = (file: string): Reading<Amounts> => readAmounts(file, 'units', MOST);

/** Reads `id,capacity` of resources. */
export const readResourcesCsv = (file: string): Reading<Amounts> =>
  readAmounts(file, 'capacity', Number.MAX_SAFE_INTEGER);

/** The pairs of a file as the arrays of a `TransportProblem`. */
export type Pairs = Pick<TransportProblem, 'pairNeed' | 'pairResource' | 'pairScore' | 'pairMax'>;

/** A growing column of 32-bit integers. */
const createColumn = () => {
  let values = new Int32Array(1 << 16);
  let size = 0;
  return {
    add: (value: number): void => {
      if (size === values.length) {
        const wider = new Int32Array(size + (size >> 1));
        wider.set(values);
        values = wider;
      }
      values[size++] = value;
    },
    // A view, not a copy: a file of pairs can be half of the memory.
    get: (): Int32Array => values.subarray(0, size),
  };
};

/** FNV-1a over the bytes of ids, so that a pair's ids are found without making text of them. */
const createFinder = ({ ids }: Amounts): ((row: CsvRow, field: number) => number) => {
  const encoder = new TextEncoder();
  const encoded = ids.map((id) => encoder.encode(id));
  const starts = new Int32Array(ids.length + 1);
  encoded.forEach((bytes, k) => {
    starts[k + 1] = (starts[k] as number) + bytes.length;
  });
  const all = new Uint8Array(starts[ids.length] as number);
  const size = 2 ** Math.ceil(Math.log2(ids.length * 2 + 2));
  const table = new Int32Array(size).fill(-1);
  const hash = (bytes: Uint8Array, from: number, to: number): number => {
    let mixed = 0x811c9dc5;
    for (let k = from; k < to; k++) mixed = Math.imul(mixed ^ (bytes[k] as number), 0x01000193);
    return (mixed ^ (mixed >>> 15)) & (size - 1);
  };
  encoded.forEach((bytes, k) => {
    all.set(bytes, starts[k]);
    let slot = hash(bytes, 0, bytes.length);
    while ((table[slot] as number) >= 0) slot = (slot + 1) & (size - 1);
    table[slot] = k;
  });
  return (row, field) => {
    const from = row.from[field] as number;
    const to = row.to[field] as number;
    for (let slot = hash(row.bytes, from, to); ; slot = (slot + 1) & (size - 1)) {
      const k = table[slot] as number;
      if (k < 0) return -1;
      const start = starts[k] as number;
      if ((starts[k + 1] as number) - start !== to - from) continue;
      let same = 0;
      while (same < to - from && all[start + same] === row.bytes[from + same]) same++;
      if (same === to - from) return k;
    }
  };
};

/** Reads `need_id,resource_id,score` and optionally `max_units` (empty: no bound of its own) into typed arrays. */
export const readPairsCsv = (file: string, needs: Amounts, resources: Amounts): Reading<Pairs> => {
  let columns: readonly number[] | null = null;
  const [pairNeed, pairResource, pairScore, pairMax] = [createColumn(), createColumn(), createColumn(), createColumn()];
  const findNeed = createFinder(needs);
  const findResource = createFinder(resources);
  const position = (row: CsvRow, field: number, column: string, known: Amounts, find: typeof findNeed): number => {
    const plain = row.quoted[field] === 1 ? -1 : find(row, field);
    const found = plain >= 0 ? plain : known.positionOf(textOf(file, row, field));
    if (found !== undefined) return found;
    const id = JSON.stringify(textOf(file, row, field));
    throw new CsvError(file, { line: row.line, message: `${column} ${id} is not among the ids given` });
  };
  const reader = createCsvReader(file, (row) => {
    if (columns === null) {
      columns = columnsOf(file, row, ['need_id', 'resource_id', 'score'], ['max_units']);
      return;
    }
    needFields(file, row, columns.slice(0, 3));
    const score = integerOf(file, row, columns[2] as number, 'score');
    if (Math.abs(score) > MOST)
      throw new CsvError(file, { line: row.line, message: `score is ${score} when expected at most ${MOST}` });
    pairNeed.add(position(row, columns[0] as number, 'need_id', needs, findNeed));
    pairResource.add(position(row, columns[1] as number, 'resource_id', resources, findResource));
    pairScore.add(score);
    if ((columns[3] as number) >= 0) pairMax.add(boundOf(file, row, columns[3] as number));
  });
  return {
    push: reader.push,
    finish: () => {
      reader.end();
      if (columns === null) throw new CsvError(file, { line: 1, message: 'no header' });
      const pairs = { pairNeed: pairNeed.get(), pairResource: pairResource.get(), pairScore: pairScore.get() };
      return (columns[3] as number) >= 0 ? { ...pairs, pairMax: pairMax.get() } : pairs;
    },
  };
};

const boundOf = (file: string, row: CsvRow, field: number): number => {
  if (field >= row.fields || row.to[field] === row.from[field]) return MOST;
  const most = integerOf(file, row, field, 'max_units');
  if (most < 0) throw new CsvError(file, { line: row.line, message: `max_units is ${most} when expected at least 0` });
  return Math.min(MOST, most);
};

/** Quotes a field where RFC 4180 asks for it. */
const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const ROWS_A_PIECE = 4096;

const pieces = function* (header: string, rows: Iterable<string>): Generator<string> {
  let piece = [header];
  for (const row of rows) {
    piece.push(row);
    if (piece.length < ROWS_A_PIECE) continue;
    yield `${piece.join('\n')}\n`;
    piece = [];
  }
  if (piece.length > 0) yield `${piece.join('\n')}\n`;
};

/** `need_id,resource_id,units,score` of every pair that carries units, in the order of the pairs, as pieces of text. */
export const formatMatchesCsv = (
  needs: Amounts,
  resources: Amounts,
  pairs: Pairs,
  { flow }: TransportSolution,
): Iterable<string> => {
  const rows = function* (): Generator<string> {
    for (let k = 0; k < flow.length; k++) {
      if ((flow[k] as number) === 0) continue;
      const need = needs.ids[pairs.pairNeed[k] as number] ?? '';
      const resource = resources.ids[pairs.pairResource[k] as number] ?? '';
      yield `${quote(need)},${quote(resource)},${flow[k]},${pairs.pairScore[k]}`;
    }
  };
  return pieces('need_id,resource_id,units,score', rows());
};

/** `resource_id,price` of every resource in the order of the file, as pieces of text. */
export const formatPricesCsv = (resources: Amounts, { prices }: TransportSolution): Iterable<string> => {
  const rows = function* (): Generator<string> {
    for (let r = 0; r < resources.ids.length; r++) yield `${quote(resources.ids[r] ?? '')},${prices[r]}`;
  };
  return pieces('resource_id,price', rows());
};
