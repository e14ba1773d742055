/** All different texts of the fields, numbered from 1 and laid flat in shared memory, so that any thread can compare them by number. */
export type TextTable = {
  /** UTF-16 units of all texts, end to end; text `t` is `units[starts[t] .. starts[t + 1])`. */
  readonly units: Uint16Array;
  readonly starts: Uint32Array;
  /** A 32-bit set of the units' hashes: two texts with few bits in common are not alike. */
  readonly signatures: Int32Array;
};

/** Gives each different text a number, from 1; the empty text is 0. */
export class TextNumbers {
  readonly #numbers = new Map<string, number>([['', 0]]);

  of(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(text, number);
    }
    return number;
  }

  get size(): number {
    return this.#numbers.size;
  }

  texts(): Iterable<string> {
    return this.#numbers.keys();
  }

  /** Lays the texts flat. */
  table(): TextTable {
    let length = 0;
    for (const text of this.#numbers.keys()) length += text.length;
    const units = new Uint16Array(new SharedArrayBuffer(length * 2));
    const starts = new Uint32Array(new SharedArrayBuffer((this.size + 1) * 4));
    const signatures = new Int32Array(new SharedArrayBuffer(this.size * 4));
    let number = 0;
    let end = 0;
    for (const text of this.#numbers.keys()) {
      let signature = 0;
      for (let at = 0; at < text.length; at += 1) {
        const unit = text.charCodeAt(at);
        units[end] = unit;
        end += 1;
        signature |= 1 << (unit & 31);
      }
      signatures[number] = signature;
      number += 1;
      starts[number] = end;
    }
    return { units, starts, signatures };
  }
}

/** Number of bits set. */
export const bitCount = (bits: number): number => {
  let b = bits - ((bits >>> 1) & 0x55555555);
  b = (b & 0x33333333) + ((b >>> 2) & 0x33333333);
  return Math.imul((b + (b >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};
