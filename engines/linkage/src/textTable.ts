/** All different texts of the fields, numbered from 1 and laid flat in shared memory, so that any thread can compare them by number. */
export type TextTable = {
  /** UTF-16 units of all texts, end to end; text `t` is `units[starts[t] .. starts[t + 1])`. */
  readonly units: Uint16Array;
  readonly starts: Uint32Array;
  /** A 32-bit set of the units' hashes: two texts with few bits in common are not alike. */
  readonly signatures: Int32Array;
  /** A hash of each text's content: what it is called wherever the order of the rows must not matter. */
  readonly hashes: Int32Array;
};

/** Murmur3's finaliser: every bit of the input moves every bit of the output (an unseeded XOR of small integers does not). */
export const mixed = (value: number): number => {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
};

/** The hash of a text is taken unit by unit: begin, go on, end. */
export const startHash = 0x9747b28c | 0;
export const nextHash = (hash: number, unit: number): number =>
  (Math.imul(hash ^ unit, 0x01000193) + (hash >>> 17)) | 0;
export const endHash = (hash: number, length: number): number => mixed(hash ^ length) || 1;

/** A hash of a text's content; never 0. */
export const hashOf = (text: string): number => {
  let hash = startHash;
  for (let at = 0; at < text.length; at += 1) hash = nextHash(hash, text.charCodeAt(at));
  return endHash(hash, text.length);
};

const shared16 = (length: number): Uint16Array<SharedArrayBuffer> => new Uint16Array(new SharedArrayBuffer(length * 2));

/** Gives each different text a number, from 1; the empty text is 0. Keeps no strings: texts lie flat, found by an open hash table. */
export class TextNumbers {
  #units = shared16(1 << 14);
  #starts = new Uint32Array(1 << 10);
  #hashes = new Int32Array(1 << 10);
  #signatures = new Int32Array(1 << 10);
  /** Hash and number of a text side by side, 0 in an empty slot. */
  #slots = new Int32Array(1 << 12);
  #mask = (1 << 11) - 1;
  #count = 1;
  #end = 0;

  of(text: string): number {
    if (text === '') return 0;
    const hash = hashOf(text);
    const length = text.length;
    const slots = this.#slots;
    let slot = hash & this.#mask;
    for (let known = slots[slot * 2] ?? 0; known !== 0; known = slots[slot * 2] ?? 0) {
      const number = slots[slot * 2 + 1] ?? 0;
      if (known === hash && this.#isText(number, text)) return number;
      slot = (slot + 1) & this.#mask;
    }
    const from = this.#end;
    this.#makeRoom(length);
    for (let at = 0; at < length; at += 1) this.#units[from + at] = text.charCodeAt(at);
    return this.#add(slot, hash, length);
  }

  /** The number of the text `units[from .. from + length)`, whose hash is given; it has at least one unit. */
  ofUnits(units: Uint16Array, from: number, length: number, hash: number): number {
    const slots = this.#slots;
    let slot = hash & this.#mask;
    for (let known = slots[slot * 2] ?? 0; known !== 0; known = slots[slot * 2] ?? 0) {
      const number = slots[slot * 2 + 1] ?? 0;
      if (known === hash && this.#isUnits(number, units, from, length)) return number;
      slot = (slot + 1) & this.#mask;
    }
    this.#makeRoom(length);
    for (let at = 0; at < length; at += 1) this.#units[this.#end + at] = units[from + at] ?? 0;
    return this.#add(slot, hash, length);
  }

  /** The number that a text of this hash has, unless another text came in its way; 0 for none. */
  likelyNumberOf(hash: number): number {
    return this.#slots[(hash & this.#mask) * 2 + 1] ?? 0;
  }

  /** Where the units of a text begin. */
  startOf(number: number): number {
    return this.#starts[number] ?? 0;
  }

  unitAt(place: number): number {
    return this.#units[place] ?? 0;
  }

  /** The texts so far, in shared memory; numbers given later are not in it. */
  table(): TextTable {
    const units = shared16(this.#end);
    units.set(this.#units.subarray(0, this.#end));
    const starts = new Uint32Array(new SharedArrayBuffer((this.#count + 1) * 4));
    starts.set(this.#starts.subarray(0, this.#count + 1));
    const hashes = new Int32Array(new SharedArrayBuffer(this.#count * 4));
    hashes.set(this.#hashes.subarray(0, this.#count));
    const signatures = new Int32Array(new SharedArrayBuffer(this.#count * 4));
    signatures.set(this.#signatures.subarray(0, this.#count));
    return { units, starts, signatures, hashes };
  }

  /** The texts as they lie, without a copy; good until `isMoved` says otherwise. Arrays are longer than the texts. */
  view(): TextTable {
    return { units: this.#units, starts: this.#starts, signatures: this.#signatures, hashes: this.#hashes };
  }

  /** True when texts were moved since the view was taken. */
  isMoved(view: TextTable): boolean {
    return view.units !== this.#units || view.starts !== this.#starts;
  }

  /** How many numbers were given, 0 for the empty text among them. */
  get count(): number {
    return this.#count;
  }

  #lengthOf(number: number): number {
    return (this.#starts[number + 1] ?? 0) - (this.#starts[number] ?? 0);
  }

  #isText(number: number, text: string): boolean {
    if (this.#lengthOf(number) !== text.length) return false;
    const from = this.#starts[number] ?? 0;
    for (let at = 0; at < text.length; at += 1) if (this.#units[from + at] !== text.charCodeAt(at)) return false;
    return true;
  }

  #isUnits(number: number, units: Uint16Array, start: number, length: number): boolean {
    if (this.#lengthOf(number) !== length) return false;
    const from = this.#starts[number] ?? 0;
    for (let at = 0; at < length; at += 1) if (this.#units[from + at] !== units[start + at]) return false;
    return true;
  }

  #makeRoom(length: number): void {
    if (this.#end + length <= this.#units.length) return;
    const larger = shared16(Math.max(this.#units.length * 2, this.#end + length));
    larger.set(this.#units);
    this.#units = larger;
  }

  #add(slot: number, hash: number, length: number): number {
    const number = this.#count;
    if (number + 1 === this.#starts.length) {
      const starts = new Uint32Array(number * 2 + 2);
      starts.set(this.#starts);
      this.#starts = starts;
      const hashes = new Int32Array(number * 2 + 2);
      hashes.set(this.#hashes);
      this.#hashes = hashes;
      const signatures = new Int32Array(number * 2 + 2);
      signatures.set(this.#signatures);
      this.#signatures = signatures;
    }
    this.#starts[number] = this.#end;
    this.#hashes[number] = hash;
    this.#slots[slot * 2] = hash;
    this.#slots[slot * 2 + 1] = number;
    let signature = 0;
    for (let at = this.#end; at < this.#end + length; at += 1) signature |= 1 << ((this.#units[at] ?? 0) & 31);
    this.#signatures[number] = signature;
    this.#end += length;
    this.#starts[number + 1] = this.#end;
    this.#count += 1;
    if (this.#count * 2 > this.#mask) this.#spread();
    return number;
  }

  #spread(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = this.#mask * 2 + 1;
    for (let number = 1; number < this.#count; number += 1) {
      const hash = this.#hashes[number] ?? 0;
      let slot = hash & mask;
      while (slots[slot * 2] !== 0) slot = (slot + 1) & mask;
      slots[slot * 2] = hash;
      slots[slot * 2 + 1] = number;
    }
    this.#slots = slots;
    this.#mask = mask;
  }
}

/** Number of bits set. */
export const bitCount = (bits: number): number => {
  let b = bits - ((bits >>> 1) & 0x55555555);
  b = (b & 0x33333333) + ((b >>> 2) & 0x33333333);
  return Math.imul((b + (b >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/** The texts of several tables as one: text `t` of a later table follows the last one of those before it. */
export const joinTexts = (tables: readonly TextTable[]): TextTable => {
  const [only] = tables;
  if (only !== undefined && tables.length === 1) return only;
  const count = tables.reduce((sum, { hashes }) => sum + hashes.length - 1, 1);
  const end = tables.reduce((sum, { units }) => sum + units.length, 0);
  const units = shared16(end);
  const starts = new Uint32Array(new SharedArrayBuffer((count + 1) * 4));
  const signatures = new Int32Array(new SharedArrayBuffer(count * 4));
  const hashes = new Int32Array(new SharedArrayBuffer(count * 4));
  let number = 1;
  let from = 0;
  for (const table of tables) {
    const texts = table.hashes.length - 1;
    units.set(table.units, from);
    hashes.set(table.hashes.subarray(1), number);
    signatures.set(table.signatures.subarray(1), number);
    for (let text = 1; text <= texts + 1; text += 1) starts[number + text - 1] = (table.starts[text] ?? 0) + from;
    number += texts;
    from += table.units.length;
  }
  return { units, starts, signatures, hashes };
};
