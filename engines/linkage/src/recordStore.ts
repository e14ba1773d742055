import type { Encoded, FieldPlace } from './encode.ts';
import { PARTS } from './fileModel.ts';
import { type FrozenModel, fillWeights } from './frozenModel.ts';
import { partsOf, partsOfId, quickPartsFor, quickPartsOfId } from './normaliseValue.ts';
import type { QuickParts } from './quickParts.ts';
import { type Weights, weightTable } from './score.ts';
import { TextNumbers } from './textTable.ts';
import { WaitingTexts } from './waitingTexts.ts';

/** The texts of a record, by column. */
export type Cells = Readonly<Record<string, string>>;

/** A longer value is none that the short way knows. */
const longestQuick = 64;
const mostParts = Math.max(...Object.values(PARTS).map(({ length }) => length));
const utf8 = new TextEncoder();

/** How the values of a field become parts, and where these stand in a row. */
interface FieldWays {
  readonly kind: FieldPlace['kind'];
  readonly column: string;
  readonly readFrom: string | undefined;
  readonly at: number;
  readonly width: number;
  readonly quick: QuickParts | null;
  readonly quickId: QuickParts | null;
}

/** Records as rows of integers that come and go; numbers of rows that were given back are used again. */
export class RecordStore {
  readonly #frozen: FrozenModel;
  readonly #texts = new TextNumbers();
  readonly #places: readonly FieldPlace[];
  readonly #stride: number;
  readonly #free: number[] = [];
  /** The record that is being normalised: its row, and one value of it as UTF-8 and as parts. */
  readonly #row: Int32Array;
  readonly #bytes = new Uint8Array(longestQuick * 3);
  readonly #parts = new Int32Array(mostParts);
  readonly #waiting: WaitingTexts;
  readonly #fields: readonly FieldWays[];
  #encoded: Encoded;
  #weights: Weights;
  #weighed = 1;
  #rowCount = 0;

  constructor(frozen: FrozenModel, expectedRows: number) {
    this.#frozen = frozen;
    const { fields } = frozen.model;
    let stride = 0;
    const starts = fields.map(({ kind }) => {
      const at = stride;
      stride += PARTS[kind].length;
      return at;
    });
    this.#stride = stride;
    this.#places = fields.map(({ kind, swapsWith }, f) => {
      const other = fields.findIndex(({ column }) => column === swapsWith);
      return { kind, at: starts[f] ?? 0, swapAt: other < 0 ? -1 : (starts[other] ?? -1) };
    });
    this.#row = new Int32Array(stride);
    this.#waiting = new WaitingTexts(this.#texts, this.#row);
    this.#fields = fields.map(({ kind, column, readFrom }, f) => ({
      ...{ kind, column, readFrom, at: starts[f] ?? 0, width: PARTS[kind].length },
      quick: quickPartsFor(kind, this.#texts, this.#waiting),
      quickId: readFrom === undefined ? null : quickPartsOfId(kind, this.#texts),
    }));
    this.#encoded = this.#encodedWith(new Int32Array(Math.max(1024, expectedRows) * stride));
    this.#weights = { ...weightTable(frozen.model, frozen.trained), ...this.#roomFor(4096), namesake: frozen.namesake };
  }

  /** The rows as the stages read them; ask again after each `put`. */
  get encoded(): Encoded {
    return this.#encoded;
  }

  get weights(): Weights {
    return this.#weights;
  }

  /** Normalises a record into a row. */
  put(cells: Cells): number {
    const row = this.#free.pop() ?? this.#rowCount;
    this.#rowCount = Math.max(this.#rowCount, row + 1);
    let { rows } = this.#encoded;
    if ((row + 1) * this.#stride > rows.length) {
      const larger = new Int32Array(rows.length * 2);
      larger.set(rows);
      rows = larger;
    }
    this.#row.fill(0);
    for (const field of this.#fields) {
      const { kind, column, readFrom, quick, quickId } = field;
      const isRead =
        readFrom !== undefined &&
        this.#normalise(cells[readFrom], field, quickId, (text) => partsOfId(kind, text, this.#texts));
      if (!isRead) this.#normalise(cells[column], field, quick, (text) => partsOf(kind, text, this.#texts));
    }
    this.#waiting.settle();
    rows.set(this.#row, row * this.#stride);
    if (rows !== this.#encoded.rows || this.#texts.isMoved(this.#encoded.texts))
      this.#encoded = this.#encodedWith(rows);
    this.#weighNew();
    return row;
  }

  /** Writes the parts of a value into the row; false where it tells nothing. */
  #normalise(
    cell: string | undefined,
    { at, width }: FieldWays,
    quick: QuickParts | null,
    derive: (text: string) => readonly number[],
  ): boolean {
    const text = cell?.trim() ?? '';
    if (text === '') return false;
    const parts = this.#parts;
    const size = text.length > longestQuick ? 0 : utf8.encodeInto(text, this.#bytes).written;
    if (size === 0 || quick?.(this.#bytes, 0, size, parts, at) !== true) {
      const found = derive(text);
      for (let part = 0; part < width; part += 1) parts[part] = found[part] ?? 0;
    }
    if (parts[0] === 0) return false;
    for (let part = 0; part < width; part += 1) this.#row[at + part] = parts[part] ?? 0;
    return true;
  }

  /** Gives a row back. */
  remove(row: number): void {
    this.#free.push(row);
  }

  /** Some rows by themselves, in the order given, for stages that number rows from 0. */
  only(rows: readonly number[]): Encoded {
    const own = new Int32Array(rows.length * this.#stride);
    for (const [at, row] of rows.entries())
      own.set(this.#encoded.rows.subarray(row * this.#stride, (row + 1) * this.#stride), at * this.#stride);
    return { ...this.#encoded, rows: own, rowCount: rows.length, secondFrom: rows.length };
  }

  #encodedWith(rows: Int32Array): Encoded {
    const rowCount = rows.length / this.#stride;
    return {
      rows,
      stride: this.#stride,
      rowCount,
      secondFrom: rowCount,
      fields: this.#places,
      texts: this.#texts.view(),
    };
  }

  #roomFor(count: number): Pick<Weights, 'frequency' | 'family'> {
    return {
      frequency: this.#frozen.values.map(() => new Float32Array(count)),
      family: this.#frozen.values.map(({ family }) => (family === null ? null : new Float32Array(count))),
    };
  }

  #weighNew(): void {
    const { count } = this.#texts;
    const room = this.#weights.frequency[0]?.length ?? 0;
    if (count > room) {
      const larger = this.#roomFor(Math.max(count, room * 2));
      for (const [f, old] of this.#weights.frequency.entries()) larger.frequency[f]?.set(old);
      for (const [f, old] of this.#weights.family.entries()) if (old !== null) larger.family[f]?.set(old);
      this.#weights = { ...this.#weights, ...larger };
    }
    fillWeights(this.#frozen, this.#encoded.texts, this.#weighed, count, this.#weights);
    this.#weighed = count;
  }
}
