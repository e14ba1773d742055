import type { BlockIndex } from './blockIndex.ts';
import type { Encoded } from './encode.ts';
import { CACHE_LINE, touched } from './touch.ts';

/** Finds the rows that share a block with a new one. */
export class RowSearch {
  /** By row, the number of the search that met it last. */
  #seen = new Int32Array(1024);
  #number = 0;
  /** The rows that the last search found, as many as it said. */
  found = new Int32Array(1024);

  /**
   * Collects the rows of all blocks of a new row, each once; gives how many. That they lie all over the memory is what costs most, so each is
   * touched before any is compared: the processor fetches them side by side.
   */
  collect(row: number, { rows, stride, rowCount }: Encoded, blocks: BlockIndex, keys: Int32Array): number {
    if (rowCount > this.#seen.length) this.#seen = new Int32Array(rowCount);
    const seen = this.#seen;
    this.#number = (this.#number + 1) | 0;
    const mark = this.#number;
    seen[row] = mark;
    let count = 0;
    let sum = 0;
    const visit = (other: number): void => {
      if (seen[other] === mark) return;
      seen[other] = mark;
      if (count === this.found.length) this.#makeRoom();
      this.found[count] = other;
      count += 1;
      for (let at = other * stride; at < (other + 1) * stride; at += CACHE_LINE) sum ^= rows[at] ?? 0;
    };
    for (let rule = 0; rule < keys.length; rule += 1) blocks.eachIn(rule, keys[rule] ?? 0, visit);
    touched(sum);
    return count;
  }

  #makeRoom(): void {
    const larger = new Int32Array(this.found.length * 2);
    larger.set(this.found);
    this.found = larger;
  }
}
