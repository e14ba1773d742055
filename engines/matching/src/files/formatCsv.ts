import type { TransportSolution } from '../flow/solveTransport.ts';
import type { Amounts } from './amountsCsv.ts';
import type { IdTable } from './idTable.ts';
import type { Pairs } from './pairsCsv.ts';

const PIECE = 1 << 18;
const COMMA = 44;
const NEWLINE = 10;
const QUOTE = 34;
const RETURN = 13;
const MOST_DIGITS = 9;
const MOST_DIGITS_VALUE = 10 ** MOST_DIGITS;
const encoder = new TextEncoder();

const isSpecial = (byte: number): boolean => byte === QUOTE || byte === COMMA || byte === NEWLINE || byte === RETURN;

/** Rows as bytes, written field by field. */
const createWriter = () => {
  let piece = new Uint8Array(PIECE);
  let size = 0;
  const make = (bytes: number): void => {
    if (size + bytes <= piece.length) return;
    const wider = new Uint8Array(Math.max(piece.length * 2, size + bytes));
    wider.set(piece.subarray(0, size));
    piece = wider;
  };
  const sign = (byte: number): void => {
    make(1);
    piece[size++] = byte;
  };
  const text = (words: string): void => {
    const bytes = encoder.encode(words);
    make(bytes.length);
    piece.set(bytes, size);
    size += bytes.length;
  };
  /** A whole number, its digits without making text of them. */
  const number = (value: number): void => {
    if (!(value >= 0 && value < MOST_DIGITS_VALUE)) {
      text(String(value));
      return;
    }
    make(MOST_DIGITS);
    let rest = value;
    let at = size;
    do {
      const tens = Math.floor(rest / 10);
      piece[at++] = 48 + rest - tens * 10;
      rest = tens;
    } while (rest > 0);
    for (let from = size, to = at - 1; from < to; from++, to--) {
      const digit = piece[from] as number;
      piece[from] = piece[to] as number;
      piece[to] = digit;
    }
    size = at;
  };
  /** An id in quotes where RFC 4180 asks for them. */
  const id = (ids: IdTable, position: number): void => {
    const length = ids.lengthOf(position);
    make(length * 2 + 2);
    ids.copy(position, piece, size);
    const end = size + length;
    let at = size;
    while (at < end && !isSpecial(piece[at] as number)) at++;
    if (at < end) quoteBytes(ids.bytesOf(position));
    else size = end;
  };
  const quoteBytes = (bytes: Uint8Array): void => {
    sign(QUOTE);
    for (const byte of bytes) {
      if (byte === QUOTE) sign(QUOTE);
      sign(byte);
    }
    sign(QUOTE);
  };
  /** The piece so far when it is large enough, or when it is the last; the next one begins empty. */
  const cut = (isLast: boolean): Uint8Array | null => {
    if (size === 0 || (!isLast && size < PIECE / 2)) return null;
    const full = piece.subarray(0, size);
    piece = new Uint8Array(PIECE);
    size = 0;
    return full;
  };
  return { sign, text, number, id, cut };
};

/** `need_id,resource_id,units,score` of every pair that carries units, in the order of the pairs, as pieces of a file. */
export const formatMatchesCsv = function* (
  needs: Amounts,
  resources: Amounts,
  pairs: Pairs,
  flow: Int32Array,
): Generator<Uint8Array> {
  const writer = createWriter();
  writer.text('need_id,resource_id,units,score\n');
  for (let k = 0; k < flow.length; k++) {
    if ((flow[k] as number) === 0) continue;
    writer.id(needs.ids, pairs.pairNeed[k] as number);
    writer.sign(COMMA);
    writer.id(resources.ids, pairs.pairResource[k] as number);
    writer.sign(COMMA);
    writer.number(flow[k] as number);
    writer.sign(COMMA);
    writer.number(pairs.pairScore[k] as number);
    writer.sign(NEWLINE);
    const piece = writer.cut(false);
    if (piece !== null) yield piece;
  }
  const piece = writer.cut(true);
  if (piece !== null) yield piece;
};

/** `resource_id,price` of every resource in the order of the file, as pieces of a file. */
export const formatPricesCsv = function* (
  resources: Amounts,
  { prices }: Pick<TransportSolution, 'prices'>,
): Generator<Uint8Array> {
  const writer = createWriter();
  writer.text('resource_id,price\n');
  for (let r = 0; r < resources.ids.count; r++) {
    writer.id(resources.ids, r);
    writer.sign(COMMA);
    writer.number(prices[r] as number);
    writer.sign(NEWLINE);
    const piece = writer.cut(false);
    if (piece !== null) yield piece;
  }
  const piece = writer.cut(true);
  if (piece !== null) yield piece;
};
