import { mixed } from './textTable.ts';

const TRIAL = 32_768;
const HARDLY_REPEATED = 0.2;

/**
 * Remembers what cells of one column of one table were normalised to, by their bytes, so that a name or a date that was seen
 * before costs no text at all. Gives itself up where cells hardly repeat themselves.
 */
export class RawCells {
  readonly #bytes: Uint8Array;
  readonly #width: number;
  #slots = new Int32Array(1 << 11);
  #hashes = new Int32Array(1 << 10);
  #from = new Uint32Array(1 << 10);
  #to = new Uint32Array(1 << 10);
  #parts: Int32Array;
  #count = 1;
  #asked = 0;
  #isUseful = true;
  #slot = 0;
  #hash = 0;

  constructor(bytes: Uint8Array, width: number) {
    this.#bytes = bytes;
    this.#width = width;
    this.#parts = new Int32Array(width << 10);
  }

  /** Copies what is known of these bytes to `rows[at …]`; false when nothing is. */
  copy(from: number, to: number, rows: Int32Array, at: number): boolean {
    if (!this.#isUseful) return false;
    const bytes = this.#bytes;
    let hash = to - from;
    for (let i = from; i < to; i += 1) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193) + (hash >>> 17);
    hash = mixed(hash);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    this.#asked += 1;
    for (let entry = this.#slots[slot] ?? 0; entry !== 0; entry = this.#slots[slot] ?? 0) {
      if (this.#hashes[entry] === hash && this.#isSame(entry, from, to)) {
        const parts = entry * this.#width;
        for (let part = 0; part < this.#width; part += 1) rows[at + part] = this.#parts[parts + part] ?? 0;
        return true;
      }
      slot = (slot + 1) & mask;
    }
    this.#slot = slot;
    this.#hash = hash;
    return false;
  }

  /** Keeps what the bytes just asked about were normalised to. */
  keep(from: number, to: number, rows: Int32Array, at: number): void {
    if (!this.#isUseful) return;
    if (this.#asked === TRIAL && this.#count > TRIAL * (1 - HARDLY_REPEATED)) {
      this.#isUseful = false;
      this.#slots = new Int32Array(0);
      this.#parts = new Int32Array(0);
      return;
    }
    const entry = this.#count;
    if (entry === this.#from.length) this.#grow();
    this.#hashes[entry] = this.#hash;
    this.#from[entry] = from;
    this.#to[entry] = to;
    const parts = entry * this.#width;
    for (let part = 0; part < this.#width; part += 1) this.#parts[parts + part] = rows[at + part] ?? 0;
    this.#slots[this.#slot] = entry;
    this.#count += 1;
    if (this.#count * 2 > this.#slots.length) this.#spread();
  }

  #isSame(entry: number, from: number, to: number): boolean {
    const known = this.#from[entry] ?? 0;
    if ((this.#to[entry] ?? 0) - known !== to - from) return false;
    for (let i = 0; i < to - from; i += 1) if (this.#bytes[known + i] !== this.#bytes[from + i]) return false;
    return true;
  }

  #grow(): void {
    const hashes = new Int32Array(this.#count * 2);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    const from = new Uint32Array(this.#count * 2);
    from.set(this.#from);
    this.#from = from;
    const to = new Uint32Array(this.#count * 2);
    to.set(this.#to);
    this.#to = to;
    const parts = new Int32Array(this.#count * 2 * this.#width);
    parts.set(this.#parts);
    this.#parts = parts;
  }

  #spread(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let entry = 1; entry < this.#count; entry += 1) {
      let slot = (this.#hashes[entry] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = entry;
    }
    this.#slots = slots;
  }
}
