import type { PlainRows } from './csv.ts';
import type { IdTable } from './idTable.ts';

const COMMA = 44;
const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
const MINUS = 45;
const MOST = 2 ** 31 - 1;
const MOST_DIGITS = 9;
const NOT_PLAIN = -MOST;

/** Where each column of the pairs stands in a row; -1 for one that is not there. */
export interface PairColumns {
  readonly need: number;
  readonly resource: number;
  readonly score: number;
  readonly most: number;
}

// These take positions and give positions, because a variable that functions share is read from memory for each byte.

/** The position of the comma or line end after a field that is passed over; -1 when anything in it is not plain, or the bytes end. */
const endOfField = (bytes: Uint8Array, from: number): number => {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === COMMA || byte === NEWLINE) return at;
    if (byte === QUOTE || byte >= 0x80) return -1;
    if (byte === RETURN) return bytes[at + 1] === NEWLINE ? at : -1;
  }
  return -1;
};

/** Whether the bytes from `at` on are those from `from` to `to`, and a field ends there; four at a time. */
const isSame = (bytes: Uint8Array, words: DataView, at: number, from: number, to: number): boolean => {
  const length = to - from;
  if (at + length >= bytes.length || bytes[at + length] !== COMMA) return false;
  let k = 0;
  for (; k + 4 <= length; k += 4) if (words.getInt32(at + k) !== words.getInt32(from + k)) return false;
  for (; k < length; k++) if (bytes[at + k] !== bytes[from + k]) return false;
  return true;
};

/**
 * Reads the rows that millions of pairs are made of: known ids and small numbers without quotes or spaces, ending in a line break.
 * Whatever is otherwise, a fault included, is left to the common reader, which finds its words.
 */
export const createPlainPairs = (
  columns: PairColumns,
  needs: IdTable,
  resources: IdTable,
  take: (need: number, resource: number, score: number, most: number) => void,
): PlainRows => {
  const { need: needField, resource: resourceField, score: scoreField, most: mostField } = columns;
  const lastField = Math.max(needField, resourceField, scoreField);

  return (bytes, start) => {
    const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let previousFrom = 0;
    let previousTo = 0;
    let previousNeed = -1;
    let rows = 0;
    let done = start;
    for (;;) {
      let at = done;
      let need = -1;
      let resource = -1;
      let score = NOT_PLAIN;
      let most = MOST;
      for (let field = 0; ; field++) {
        const from = at;
        if (field === scoreField || field === mostField) {
          const isNegative = bytes[at] === MINUS;
          if (isNegative) at++;
          const first = at;
          let value = 0;
          for (; at < first + MOST_DIGITS; at++) {
            const digit = (bytes[at] as number) - 48;
            if (!(digit >= 0 && digit <= 9)) break;
            value = (value * 10 + digit) | 0;
          }
          if (isNegative) value = -value;
          if (field === scoreField && at > first) score = value;
          else if (at > first || isNegative) most = at > first ? value : NOT_PLAIN;
        } else if (field === needField && previousNeed >= 0 && isSame(bytes, words, at, previousFrom, previousTo)) {
          need = previousNeed; // the pairs of a need often stand together
          at += previousTo - previousFrom;
        } else {
          at = endOfField(bytes, at);
          if (at < 0) return { at: done, rows };
          if (field === needField) {
            need = needs.find(bytes, from, at);
            previousNeed = need;
            previousFrom = from;
            previousTo = at;
          } else if (field === resourceField) resource = resources.find(bytes, from, at);
        }
        const end = bytes[at];
        if (end === COMMA) at++;
        else if (end === NEWLINE || (end === RETURN && bytes[at + 1] === NEWLINE)) {
          if (field < lastField || need < 0 || resource < 0 || score === NOT_PLAIN || most < 0)
            return { at: done, rows };
          at += end === RETURN ? 2 : 1;
          break;
        } else return { at: done, rows };
      }
      take(need, resource, score, most);
      rows++;
      done = at;
    }
  };
};
