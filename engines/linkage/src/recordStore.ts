import type { Encoded, FieldPlace } from './encode.ts';
import { PARTS } from './fileModel.ts';
import { type FrozenModel, fillWeights } from './frozenModel.ts';
import { partsOf, partsOfId } from './normaliseValue.ts';
import { type Weights, weightTable } from './score.ts';
import { TextNumbers } from './textTable.ts';

/** The texts of a record, by column. */
export type Cells = Readonly<Record<string, string>>;

/** Records as rows of integers that come and go; numbers of rows that were given back are used again. */
export class RecordStore {
  readonly #frozen: FrozenModel;
  readonly #texts = new TextNumbers();
  readonly #places: readonly FieldPlace[];
  readonly #stride: number;
  readonly #free: number[] = [];
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
    rows.fill(0, row * this.#stride, (row + 1) * this.#stride);
    for (const [f, { kind, column, readFrom }] of this.#frozen.model.fields.entries()) {
      const read = readFrom === undefined ? [] : partsOfId(kind, (cells[readFrom] ?? '').trim(), this.#texts);
      const text = cells[column] ?? '';
      const parts = read.length > 0 ? read : text === '' ? [] : partsOf(kind, text.trim(), this.#texts);
      const at = row * this.#stride + (this.#places[f]?.at ?? 0);
      for (const [part, value] of parts.entries()) rows[at + part] = value;
    }
    if (rows !== this.#encoded.rows || this.#texts.isMoved(this.#encoded.texts))
      this.#encoded = this.#encodedWith(rows);
    this.#weighNew();
    return row;
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
