import { accepted, type Parsed, refused, shapeOf } from './parsed.ts';
import { isProvinceCode } from './provinceCode.ts';
import { normaliseText } from './text.ts';

/** A statistical division code of 12 digits: province 2, prefecture 2, county 2 (GB/T 2260), township 3, village 3. */
export type DivisionCode = string;
export type DivisionLevel = 'PROVINCE' | 'PREFECTURE' | 'COUNTY' | 'TOWNSHIP' | 'VILLAGE';
/** What digits 7 to 9 tell of a township-level unit: 街道, 镇, 乡 or 苏木, or a farm, zone or prison that only counts like one. */
export type TownshipKind = 'SUBDISTRICT' | 'TOWN' | 'TOWNSHIP' | 'QUASI';

// Where each level ends within the 12 digits, lowest first.
const levelsUp: readonly (readonly [DivisionLevel, number, number])[] = [
  ['VILLAGE', 9, 12],
  ['TOWNSHIP', 6, 9],
  ['COUNTY', 4, 6],
  ['PREFECTURE', 2, 4],
  ['PROVINCE', 0, 2],
];

/** Reads 6, 9 or 12 digits (and the 2 and 4 of provinces and prefectures) and gives all 12; an unknown province is a warning. */
export function parseDivisionCode(text: string): Parsed<DivisionCode> {
  const code = normaliseText(text).replaceAll(' ', '');
  if (code === '') return refused('DIVISION_CODE_BLANK', 'nothing', 'a code of 6, 9 or 12 digits');
  if (!/^(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(code)) {
    return refused('DIVISION_CODE_FORM', shapeOf(code), 'a code of 6, 9 or 12 digits');
  }
  const full = code.padEnd(12, '0');
  if (!isDivisionCode(full))
    return refused(
      'DIVISION_CODE_GAP',
      'no province, or a village without its township',
      'each level under the one above it',
    );
  return accepted(full, isProvinceCode(full.slice(0, 2)) ? [] : ['UNKNOWN_DIVISION']);
}

/** True for 12 digits with a province, where no village lacks its township; says nothing about whether the place exists. */
export function isDivisionCode(code: string): boolean {
  return /^\d{12}$/.test(code) && !code.startsWith('00') && (code.endsWith('000') || code.slice(6, 9) !== '000');
}

/** The shortest usual form of a 12-digit code: 6 digits down to the county, 9 for a township, 12 for a village. */
export function printDivisionCode(code12: DivisionCode): string {
  const level = divisionLevel(code12);
  if (level === 'VILLAGE') return code12;
  return code12.slice(0, level === 'TOWNSHIP' ? 9 : 6);
}

/** The level of a 12-digit code: the lowest one whose digits are not all 0; throws a `RangeError` on anything else. */
export function divisionLevel(code12: DivisionCode): DivisionLevel {
  return lowestLevel(code12)[0];
}

/**
 * The code one level up, or null for a province. Towns of a city without counties (东莞 441900) lie directly in it, as their zeros say;
 * managed-by overrides and zones are no part of a code, so this never decides which records a viewer may see.
 */
export function parentDivisionCode(code12: DivisionCode): DivisionCode | null {
  const [level, start] = lowestLevel(code12);
  return level === 'PROVINCE' ? null : code12.slice(0, start).padEnd(12, '0');
}

/** The digits with which the codes of all places numbered under this one begin; like its parent, it says nothing of who runs them. */
export function codeStem(code12: DivisionCode): string {
  return code12.slice(0, lowestLevel(code12)[2]);
}

/** True for a township-level unit that counts in published totals: digits 7 to 9 under 400; false for quasi units and for other levels. */
export function isFormalTownship(code12: DivisionCode): boolean {
  const kind = townshipKind(code12);
  return kind !== null && kind !== 'QUASI';
}

/** The kind of a township-level unit by digits 7 to 9 (001-099, 100-199, 200-399, 400 and up); null for other levels. */
export function townshipKind(code12: DivisionCode): TownshipKind | null {
  if (divisionLevel(code12) !== 'TOWNSHIP') return null;
  const number = Number(code12.slice(6, 9));
  if (number >= 400) return 'QUASI';
  if (number >= 200) return 'TOWNSHIP';
  return number >= 100 ? 'TOWN' : 'SUBDISTRICT';
}

function lowestLevel(code12: DivisionCode): readonly [DivisionLevel, number, number] {
  const lowest = levelsUp.find(([, start, end]) => Number(code12.slice(start, end)) !== 0);
  if (!isDivisionCode(code12) || lowest === undefined) {
    throw new RangeError(`Met ${shapeOf(code12)} when expecting a division code of 12 digits.`);
  }
  return lowest;
}
