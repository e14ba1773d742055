import type { TransportSolution } from '../flow/solveTransport.ts';
import type { Amounts } from './amountsCsv.ts';
import type { IdTable } from './idTable.ts';
import type { Pairs } from './pairsCsv.ts';

const PIECE = 1 << 18;
const COMMA = 44;
const NEWLINE = 10;
const QUOTE = 34;
const encoder = new TextEncoder();

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
  /** An id in quotes where RFC 4180 asks for them. */
  const id = (ids: IdTable, position: number): void => {
    const bytes = ids.bytesOf(position);
    make(bytes.length * 2 + 2);
    if (!bytes.some((byte) => byte === QUOTE || byte === COMMA || byte === NEWLINE || byte === 13)) {
      piece.set(bytes, size);
      size += bytes.length;
      return;
    }
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
  return { sign, text, id, cut };
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
    writer.text(`,${flow[k]},${pairs.pairScore[k]}\n`);
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
    writer.text(`,${prices[r]}\n`);
    const piece = writer.cut(false);
    if (piece !== null) yield piece;
  }
  const piece = writer.cut(true);
  if (piece !== null) yield piece;
};
