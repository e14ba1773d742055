import { accepted, type Parsed, refused, shapeOf } from './parsed.ts';
import { normaliseText } from './text.ts';

/** An amount of renminbi in whole fen (¥0.01), a safe integer; negative for what is taken back. */
export type Fen = number;

const form = /^(-?)[¥]?(\d{1,18}|\d{1,3}(?:,\d{3}){1,5})(?:\.(\d{1,18}))?(万|亿)?元?$/;
const decimalsOfScale: Readonly<Record<string, number>> = { '': 0, 万: 4, 亿: 8 };

/** Reads yuan, `1,234.5`, `¥80`, `131.2万元`, exactly into fen; less than a fen, or more than a safe integer of fen, is refused. */
export function parseYuan(text: string): Parsed<Fen> {
  const clean = normaliseText(text).replaceAll(' ', '').replace('−', '-');
  if (clean === '') return refused('AMOUNT_BLANK', 'nothing', 'an amount in yuan such as 1,234.50');
  const parts = form.exec(clean);
  if (parts === null) return refused('AMOUNT_FORM', shapeOf(clean), 'an amount in yuan such as 1,234.50');
  const [, sign = '', whole = '', fraction = '', scale = ''] = parts;
  // The decimal point moves within the text, because 1.15 × 100 is not 115 in floating point.
  const places = (decimalsOfScale[scale] ?? 0) + 2;
  const digits = fraction.replace(/0+$/, '').padEnd(places, '0');
  if (digits.length > places) return refused('AMOUNT_BELOW_FEN', shapeOf(clean), 'an amount in whole fen');
  const fen = Number(`${whole.replaceAll(',', '')}${digits}`);
  if (!Number.isSafeInteger(fen))
    return refused('AMOUNT_TOO_LARGE', shapeOf(clean), 'an amount under 90 trillion yuan');
  return accepted(sign === '-' && fen !== 0 ? -fen : fen);
}

/** Prints fen as yuan with grouping and two decimals: 123450 becomes `1,234.50`; `parseYuan` reads it back. */
export function printYuan(fen: Fen): string {
  assertFen(fen);
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`;
}

/** Throws a `RangeError` unless the value is a safe integer, the only form in which amounts are kept and added. */
export function assertFen(value: unknown): asserts value is Fen {
  if (!Number.isSafeInteger(value)) throw new RangeError('Met an amount that is no safe integer of fen.');
}
