import type { TextNumbers } from './textTable.ts';
import { touched } from './touch.ts';

/** So many texts are looked up together, and so many signs of theirs are kept at most. */
const ROOM = 256;
const SIGNS = 1 << 14;
/** One value has fewer texts than this, and fewer signs in them. */
const OF_ONE_VALUE = { texts: 8, signs: 1000 };

/** In the place of a number that is still to come. */
export const WAITING = -1;

/**
 * Texts that wait for their numbers. Where millions of texts are known they lie all over the memory, and fetching is what a look-up costs:
 * for many at once, each step touches all of them before the next one is taken, and the processor fetches them side by side.
 */
export class WaitingTexts {
  readonly #numbers: TextNumbers;
  readonly #rows: Int32Array;
  readonly #signs = new Uint16Array(SIGNS);
  #end = 0;
  readonly #hashes = new Int32Array(ROOM);
  readonly #starts = new Int32Array(ROOM + 1);
  readonly #targets = new Int32Array(ROOM);
  readonly #guesses = new Int32Array(ROOM);
  #count = 0;

  /** Numbers are written to `rows`. */
  constructor(numbers: TextNumbers, rows: Int32Array) {
    this.#numbers = numbers;
    this.#rows = rows;
  }

  /** Adds the text `units[from .. from + length)`, which is not empty, of a known hash; `rows[target]` gets its number. */
  add(units: Uint16Array, from: number, length: number, hash: number, target: number): typeof WAITING {
    for (let at = 0; at < length; at += 1) this.#signs[this.#end + at] = units[from + at] ?? 0;
    this.#end += length;
    this.#hashes[this.#count] = hash;
    this.#targets[this.#count] = target;
    this.#count += 1;
    this.#starts[this.#count] = this.#end;
    return WAITING;
  }

  /** True when there may be no room for the texts of one more value. */
  get isFull(): boolean {
    return this.#count + OF_ONE_VALUE.texts > ROOM || this.#end + OF_ONE_VALUE.signs > SIGNS;
  }

  /** Gives the texts their numbers, in the order in which they came. */
  settle(): void {
    const numbers = this.#numbers;
    const guesses = this.#guesses;
    const count = this.#count;
    for (let at = 0; at < count; at += 1) guesses[at] = numbers.likelyNumberOf(this.#hashes[at] ?? 0);
    for (let at = 0; at < count; at += 1) guesses[at] = numbers.startOf(guesses[at] ?? 0);
    let sum = 0;
    for (let at = 0; at < count; at += 1) sum ^= numbers.unitAt(guesses[at] ?? 0);
    touched(sum);
    for (let at = 0; at < count; at += 1) {
      const from = this.#starts[at] ?? 0;
      const length = (this.#starts[at + 1] ?? 0) - from;
      this.#rows[this.#targets[at] ?? 0] = numbers.ofUnits(this.#signs, from, length, this.#hashes[at] ?? 0);
    }
    this.#count = 0;
    this.#end = 0;
  }
}
