import { levelOfDays, MISSING } from './compare.ts';
import { type FieldKind, LEVEL_ROOM, LEVELS } from './fileModel.ts';
import { bitCount } from './textTable.ts';

/** A look at a field of two brief rows tells its level, or from which level on it lies (`orLater`). */
export const orLater = (level: number): number => LEVEL_ROOM + level;
export const LOOKS = LEVEL_ROOM * 2;
/** Equal as far as 16 bits tell. */
export const EQUAL = orLater(0);

const level = (kind: FieldKind, name: string): number => LEVELS[kind].indexOf(name);
const SAME_SOUND = orLater(level('name', 'SAME_SOUND'));
const ONE_SLIP = orLater(level('name', 'ONE_SLIP'));
const SAME_SURNAME = orLater(level('name', 'SAME_SURNAME'));
const OTHER_NAME = level('name', 'DIFFERENT');
const OTHER_PHONE = level('phone', 'DIFFERENT');
const PHONE_OF_HOUSEHOLD = orLater(level('phone', 'OF_HOUSEHOLD'));
const [COUNTY, PREFECTURE] = [orLater(level('division', 'COUNTY')), level('division', 'PREFECTURE')];
const OTHER_DIVISION = level('division', 'DIFFERENT');
const [NEIGHBOUR, OTHER_PLACE] = [orLater(level('address', 'NEIGHBOUR')), level('address', 'DIFFERENT')];
const PLACE_OF_HOUSEHOLD = orLater(level('address', 'OF_HOUSEHOLD'));
const [OTHER_ID, VALID_ID] = [level('id', 'DIFFERENT'), 2];
const UNEQUAL = orLater(1);

/** Pairs of brief rows, by where their field begins, and room for what is seen of it; fields go on with the parts of `BRIEF`. */
export type Views = {
  readonly rows: Int16Array;
  readonly lefts: Int32Array;
  readonly rights: Int32Array;
  readonly looks: Uint8Array;
};

/** Looks at the field at `at` of the first `count` pairs. Each kind has a loop of its own, which is what makes it quick. */
type LookAt = (views: Views, at: number, count: number) => void;

const isSame = (rows: Int16Array, a: number, b: number): boolean => rows[a] !== 0 && rows[a] === rows[b];

const lookAtName = (rows: Int16Array, a: number, b: number): number => {
  if (rows[a] === 0 || rows[b] === 0) return MISSING;
  if (rows[a] === rows[b]) return EQUAL;
  const low = rows[a + 4] ?? 0;
  const high = rows[a + 5] ?? 0;
  // A Latin name has no set of signs.
  if (rows[a + 2] === rows[b + 2] || (low === 0 && high === 0)) return SAME_SOUND;
  if (bitCount((low & (rows[b + 4] ?? 0) & 0xffff) | ((high & (rows[b + 5] ?? 0)) << 16)) >= 2) return ONE_SLIP;
  return rows[a + 3] === rows[b + 3] ? SAME_SURNAME : OTHER_NAME;
};

const lookAtDate = (rows: Int16Array, a: number, b: number): number => {
  if (rows[a] === 0 || rows[b] === 0) return MISSING;
  if (rows[a] === rows[b]) return EQUAL;
  const year = rows[a + 2] ?? 0;
  const otherYear = rows[b + 2] ?? 0;
  if (year < 0 || otherYear < 0) return UNEQUAL;
  return levelOfDays(year, rows[a + 3] ?? 0, otherYear, rows[b + 3] ?? 0);
};

const lookAtPhone = (rows: Int16Array, a: number, b: number): number => {
  if (rows[a] !== 0 && rows[b] !== 0) {
    if (rows[a] === rows[b]) return EQUAL;
    if (rows[a + 2] === rows[b + 2] || rows[a + 3] === rows[b + 3]) return UNEQUAL;
    return isSame(rows, a, b + 4) || isSame(rows, b, a + 4) ? orLater(OTHER_PHONE) : OTHER_PHONE;
  }
  return isSame(rows, a, b + 4) || isSame(rows, b, a + 4) ? PHONE_OF_HOUSEHOLD : MISSING;
};

const lookAtDivision = (rows: Int16Array, a: number, b: number): number => {
  if (rows[a] === 0 || rows[b] === 0) return MISSING;
  if (rows[a] === rows[b]) return EQUAL;
  if (rows[a + 2] !== rows[b + 2]) return OTHER_DIVISION;
  if (rows[a + 3] !== rows[b + 3]) return PREFECTURE;
  return isSame(rows, a + 4, b + 4) ? UNEQUAL : COUNTY;
};

const lookAtOtherPlace = (rows: Int16Array, a: number, b: number): number => {
  // A room may be known by other words; how rare the left ones are counts then, too.
  if (isSame(rows, a + 5, b + 5)) return EQUAL;
  if (isSame(rows, a + 3, b + 3)) {
    const isOther = rows[a + 4] !== rows[b + 4] && rows[a + 4] !== 0 && rows[b + 4] !== 0;
    return isOther ? NEIGHBOUR : UNEQUAL;
  }
  if (rows[a + 6] === rows[b + 6] || rows[a + 2] === 0 || rows[b + 2] === 0) return UNEQUAL;
  return isSame(rows, a + 4, b + 7) || isSame(rows, b + 4, a + 7) ? orLater(OTHER_PLACE) : OTHER_PLACE;
};

const lookAtPlace = (rows: Int16Array, a: number, b: number): number => {
  if (rows[a] !== 0 && rows[b] !== 0) return rows[a] === rows[b] ? EQUAL : lookAtOtherPlace(rows, a, b);
  return isSame(rows, a + 4, b + 7) || isSame(rows, b + 4, a + 7) ? PLACE_OF_HOUSEHOLD : MISSING;
};

const lookAtId = (rows: Int16Array, a: number, b: number): number => {
  if (rows[a] === 0 || rows[b] === 0) return MISSING;
  if (rows[a] === rows[b]) return EQUAL;
  return rows[a + 2] === VALID_ID && rows[b + 2] === VALID_ID ? OTHER_ID : UNEQUAL;
};

const atNames: LookAt = ({ rows, lefts, rights, looks }, at, count) => {
  for (let p = 0; p < count; p += 1) looks[p] = lookAtName(rows, (lefts[p] ?? 0) + at, (rights[p] ?? 0) + at);
};

const atDates: LookAt = ({ rows, lefts, rights, looks }, at, count) => {
  for (let p = 0; p < count; p += 1) looks[p] = lookAtDate(rows, (lefts[p] ?? 0) + at, (rights[p] ?? 0) + at);
};

const atPhones: LookAt = ({ rows, lefts, rights, looks }, at, count) => {
  for (let p = 0; p < count; p += 1) looks[p] = lookAtPhone(rows, (lefts[p] ?? 0) + at, (rights[p] ?? 0) + at);
};

const atDivisions: LookAt = ({ rows, lefts, rights, looks }, at, count) => {
  for (let p = 0; p < count; p += 1) looks[p] = lookAtDivision(rows, (lefts[p] ?? 0) + at, (rights[p] ?? 0) + at);
};

const atPlaces: LookAt = ({ rows, lefts, rights, looks }, at, count) => {
  for (let p = 0; p < count; p += 1) looks[p] = lookAtPlace(rows, (lefts[p] ?? 0) + at, (rights[p] ?? 0) + at);
};

const atIds: LookAt = ({ rows, lefts, rights, looks }, at, count) => {
  for (let p = 0; p < count; p += 1) looks[p] = lookAtId(rows, (lefts[p] ?? 0) + at, (rights[p] ?? 0) + at);
};

const atValues: LookAt = ({ rows, lefts, rights, looks }, at, count) => {
  for (let p = 0; p < count; p += 1) {
    const l = rows[(lefts[p] ?? 0) + at];
    const r = rows[(rights[p] ?? 0) + at];
    looks[p] = l === 0 || r === 0 ? MISSING : l === r ? EQUAL : UNEQUAL;
  }
};

/** How each kind is looked at. */
export const LOOK_AT: Readonly<Record<FieldKind, LookAt>> = {
  name: atNames,
  date: atDates,
  phone: atPhones,
  division: atDivisions,
  address: atPlaces,
  id: atIds,
  ...{ text: atValues, exact: atValues, number: atValues },
};

/** Looks at a field of which another column may hold the value. */
export const lookAtValues = atValues;
