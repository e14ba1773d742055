import { ageOn, type CalendarDate, isCalendarDate } from './calendarDate.ts';
import { accepted, type Parsed, refused, shapeOf } from './parsed.ts';
import { isProvinceCode } from './provinceCode.ts';
import { compactCode } from './text.ts';

export type Gender = 'MALE' | 'FEMALE';

/** A citizen identity number (公民身份号码, GB 11643-1999); `divisionCode` is the one at first issue and may no longer exist. */
export interface ResidentIdNumber {
  /** 18 signs, the last one 0 to 9 or X. */
  readonly text: string;
  readonly divisionCode: string;
  readonly bornOn: CalendarDate;
  readonly gender: Gender;
  /** True when the ledger had the 15-digit form, invalid since 2013, from which this one was computed. */
  readonly derived: boolean;
}

/**
 * Reads an identity number: full-width, lower-case and spaced forms too; 15 digits become 18 and are marked `derived`.
 * A division nobody knows is a warning, since old codes are lawful; `today` refuses births after it.
 * Hong Kong, Macao and Taiwan residence permits (81, 82, 83) and foreigners' cards since 2023 (9, with a warning) share this form.
 */
export function parseResidentIdNumber(text: string, today?: CalendarDate): Parsed<ResidentIdNumber> {
  const code = compactCode(text);
  if (code === '') return refused('ID_NUMBER_BLANK', 'nothing', expected);
  if (isMaskedIdNumber(code)) return refused('ID_NUMBER_MASKED', 'a masked number', expected);
  if (/^\d(?:\.\d+)?E\+?\d+$/.test(code))
    return refused('ID_NUMBER_ROUNDED', 'a number rounded by a spreadsheet', 'the column as text');
  if (code.length !== 18 && code.length !== 15) return refused('ID_NUMBER_LENGTH', `${code.length} signs`, expected);
  if (!/^(?:\d{17}[\dX]|\d{15})$/.test(code)) return refused('ID_NUMBER_SIGNS', shapeOf(code), expected);
  const derived = code.length === 15;
  const first17 = derived ? `${code.slice(0, 6)}19${code.slice(6)}` : code.slice(0, 17);
  const full = derived ? `${first17}${residentIdCheckDigit(first17)}` : code;
  const bornOn = `${full.slice(6, 10)}-${full.slice(10, 12)}-${full.slice(12, 14)}`;
  if (!isCalendarDate(bornOn))
    return refused('BIRTH_DATE_IMPOSSIBLE', 'a birth date that the calendar has not', expected);
  if (today !== undefined && bornOn > today)
    return refused('BIRTH_DATE_IN_FUTURE', 'a birth date after today', 'a birth date up to today');
  if (full[17] !== residentIdCheckDigit(first17))
    return refused('CHECK_DIGIT_WRONG', metWrongCheck(code), 'a check digit by GB 11643-1999');
  const gender = Number(full[16]) % 2 === 1 ? 'MALE' : 'FEMALE';
  return accepted(
    { text: full, divisionCode: full.slice(0, 6), bornOn, gender, derived },
    warningsOn(full, bornOn, derived, today),
  );
}

const expected = '17 digits and a check digit (0-9 or X), or 15 digits';
const oldestAge = 130;

function metWrongCheck(code: string): string {
  const rounded = code.endsWith('000')
    ? ', and the zeros that a spreadsheet leaves when it keeps 15 digits of a number'
    : '';
  return `a check digit that does not agree with the other 17${rounded}`;
}

function warningsOn(full: string, bornOn: CalendarDate, derived: boolean, today?: CalendarDate): readonly string[] {
  return [
    ...(derived ? ['DERIVED_FROM_15_DIGITS'] : []),
    // Foreigners' cards since 2023: 9, two digits of the place, three of the nationality (ISO 3166-1), then as everybody's.
    ...(full.startsWith('9') ? ['FOREIGN_PERMANENT_RESIDENT'] : []),
    ...(full.startsWith('9') || isProvinceCode(full.slice(0, 2)) ? [] : ['UNKNOWN_DIVISION']),
    ...(today !== undefined && ageOn(bornOn, today) > oldestAge ? ['IMPLAUSIBLE_AGE'] : []),
  ];
}

/** The 18th sign for the first 17 digits: ISO 7064 MOD 11-2, as GB 11643-1999 says; throws a `RangeError` on anything but 17 digits. */
export function residentIdCheckDigit(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new RangeError(`Met ${first17.length} signs when expecting 17 digits.`);
  const sum = weights.reduce((total, weight, place) => total + weight * Number(first17[place]), 0);
  return '10X98765432'.charAt(sum % 11);
}

const weights: readonly number[] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Builds the text of a valid number from a 6-digit division, a birth date and a sequence of 0 to 999 (odd: male); else a `RangeError`. */
export function residentIdNumberOf(parts: {
  readonly divisionCode: string;
  readonly bornOn: CalendarDate;
  readonly sequence: number;
}): string {
  const { divisionCode, bornOn, sequence } = parts;
  if (!/^\d{6}$/.test(divisionCode))
    throw new RangeError(`Met ${shapeOf(divisionCode)} when expecting a division of 6 digits.`);
  if (!isCalendarDate(bornOn))
    throw new RangeError(`Met ${shapeOf(bornOn)} when expecting a birth date as YYYY-MM-DD.`);
  if (!Number.isInteger(sequence) || sequence < 0 || sequence > 999)
    throw new RangeError('Met a sequence outside 0 to 999.');
  const first17 = `${divisionCode}${bornOn.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return `${first17}${residentIdCheckDigit(first17)}`;
}

/** True for what a mask leaves of an identity number, whatever the stars are: `110105********002X`, `1101XXXXXXXXXXXX2X`, `**************002X`. */
export function isMaskedIdNumber(text: string): boolean {
  const code = compactCode(text);
  // A run of X is a mask, one X at the end is a check digit; 11 signs are a masked mobile.
  return code.length >= 12 && code.length <= 18 && /^\d*[*X×•●○■#?]{2,}\d*X?$/.test(code);
}

/** Keeps 6 and 4 signs (`110105********002X`); anything that is not as long as an identity number is hidden whole. */
export function maskIdNumber(text: string): string {
  return mask(text, 6, 4);
}

/** Keeps 4 and 2 signs, for places so small that 6 and 4 would single a person out; otherwise as `maskIdNumber`. */
export function maskIdNumberShort(text: string): string {
  return mask(text, 4, 2);
}

function mask(text: string, head: number, tail: number): string {
  const code = compactCode(text);
  if (code.length !== 18 && code.length !== 15) return '*'.repeat(code.length);
  return `${code.slice(0, head)}${'*'.repeat(code.length - head - tail)}${code.slice(-tail)}`;
}
