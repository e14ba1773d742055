import type { PlainRows } from './csv.ts';
import { HASH_START, hashStep, type IdTable } from './idTable.ts';

const COMMA = 44;
const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
const MINUS = 45;
const MOST = 2 ** 31 - 1;

/** Where each column of the pairs stands in a row; -1 for one that is not there. */
export interface PairColumns {
  readonly need: number;
  readonly resource: number;
  readonly score: number;
  readonly most: number;
}

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
  const last = Math.max(columns.need, columns.resource, columns.score, columns.most);
  let bytes: Uint8Array = new Uint8Array(0);
  let at = 0;
  let previousFrom = 0;
  let previousTo = 0;
  let previousNeed = -1;

  /** Reads an id up to its comma or line end; -1 when it is not plain or not known. */
  const readId = (ids: IdTable): number => {
    const from = at;
    let hash = HASH_START;
    for (; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte === COMMA || byte === NEWLINE) return ids.findHashed(hash, bytes, from, at);
      if (byte === QUOTE || byte === RETURN || byte >= 0x80) return -1;
      hash = hashStep(hash, byte);
    }
    return -1;
  };

  /** The same for needs, whose pairs often stand together. */
  const readNeed = (): number => {
    const length = previousTo - previousFrom;
    if (previousNeed >= 0 && at + length < bytes.length) {
      let same = 0;
      while (same < length && bytes[at + same] === bytes[previousFrom + same]) same++;
      const end = bytes[at + same];
      if (same === length && (end === COMMA || end === NEWLINE)) {
        at += length;
        return previousNeed;
      }
    }
    previousFrom = at;
    previousNeed = readId(needs);
    previousTo = at;
    return previousNeed;
  };

  /** Reads a whole number of at most nine digits; NaN when it is not plain. */
  const readNumber = (): number => {
    const isNegative = bytes[at] === MINUS;
    if (isNegative) at++;
    const from = at;
    let value = 0;
    for (; at < bytes.length; at++) {
      const digit = (bytes[at] as number) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (at === from || at - from > 9) return Number.NaN;
    return isNegative ? -value : value;
  };

  const skipField = (): boolean => {
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) return false;
      if (byte === COMMA || byte === NEWLINE) return true;
    }
    return false;
  };

  /** Reads one row and takes it; false when any of it is not plain. */
  const readRow = (): boolean => {
    let need = -1;
    let resource = -1;
    let score = Number.NaN;
    let most = MOST;
    for (let field = 0; ; field++) {
      if (field === columns.need) {
        need = readNeed();
        if (need < 0) return false;
      } else if (field === columns.resource) {
        resource = readId(resources);
        if (resource < 0) return false;
      } else if (field === columns.score) {
        score = readNumber();
        if (Number.isNaN(score)) return false;
      } else if (field === columns.most) {
        const isEmpty = bytes[at] === COMMA || bytes[at] === NEWLINE;
        most = isEmpty ? MOST : readNumber();
        if (!(most >= 0)) return false;
      } else if (!skipField()) return false;
      if (bytes[at] === RETURN && bytes[at + 1] === NEWLINE) at++;
      if (bytes[at] === NEWLINE) {
        at++;
        if (field < last && (field < columns.need || field < columns.resource || field < columns.score)) return false;
        take(need, resource, score, most);
        return true;
      }
      if (bytes[at] !== COMMA) return false;
      at++;
    }
  };

  return (chunk, start) => {
    bytes = chunk;
    previousNeed = -1;
    let rows = 0;
    let done = start;
    for (at = start; at < chunk.length && readRow(); done = at) rows++;
    return { at: done, rows };
  };
};
