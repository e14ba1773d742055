/** Rows in order of their keys; `keys[i]` is the key of `rows[i]`. */
export type Order = { readonly rows: Int32Array; readonly keys: Int32Array };

export const sharedIntegers = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(length * 4));

const BITS = 11;
const BUCKETS = 1 << BITS;

/** One stable pass of the radix sort by the digit at `shift`. */
const pass = (from: Order, to: Order, shift: number): void => {
  const starts = new Int32Array(BUCKETS + 1);
  const { rows, keys } = from;
  for (let i = 0; i < keys.length; i += 1) {
    const digit = (((keys[i] ?? 0) >>> shift) & (BUCKETS - 1)) + 1;
    starts[digit] = (starts[digit] ?? 0) + 1;
  }
  for (let digit = 0; digit < BUCKETS; digit += 1) starts[digit + 1] = (starts[digit + 1] ?? 0) + (starts[digit] ?? 0);
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] ?? 0;
    const digit = (key >>> shift) & (BUCKETS - 1);
    const at = starts[digit] ?? 0;
    starts[digit] = at + 1;
    to.rows[at] = rows[i] ?? 0;
    to.keys[at] = key;
  }
};

/** Sorts the rows that have a key by key, then row: a radix sort that carries the keys along. */
export const orderByKey = (keyOfRow: Int32Array): Order => {
  let count = 0;
  for (let row = 0; row < keyOfRow.length; row += 1) if (keyOfRow[row] !== 0) count += 1;
  let from: Order = { rows: sharedIntegers(count), keys: sharedIntegers(count) };
  let to: Order = { rows: sharedIntegers(count), keys: sharedIntegers(count) };
  let at = 0;
  for (let row = 0; row < keyOfRow.length; row += 1) {
    const key = keyOfRow[row] ?? 0;
    if (key === 0) continue;
    from.rows[at] = row;
    from.keys[at] = key;
    at += 1;
  }
  for (let shift = 0; shift < 32; shift += BITS) {
    pass(from, to, shift);
    [from, to] = [to, from];
  }
  return from;
};

/** Sorts places stably by keys that all of them have, in place. */
const sortByKeys = (places: Int32Array, keyOf: (place: number) => number): void => {
  let from: Order = { rows: places, keys: new Int32Array(places.length) };
  let to: Order = { rows: new Int32Array(places.length), keys: new Int32Array(places.length) };
  for (let i = 0; i < places.length; i += 1) from.keys[i] = keyOf(places[i] ?? 0);
  for (let shift = 0; shift < 32; shift += BITS) {
    pass(from, to, shift);
    [from, to] = [to, from];
  }
  if (from.rows !== places) places.set(from.rows);
};

/** Sorts places in a list of integers (from 0 on) so that these rise; equal ones keep their order. */
export const sortByIntegers = (places: Int32Array, integers: Int32Array): void =>
  sortByKeys(places, (place) => integers[place] ?? 0);

/** Sorts places in a list of numbers so that these fall; equal ones keep their order. */
export const sortByFalling = (places: Int32Array, numbers: Float64Array): void => {
  const words = new Int32Array(numbers.buffer, numbers.byteOffset, numbers.length * 2);
  const lowOf = (place: number): number => words[place * 2] ?? 0;
  const highOf = (place: number): number => words[place * 2 + 1] ?? 0;
  // The bits of a positive number rise with it, those of a negative one fall (IEEE 754).
  sortByKeys(places, (place) => (highOf(place) < 0 ? lowOf(place) : ~lowOf(place)));
  sortByKeys(places, (place) => (highOf(place) < 0 ? highOf(place) : ~highOf(place) & 0x7fffffff));
};

/** The places of a list in their order. */
export const placesUpTo = (length: number): Int32Array => {
  const places = new Int32Array(length);
  for (let place = 0; place < length; place += 1) places[place] = place;
  return places;
};
