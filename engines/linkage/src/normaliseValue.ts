import { isMaskedIdNumber, parseMobile, residentIdCheckDigit } from '@hub/values';
import { simplify } from './characterForms.ts';
import type { FieldKind } from './fileModel.ts';
import { normaliseName } from './normaliseName.ts';
import { type QuickParts, quickDate, quickFactsOf, quickPartsOf } from './quickParts.ts';
import { soundOf } from './soundOf.ts';
import { hashOf, mixed, type TextNumbers } from './textTable.ts';
import type { WaitingTexts } from './waitingTexts.ts';

const BLANKS: ReadonlySet<string> = new Set([
  ...['', '-', '--', '/', '.', '?', 'n/a', 'na', 'nan', 'null', 'none', 'unknown', 'unk', 'not known'],
  ...['不详', '未知', '无', '暂无', '未填', '未登记', '空', '其他'],
]);

/** Gives the parts of a value (see `PARTS`), or `null` for nothing. */
type Normalise = (text: string, numbers: TextNumbers) => readonly number[] | null;

const name: Normalise = (text, numbers) => {
  const title = /^(.{1,2})(?:先生|女士|同志|师傅|老师|某某?)$/u.exec(text);
  const normalised = normaliseName(title?.[1] ?? text);
  if (normalised === '') return null;
  const first = normalised.slice(0, (normalised.codePointAt(0) ?? 0) > 0xffff ? 2 : 1);
  return [
    numbers.of(normalised),
    hashOf(soundOf(normalised)),
    numbers.of(first),
    numbers.of(`g${normalised.slice(first.length)}`),
    signsOfText(normalised),
  ];
};

const LATIN = 0x2e80;

const unitsOf = (name: string): Uint16Array =>
  Uint16Array.from({ length: name.length }, (_, at) => name.charCodeAt(at));

/**
 * A set of the signs of a Chinese name in 32 bits, so that most names are told apart without being looked at: 0 for a Latin
 * name, all bits where two of its signs share one.
 */
const signsOf = (units: Uint16Array, length: number): number => {
  if ((units[0] ?? 0) < LATIN) return 0;
  let bits = 0;
  for (let at = 0; at < length; at += 1) {
    const bit = 1 << (mixed(units[at] ?? 0) & 31);
    if ((bits & bit) !== 0) {
      let first = 0;
      while (units[first] !== units[at]) first += 1;
      if (first === at) return -1;
    }
    bits |= bit;
  }
  return bits;
};

const signsOfText = (name: string): number => signsOf(unitsOf(name), name.length);

/** The short way for usual values of this kind, where there is one; see `QuickParts`. */
export const quickPartsFor = (kind: FieldKind, numbers: TextNumbers, texts: WaitingTexts): QuickParts | null =>
  kind === 'date' ? quickDate((day) => partsOfDay(day, numbers)) : quickPartsOf(kind, texts, signsOf);

const plain = (text: string): string =>
  simplify(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();

const words: Normalise = (text, numbers) => {
  const bare = plain(text);
  return bare === '' ? null : [numbers.of(bare), hashOf(bare.slice(0, 3))];
};

const exact: Normalise = (text, numbers) => {
  const bare = plain(text);
  return bare === '' ? null : [numbers.of(bare)];
};

/** Reads `1994-02-10`, `1994/2/10`, `1994年2月10日`, `19940210` and `10/02/1994` as 19940210; a day that no calendar has stays as typed; 0 for nothing. */
export const dayOf = (text: string): number => {
  const groups = text.normalize('NFKC').match(/\d+/g) ?? [];
  const [first = '', second = '', third = ''] = groups;
  if (first.length === 8) return Number(first);
  if (first.length === 4 && second.length <= 2) return Number(first) * 10000 + Number(second) * 100 + Number(third);
  if (third.length === 4) return Number(third) * 10000 + Number(second) * 100 + Number(first);
  return first.length === 4 || first.length === 6 ? Number(first.padEnd(8, '0')) : 0;
};

const date: Normalise = (text, numbers) => {
  const day = dayOf(text);
  return day === 0 ? null : partsOfDay(day, numbers);
};

/** The parts of a day written as the number YYYYMMDD. */
export const partsOfDay = (day: number, numbers: TextNumbers): readonly number[] => [
  numbers.of(`d${day}`),
  day,
  Math.floor(day / 10000),
  day % 10000,
];

const VALID = 2;
const MASKED = 1;
const INVALID = 3;

/** Upper-case digits of an ID number, 15 digits made 18, whatever stands for hidden digits as `*`. */
const idText = (text: string): string => {
  const bare = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (isMaskedIdNumber(bare)) return bare.replace(/[×•●○■#?]/g, '*').replace(/X(?!$)/g, '*');
  if (!/^\d{15}$/.test(bare)) return bare;
  const first = `${bare.slice(0, 6)}19${bare.slice(6)}`;
  return `${first}${residentIdCheckDigit(first)}`;
};

/** True for 18 signs with the right check digit. */
const isValidId = (text: string): boolean =>
  /^\d{17}[\dX]$/.test(text) && text[17] === residentIdCheckDigit(text.slice(0, 17));

const id: Normalise = (text, numbers) => {
  const bare = idText(text);
  if (bare === '' || BLANKS.has(bare.toLowerCase()) || /^(.)\1*$/.test(bare)) return null;
  const masked = bare.includes('*');
  const ends = bare.length === 18 ? hashOf(`${bare.slice(0, 6)}${bare.slice(14)}`) : 0;
  if (masked) return [numbers.of(bare), MASKED, 0, 0, ends];
  const middle = bare.length >> 1;
  const validity = isValidId(bare) ? VALID : INVALID;
  return [numbers.of(bare), validity, hashOf(bare.slice(0, middle)), hashOf(bare.slice(middle)), ends];
};

/** Birth date (YYYYMMDD) and gender of a valid resident ID number; `null` for any other text. */
export const factsOfId = (text: string): { readonly day: number; readonly gender: '男' | '女' } | null => {
  const bare = idText(text);
  if (!isValidId(bare)) return null;
  return { day: Number(bare.slice(6, 14)), gender: Number(bare[16]) % 2 === 1 ? '男' : '女' };
};

const phone: Normalise = (text, numbers) => {
  const parsed = parseMobile(text);
  if (parsed.ok) return phoneParts(parsed.value, numbers);
  const digits = text.normalize('NFKC').replace(/\D/g, '');
  return digits.length < 6 || parsed.problem === 'MOBILE_PLACEHOLDER' || /^(\d)\1*$/.test(digits)
    ? null
    : phoneParts(digits, numbers);
};

/** With the first and the last five digits: one slip leaves one of them as it was. */
const phoneParts = (digits: string, numbers: TextNumbers): readonly number[] => [
  numbers.of(digits),
  Number(digits.slice(0, 5)),
  Number(digits.slice(-5)),
];

const division: Normalise = (text, numbers) => {
  const digits = text.normalize('NFKC').replace(/\D/g, '').slice(0, 12);
  if (digits.length < 2 || /^0+$/.test(digits)) return null;
  const full = digits.padEnd(12, '0');
  const county = Number(full.slice(0, 6));
  return [
    numbers.of(`v${full}`),
    county,
    Number(full.slice(6)),
    full.slice(6, 9) === '000' ? 0 : Number(full.slice(0, 9)),
  ];
};

const NUMERALS = '零一二三四五六七八九十';

const address: Normalise = (text, numbers) => {
  const whole = simplify(text.normalize('NFKC')).replace(/\s/g, '').toUpperCase();
  const digits = whole.replace(/[一二三四五六七八九十](?=单元|栋|幢|座|层|楼|组|号)/gu, (sign) =>
    String(NUMERALS.indexOf(sign)),
  );
  if (digits === '' || BLANKS.has(digits.toLowerCase())) return null;
  const house = /(\d+)号(?!楼|院)/u.exec(digits)?.[1] ?? '';
  const rest = digits.replace(/(\d+)号(?!楼|院)/u, ',');
  const groups = rest.match(/\d+[A-Z]?|[A-Z]\d*/g) ?? [];
  const road = rest
    .replace(/\d+[A-Z]?|[A-Z]\d*/g, '')
    .replace(/^.*(?:省|自治区)|^[^路街巷道]{2,3}市|^[^路街巷道]{1,3}[区县](?=.{2})/gu, '')
    .replace(/号楼|号院|单元|栋|幢|座|室|房|层|楼|户|门|号|[^\p{L}]/gu, '');
  const place = `${road}|${house}`;
  const building = groups[0] === undefined ? 0 : hashOf(`${place}|${groups[0]}`);
  const room = groups.length < 2 ? 0 : hashOf(`${place}|${groups[0]}|${groups.at(-1)}`);
  const known = `${place}|${groups.join('-')}`;
  return [
    ...[numbers.of(known), numbers.of(road), house === '' ? 0 : hashOf(place), building, room, groups.length],
    road === '' ? 0 : road.charCodeAt(0),
  ];
};

const number: Normalise = (text, numbers) => {
  const bare = text.normalize('NFKC').replace(/[\s,]/g, '');
  const amount = Number(bare);
  return bare === '' || !Number.isFinite(amount) ? null : [numbers.of(`n${amount}`), Math.round(amount * 100) | 0];
};

const NORMALISERS: Readonly<Record<FieldKind, Normalise>> = {
  ...{ name, text: words, date, id, phone, division, address, exact, number },
};

/** What comes after so many signs is no part of a value: a whole file may hang on one quote that was not closed. */
const LONGEST = 1000;

/** The parts of a value of this kind (see `PARTS`); all 0 for blank text and placeholders. */
export const partsOf = (kind: FieldKind, text: string, numbers: TextNumbers): readonly number[] => {
  const short = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  const blank = BLANKS.has(short.trim().toLowerCase());
  return (blank ? null : NORMALISERS[kind](short, numbers)) ?? [];
};

/** What an ID number says of its holder, as parts of a birth date or of a gender. */
export const partsOfId = (kind: FieldKind, text: string, numbers: TextNumbers): readonly number[] => {
  const facts = factsOfId(text);
  if (facts === null) return [];
  return kind === 'date' ? partsOfDay(facts.day, numbers) : partsOf('exact', facts.gender, numbers);
};

/** The short way of `partsOfId`. */
export const quickPartsOfId = (kind: FieldKind, numbers: TextNumbers): QuickParts =>
  quickFactsOf(
    kind,
    (day) => partsOfDay(day, numbers),
    (isMale) => partsOf('exact', isMale ? '男' : '女', numbers),
  );
