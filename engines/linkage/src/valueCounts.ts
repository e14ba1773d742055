import type { Encoded } from './encode.ts';

/** How many records of each file hold each value, and how many hold any. */
export type Counts = {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly firsts: number;
  readonly seconds: number;
};

/** How many records of each file hold each text number at a place of the row. */
export const countsAt = (encoded: Encoded, place: number): Counts => {
  const first = new Int32Array(encoded.texts.signatures.length);
  const second = new Int32Array(first.length);
  let firsts = 0;
  let seconds = 0;
  for (let row = 0; row < encoded.rowCount; row += 1) {
    const value = encoded.rows[row * encoded.stride + place] ?? 0;
    if (value === 0) continue;
    if (row < encoded.secondFrom) {
      first[value] = (first[value] ?? 0) + 1;
      firsts += 1;
    } else {
      second[value] = (second[value] ?? 0) + 1;
      seconds += 1;
    }
  }
  return { first, second, firsts, seconds };
};

/** The share of the records that hold this value, of those that hold any. */
export const shareOf = ({ first, second, firsts, seconds }: Counts, value: number): number =>
  ((first[value] ?? 0) + (second[value] ?? 0)) / Math.max(1, firsts + seconds);
