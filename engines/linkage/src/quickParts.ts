import { simplifiedUnit } from './characterForms.ts';
import { soundHashOf } from './soundOf.ts';
import { endHash, nextHash, startHash } from './textTable.ts';
import type { WaitingTexts } from './waitingTexts.ts';

/**
 * The short way to the parts of values as most of them are written: Chinese names of two to four signs, mobile numbers of eleven
 * digits, ID numbers of eighteen signs, dates as `1994-02-10`, divisions of twelve digits, addresses of road, house, building and room. Gives exactly what `partsOf` gives, or nothing: then the long way must be taken. Texts wait for their
 * numbers, which come to `target` and after it.
 */
export type QuickParts = (bytes: Uint8Array, from: number, to: number, parts: Int32Array, target: number) => boolean;

const LONGEST = 40;
const units = new Uint16Array(LONGEST + 1);
const built = new Uint16Array(LONGEST * 2);

const isHan = (unit: number): boolean => unit >= 0x4e00 && unit <= 0x9fa5;
const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;

/** Writes the text as simplified units; gives their number, or -1 for anything but ASCII and Chinese signs. */
const readUnits = (bytes: Uint8Array, from: number, to: number): number => {
  let length = 0;
  for (let at = from; at < to; length += 1) {
    if (length === LONGEST) return -1;
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      units[length] = first;
      at += 1;
      continue;
    }
    const unit = ((first & 15) << 12) | (((bytes[at + 1] ?? 0) & 63) << 6) | ((bytes[at + 2] ?? 0) & 63);
    if (first < 0xe4 || first > 0xe9 || !isHan(unit)) return -1;
    units[length] = simplifiedUnit(unit);
    at += 3;
  }
  return length;
};

const setOf = (signs: string): Uint8Array => {
  const set = new Uint8Array(0x10000);
  for (const sign of signs) set[sign.charCodeAt(0)] = 1;
  return set;
};

/** Signs with which titles end and placeholders begin. */
const TITLE_ENDS = setOf('生士志傅师某');
const PLACEHOLDER_STARTS = setOf('不未无匿姓测某暂空其');

const hashOfBuilt = (from: number, to: number): number => {
  let hash = startHash;
  for (let at = from; at < to; at += 1) hash = nextHash(hash, built[at] ?? 0);
  return endHash(hash, to - from);
};

const G = 103;

const quickName =
  (texts: WaitingTexts, signsOfUnits: (units: Uint16Array, length: number) => number): QuickParts =>
  (bytes, from, to, parts, target) => {
    const size = to - from;
    if (size !== 6 && size !== 9 && size !== 12) return false;
    const length = readUnits(bytes, from, to);
    if (length * 3 !== size || PLACEHOLDER_STARTS[units[0] ?? 0] === 1 || TITLE_ENDS[units[length - 1] ?? 0] === 1)
      return false;
    for (let at = 0; at < length; at += 1) built[at] = units[at] ?? 0;
    parts[0] = texts.add(built, 0, length, hashOfBuilt(0, length), target);
    parts[1] = soundHashOf(built, length);
    parts[2] = texts.add(built, 0, 1, hashOfBuilt(0, 1), target + 2);
    parts[4] = signsOfUnits(built, length);
    built[0] = G;
    parts[3] = texts.add(built, 0, length, hashOfBuilt(0, length), target + 3);
    return true;
  };

/** True where seven digits or more rise, fall or stay the same: then somebody may have typed them to fill the form. */
const mayBePlaceholder = (length: number): boolean => {
  let run = 1;
  let step = 9;
  for (let at = 1; at < length; at += 1) {
    const next = (units[at] ?? 0) - (units[at - 1] ?? 0);
    run = next === step ? run + 1 : 1;
    step = next;
    if (run >= 6 && step >= -1 && step <= 1) return true;
  }
  return false;
};

const OPERATORS_TEST = '13800138000';

const quickPhone =
  (texts: WaitingTexts): QuickParts =>
  (bytes, from, to, parts, target) => {
    if (to - from !== 11 || bytes[from] !== 49 || (bytes[from + 1] ?? 0) < 51) return false;
    let front = 0;
    let back = 0;
    let isTest = true;
    for (let at = 0; at < 11; at += 1) {
      const digit = bytes[from + at] ?? 0;
      if (!isDigit(digit)) return false;
      units[at] = digit;
      built[at] = digit;
      if (at < 5) front = front * 10 + digit - 48;
      if (at >= 6) back = back * 10 + digit - 48;
      if (digit !== OPERATORS_TEST.charCodeAt(at)) isTest = false;
    }
    if (isTest || mayBePlaceholder(11)) return false;
    parts[0] = texts.add(built, 0, 11, hashOfBuilt(0, 11), target);
    parts[1] = front;
    parts[2] = back;
    return true;
  };

const ID_WEIGHTS = Uint8Array.of(7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
const CHECK_SIGNS = Uint8Array.from('10X98765432', (sign) => sign.charCodeAt(0));
const [X, SMALL_X, NINE] = [88, 120, 57];

/** Writes an ID number of 18 signs to `built`: 1 when its check digit is right, 0 when it is wrong, -1 for any other text. */
const readId = (bytes: Uint8Array, from: number, to: number): number => {
  if (to - from !== 18) return -1;
  let sum = 0;
  let same = 0;
  for (let at = 0; at < 17; at += 1) {
    const digit = bytes[from + at] ?? 0;
    if (!isDigit(digit)) return -1;
    built[at] = digit;
    sum += (digit - 48) * (ID_WEIGHTS[at] ?? 0);
    if (digit === built[0]) same += 1;
  }
  const last = bytes[from + 17] === SMALL_X ? X : (bytes[from + 17] ?? 0);
  if (last !== X && (last < 48 || last > NINE)) return -1;
  built[17] = last;
  return same === 17 ? -1 : CHECK_SIGNS[sum % 11] === last ? 1 : 0;
};

const [RIGHT, WRONG] = [2, 3];

const quickId =
  (texts: WaitingTexts): QuickParts =>
  (bytes, from, to, parts, target) => {
    const validity = readId(bytes, from, to);
    if (validity < 0) return false;
    parts[0] = texts.add(built, 0, 18, hashOfBuilt(0, 18), target);
    parts[1] = validity === 1 ? RIGHT : WRONG;
    parts[2] = hashOfBuilt(0, 9);
    parts[3] = hashOfBuilt(9, 18);
    for (let at = 14; at < 18; at += 1) built[at - 8] = built[at] ?? 0;
    parts[4] = hashOfBuilt(0, 10);
    return true;
  };

const YEARS = 10_000;

/** Writes the parts of a day that a calendar may have; false for any other. */
type DayParts = (year: number, month: number, date: number, parts: Int32Array) => boolean;

/** Knows the text number of each day once it was met. */
const dayPartsOf = (partsOfDay: (day: number) => readonly number[]): DayParts => {
  const known = new Int32Array(YEARS * 400);
  return (year, month, date, parts) => {
    if (year < 1 || month < 1 || month > 12 || date < 1 || date > 31) return false;
    const day = year * 10_000 + month * 100 + date;
    const place = year * 400 + month * 31 + date - 31;
    if (known[place] === 0) known[place] = partsOfDay(day)[0] ?? 0;
    parts[0] = known[place] ?? 0;
    parts[1] = day;
    parts[2] = year;
    parts[3] = month * 100 + date;
    return true;
  };
};

/** The number that digits make, -1 where there is any other sign. */
const numberIn = (bytes: Uint8Array, from: number, to: number): number => {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = bytes[at] ?? 0;
    if (!isDigit(digit)) return -1;
    number = number * 10 + digit - 48;
  }
  return number;
};

const [HYPHEN, SLASH] = [45, 47];

/** Dates as `1994-02-10` and `1994/02/10`. */
export const quickDate = (partsOfDay: (day: number) => readonly number[]): QuickParts => {
  const write = dayPartsOf(partsOfDay);
  return (bytes, from, to, parts) => {
    if (to - from !== 10 || bytes[from + 4] !== bytes[from + 7]) return false;
    if (bytes[from + 4] !== HYPHEN && bytes[from + 4] !== SLASH) return false;
    return write(
      numberIn(bytes, from, from + 4),
      numberIn(bytes, from + 5, from + 7),
      numberIn(bytes, from + 8, to),
      parts,
    );
  };
};

const [V, ZERO] = [118, 48];

/** Divisions as twelve digits. */
const quickDivision =
  (texts: WaitingTexts): QuickParts =>
  (bytes, from, to, parts, target) => {
    if (to - from !== 12) return false;
    const county = numberIn(bytes, from, from + 6);
    const town = numberIn(bytes, from + 6, from + 9);
    const village = numberIn(bytes, from + 9, to);
    if (county <= 0 || town < 0 || village < 0) return false;
    built[0] = V;
    for (let at = 0; at < 12; at += 1) built[at + 1] = bytes[from + at] ?? ZERO;
    parts[0] = texts.add(built, 0, 13, hashOfBuilt(0, 13), target);
    parts[1] = county;
    parts[2] = town * 1000 + village;
    parts[3] = town === 0 ? 0 : county * 1000 + town;
    return true;
  };

/** The birth date that a valid ID number tells; nothing (0) for one with a wrong check digit. */
const quickDayOfId = (partsOfDay: (day: number) => readonly number[]): QuickParts => {
  const write = dayPartsOf(partsOfDay);
  return (bytes, from, to, parts) => {
    const validity = readId(bytes, from, to);
    if (validity < 0) return false;
    parts[0] = 0;
    if (validity === 0) return true;
    const year = numberIn(bytes, from + 6, from + 10);
    return write(year, numberIn(bytes, from + 10, from + 12), numberIn(bytes, from + 12, from + 14), parts);
  };
};

/** The gender that a valid ID number tells; nothing (0) for one with a wrong check digit. */
const quickGenderOfId = (partsOfGender: (isMale: boolean) => readonly number[]): QuickParts => {
  const known = Int32Array.of(0, 0);
  return (bytes, from, to, parts) => {
    const validity = readId(bytes, from, to);
    if (validity < 0) return false;
    const odd = (built[16] ?? 0) & 1;
    if (validity === 1 && known[odd] === 0) known[odd] = partsOfGender(odd === 1)[0] ?? 0;
    parts[0] = validity === 1 ? (known[odd] ?? 0) : 0;
    return true;
  };
};

/** The short way to what an ID number tells of its holder, for a birth date (`date`) or a gender. */
export const quickFactsOf = (
  kind: string,
  partsOfDay: (day: number) => readonly number[],
  partsOfGender: (isMale: boolean) => readonly number[],
): QuickParts => (kind === 'date' ? quickDayOfId(partsOfDay) : quickGenderOfId(partsOfGender));

/** Signs that say of what a number is the number, or of which division the rest is a part. */
const MEANING = setOf('省区市县栋幢座室房层楼户门号单元组院');
const BETWEEN = setOf('栋幢座室房单元-');
const [HAO, BAR, DASH] = ['号'.charCodeAt(0), 124, 45];

const quickAddress =
  (texts: WaitingTexts): QuickParts =>
  (bytes, from, to, parts, target) => {
    const length = readUnits(bytes, from, to);
    let at = 0;
    let hash = startHash;
    while (at < length && isHan(units[at] ?? 0)) {
      const unit = units[at] ?? 0;
      if (MEANING[unit] === 1) return false;
      built[at] = unit;
      hash = nextHash(hash, unit);
      at += 1;
    }
    const road = at;
    if (road === 0 || at >= length) return false;
    const roadHash = endHash(hash, road);
    built[road] = BAR;
    hash = nextHash(hash, BAR);
    let end = road + 1;
    for (; at < length && isDigit(units[at] ?? 0); at += 1, end += 1) {
      built[end] = units[at] ?? 0;
      hash = nextHash(hash, built[end] ?? 0);
    }
    if (end === road + 1 || units[at] !== HAO) return false;
    at += 1;
    if (at < length && !isDigit(units[at] ?? 0)) return false;
    const house = endHash(hash, end);
    // What follows are numbers of building, unit and room, each with its word or a dash after it.
    const groups = end + 1;
    built[end] = BAR;
    let count = 0;
    let building = 0;
    let buildingEnd = 0;
    let last = 0;
    end = groups;
    while (at < length) {
      if (count > 0) {
        built[end] = DASH;
        end += 1;
      }
      last = end;
      for (; at < length && isDigit(units[at] ?? 0); at += 1, end += 1) built[end] = units[at] ?? 0;
      if (end === last) return false;
      count += 1;
      if (count === 1) {
        hash = nextHash(hash, BAR);
        for (let i = groups; i < end; i += 1) hash = nextHash(hash, built[i] ?? 0);
        building = endHash(hash, end);
        buildingEnd = end;
      }
      for (; at < length && !isDigit(units[at] ?? 0); at += 1) if (BETWEEN[units[at] ?? 0] !== 1) return false;
    }
    let room = 0;
    if (count >= 2) {
      hash = nextHash(hash, BAR);
      for (let i = last; i < end; i += 1) hash = nextHash(hash, built[i] ?? 0);
      room = endHash(hash, buildingEnd + 1 + end - last);
    }
    parts[0] = texts.add(built, 0, end, hashOfBuilt(0, end), target);
    parts[1] = texts.add(built, 0, road, roadHash, target + 1);
    parts[2] = house;
    parts[3] = building;
    parts[4] = room;
    parts[5] = count;
    parts[6] = built[0] ?? 0;
    return true;
  };

/** The short way of a kind, where it has one. */
export const quickPartsOf = (
  kind: string,
  texts: WaitingTexts,
  signsOfUnits: (units: Uint16Array, length: number) => number,
): QuickParts | null => {
  if (kind === 'name') return quickName(texts, signsOfUnits);
  if (kind === 'phone') return quickPhone(texts);
  if (kind === 'id') return quickId(texts);
  if (kind === 'division') return quickDivision(texts);
  return kind === 'address' ? quickAddress(texts) : null;
};
