import { compareAddress, DIFFERENT, ROAD } from './compareAddress.ts';
import type { Encoded, FieldPlace } from './encode.ts';
import { type FieldKind, LEVELS, PARTS } from './fileModel.ts';
import { editsUpToOne, isPrefix, isWithinTwoEdits, jaroWinkler } from './similarity.ts';
import { bitCount, type TextTable } from './textTable.ts';

/** The level of a field of which one side has no value. */
export const MISSING = 15;

/** Level of two values whose parts begin at `a` and `b`; both are there, and they are not equal. */
type Compare = (rows: Int32Array, a: number, b: number, texts: TextTable) => number;

const at = (array: Int32Array | Uint16Array | Uint32Array, index: number): number => array[index] ?? 0;
const lengthOf = (texts: TextTable, text: number): number => at(texts.starts, text + 1) - at(texts.starts, text);

const isSubsequence = (texts: TextTable, short: number, long: number): boolean => {
  const end = at(texts.starts, short + 1);
  let i = at(texts.starts, short);
  for (let j = at(texts.starts, long); j < at(texts.starts, long + 1) && i < end; j += 1) {
    if (texts.units[i] === texts.units[j]) i += 1;
  }
  return i === end;
};

const isRotation = (texts: TextTable, l: number, r: number): boolean => {
  const length = lengthOf(texts, l);
  if (length !== lengthOf(texts, r) || length < 2) return false;
  const a = at(texts.starts, l);
  const b = at(texts.starts, r);
  for (let turn = 1; turn < length; turn += 1) {
    let i = 0;
    while (i < length && texts.units[a + ((i + turn) % length)] === texts.units[b + i]) i += 1;
    if (i === length) return true;
  }
  return false;
};

/** True when two texts that are one edit apart have the same signs. */
const areRearranged = (texts: TextTable, l: number, r: number): boolean =>
  at(texts.signatures, l) === at(texts.signatures, r) &&
  editsUpToOne(texts, l, r) === 1 &&
  sumOf(texts, l) === sumOf(texts, r);

const areLastEqual = (texts: TextTable, l: number, r: number): boolean =>
  at(texts.units, at(texts.starts, l + 1) - 1) === at(texts.units, at(texts.starts, r + 1) - 1);

const sumOf = (texts: TextTable, text: number): number => {
  let sum = 0;
  for (let i = at(texts.starts, text); i < at(texts.starts, text + 1); i += 1) sum += at(texts.units, i);
  return sum;
};

/** False when two texts have so few different signs in common that no measure would call them alike. */
const mayBeAlike = (texts: TextTable, l: number, r: number): boolean => {
  const left = at(texts.signatures, l);
  const right = at(texts.signatures, r);
  return bitCount(left & right) * 2 >= Math.min(bitCount(left), bitCount(right));
};

const compareText: Compare = (rows, a, b, texts) => {
  const l = at(rows, a);
  const r = at(rows, b);
  if (!mayBeAlike(texts, l, r)) return 5;
  const left = lengthOf(texts, l);
  const right = lengthOf(texts, r);
  const longest = Math.max(left, right);
  if (longest >= 3 && editsUpToOne(texts, l, r) <= 1) return 2;
  if (longest >= 6 && isWithinTwoEdits(texts, l, r)) return 3;
  const similarity = jaroWinkler(texts, l, r);
  if (similarity >= 0.92) return 3;
  const short = left <= right ? l : r;
  return similarity >= 0.8 || isPrefix(texts, short, short === l ? r : l) ? 4 : 5;
};

/** The level of a Latin name by its level as text: equal, swapped, one edit, close, alike, different. */
const NAME_OF_TEXT = [0, 2, 2, 3, 5, 7];

const compareName: Compare = (rows, a, b, texts) => {
  const signs = at(rows, a + 4);
  const otherSigns = at(rows, b + 4);
  if (signs === 0) return NAME_OF_TEXT[compareText(rows, a, b, texts)] ?? 7;
  if (rows[a + 1] === rows[b + 1]) return 1;
  // All that is nearer has two signs in common.
  if (bitCount(signs & otherSigns) < 2) return rows[a + 2] === rows[b + 2] ? 6 : 7;
  const l = at(rows, a);
  const r = at(rows, b);
  const left = lengthOf(texts, l);
  const right = lengthOf(texts, r);
  const shortest = Math.min(left, right);
  const sameSurname = rows[a + 2] === rows[b + 2];
  if (shortest >= 3 && editsUpToOne(texts, l, r) <= 1)
    return left === right && sameSurname && !areRearranged(texts, l, r) ? (areLastEqual(texts, l, r) ? 3 : 4) : 2;
  if (isRotation(texts, l, r)) return 2;
  if (left !== right && shortest >= 2 && isSubsequence(texts, left < right ? l : r, left < right ? r : l)) return 5;
  return sameSurname ? 6 : 7;
};

const differentDigits = (left: number, right: number): number => {
  let count = 0;
  for (let l = left, r = right; l > 0 || r > 0; l = (l - (l % 10)) / 10, r = (r - (r % 10)) / 10)
    if (l % 10 !== r % 10) count += 1;
  return count;
};

/** The level of two different days, each given as its year and as the number MMDD. */
export const levelOfDays = (leftYear: number, leftDay: number, rightYear: number, rightDay: number): number => {
  const left = leftYear * 10000 + leftDay;
  const right = rightYear * 10000 + rightDay;
  const gap = Math.abs(left - right);
  if (leftYear === rightYear) {
    if (leftDay === 101 || rightDay === 101 || leftDay === 0 || rightDay === 0) return 2;
    const swapped = (leftDay % 100) * 100 + Math.floor(leftDay / 100) === rightDay;
    return swapped || gap === 1 || differentDigits(left, right) === 1 || areNeighboursSwapped(left, right)
      ? 1
      : sharedParts(leftDay, rightDay);
  }
  if (leftDay !== rightDay) return 5;
  if (gap === 10000 || differentDigits(left, right) === 1 || areNeighboursSwapped(left, right)) return 1;
  return leftDay === rightDay ? 3 : 5;
};

const compareDate: Compare = (rows, a, b) =>
  levelOfDays(at(rows, a + 2), at(rows, a + 3), at(rows, b + 2), at(rows, b + 3));

const sharedParts = (leftDay: number, rightDay: number): number =>
  Math.floor(leftDay / 100) === Math.floor(rightDay / 100) || leftDay % 100 === rightDay % 100 ? 3 : 4;

const areNeighboursSwapped = (left: number, right: number): boolean => {
  let l = left;
  let r = right;
  while (l % 10 === r % 10 && l > 0) {
    l = (l - (l % 10)) / 10;
    r = (r - (r % 10)) / 10;
  }
  const tail = l % 100;
  return (l - tail) / 100 === (r - (r % 100)) / 100 && (tail % 10) * 10 + (tail - (tail % 10)) / 10 === r % 100;
};

const STAR = 42;

const compareId: Compare = (rows, a, b, texts) => {
  const l = at(rows, a);
  const r = at(rows, b);
  if (rows[a + 1] === 1 || rows[b + 1] === 1) {
    const length = lengthOf(texts, l);
    if (length !== lengthOf(texts, r)) return MISSING;
    for (let i = 0; i < length; i += 1) {
      const x = texts.units[at(texts.starts, l) + i];
      const y = texts.units[at(texts.starts, r) + i];
      if (x !== y && x !== STAR && y !== STAR) return 4;
    }
    return 1;
  }
  // Two right check digits: both numbers are somebody's. Twins' numbers differ in the last digits only.
  if (rows[a + 1] === 2 && rows[b + 1] === 2) return 4;
  if (editsUpToOne(texts, l, r) <= 1) return 2;
  return isWithinTwoEdits(texts, l, r) ? 3 : 4;
};

const PHONE_OF_HOUSEHOLD = LEVELS.phone.indexOf('OF_HOUSEHOLD');
const ADDRESS_OF_HOUSEHOLD = LEVELS.address.indexOf('OF_HOUSEHOLD');
const OTHERS_PHONE = PARTS.phone.indexOf('household');
const BUILDING = PARTS.address.indexOf('building');
const OTHERS_BUILDING = PARTS.address.indexOf('household');

/** True when what one side tells (in part `own`) is told of others of the household on the other side (in part `others`). */
const isOfHousehold = (rows: Int32Array, a: number, b: number, own: number, others: number): boolean => {
  const l = at(rows, a + own);
  const r = at(rows, b + own);
  return (l !== 0 && l === rows[b + others]) || (r !== 0 && r === rows[a + others]);
};

/** The level of a field that one side does not tell. */
export const levelOfMissing = (kind: FieldKind, rows: Int32Array, a: number, b: number): number => {
  if (kind === 'phone') return isOfHousehold(rows, a, b, 0, OTHERS_PHONE) ? PHONE_OF_HOUSEHOLD : MISSING;
  if (kind !== 'address') return MISSING;
  return isOfHousehold(rows, a, b, BUILDING, OTHERS_BUILDING) ? ADDRESS_OF_HOUSEHOLD : MISSING;
};

/** The level of a field of which both sides tell the same: an address may tell no room. */
export const levelOfEqual = (kind: FieldKind, rows: Int32Array, a: number): number =>
  kind === 'address' && rows[a + 4] === 0 ? (rows[a + 3] === 0 ? 2 : 1) : 0;

const comparePhone: Compare = (rows, a, b, texts) => {
  const mayBeSlip = rows[a + 1] === rows[b + 1] || rows[a + 2] === rows[b + 2];
  if (mayBeSlip && editsUpToOne(texts, at(rows, a), at(rows, b)) <= 1) return 1;
  return isOfHousehold(rows, a, b, 0, OTHERS_PHONE) ? PHONE_OF_HOUSEHOLD : 2;
};

/** The level of two different divisions. */
export const levelOfDivision = (rows: Int32Array, a: number, b: number): number => {
  const leftCounty = at(rows, a + 1);
  const rightCounty = at(rows, b + 1);
  if (leftCounty !== rightCounty) return Math.floor(leftCounty / 100) === Math.floor(rightCounty / 100) ? 3 : 4;
  const leftTown = at(rows, a + 3);
  const rightTown = at(rows, b + 3);
  return leftTown === rightTown && leftTown !== 0 ? 1 : 2;
};

const compareNumber: Compare = (rows, a, b) => {
  const left = at(rows, a + 1);
  const right = at(rows, b + 1);
  return Math.abs(left - right) * 20 <= Math.max(Math.abs(left), Math.abs(right)) ? 1 : 2;
};

/** Others of the household may live where this side's record says, though it is on another road than the other one. */
const comparePlace: Compare = (rows, a, b, texts) => {
  const level = compareAddress(rows, a, b, texts);
  const isElsewhere = level === DIFFERENT || level === ROAD;
  return isElsewhere && isOfHousehold(rows, a, b, BUILDING, OTHERS_BUILDING) ? ADDRESS_OF_HOUSEHOLD : level;
};

const COMPARERS: Readonly<Record<FieldKind, Compare>> = {
  name: compareName,
  text: compareText,
  date: compareDate,
  id: compareId,
  phone: comparePhone,
  division: levelOfDivision,
  address: comparePlace,
  exact: () => 1,
  number: compareNumber,
};

export const compareField = (encoded: Encoded, field: FieldPlace, left: number, right: number): number => {
  const { rows, texts } = encoded;
  const a = left + field.at;
  const b = right + field.at;
  const l = at(rows, a);
  const r = at(rows, b);
  if (l === 0 || r === 0) return levelOfMissing(field.kind, rows, a, b);
  if (l === r) return levelOfEqual(field.kind, rows, a);
  if (field.swapAt >= 0 && (l === rows[right + field.swapAt] || r === rows[left + field.swapAt])) return 1;
  return COMPARERS[field.kind](rows, a, b, texts);
};

/** Compares rows `l` and `r`, field by field; writes each field's level (or `MISSING`) to `levels`. Symmetric. */
export const compareRows = (encoded: Encoded, l: number, r: number, levels: Uint8Array): void => {
  const left = l * encoded.stride;
  const right = r * encoded.stride;
  const { fields } = encoded;
  for (let f = 0; f < fields.length; f += 1) {
    const field = fields[f];
    if (field !== undefined) levels[f] = compareField(encoded, field, left, right);
  }
};
