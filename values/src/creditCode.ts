import { accepted, type Parsed, refused, shapeOf } from './parsed.ts';
import { isProvinceCode } from './provinceCode.ts';
import { compactCode } from './text.ts';

/** A unified social credit code (统一社会信用代码, GB 32100-2015) in its parts. */
export interface CreditCode {
  /** 18 upper-case signs of the alphabet without I, O, S, V and Z. */
  readonly text: string;
  /** 登记管理部门: `5` civil affairs, `9` commerce, `1` staffing offices, … */
  readonly registrationAuthority: string;
  /** 机构类别 within the authority; under `5`: `1` association, `2` social service organisation, `3` foundation. */
  readonly organisationKind: string;
  /** The 6 digits of the registering place; `100000` is the whole country. */
  readonly divisionCode: string;
  /** The 9 signs of GB 11714 that are inside. */
  readonly organisationCode: string;
}

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const authorities = '123456789ANY';
// 54 and 55 are villagers' and residents' committees: not in the standard's table, and met in every street.
const kindsOfAuthority: Readonly<Record<string, string>> = { '1': '1239', '5': '123459', '9': '123', N: '1239' };
const expected = '18 signs of 0-9 and A-Y without I, O, S and V';

/** Reads a credit code. A wrong check inside (GB 11714), an unknown authority, kind or place are warnings: such codes were issued. */
export function parseCreditCode(text: string): Parsed<CreditCode> {
  const code = compactCode(text);
  if (code === '') return refused('CREDIT_CODE_BLANK', 'nothing', expected);
  if (code.length !== 18) return refused('CREDIT_CODE_LENGTH', `${code.length} signs`, expected);
  if (!isOfAlphabet(code) || !/^..\d{6}/.test(code))
    return refused('CREDIT_CODE_SIGNS', shapeOf(code), `${expected}, of which the 3rd to 8th digits`);
  if (code[17] !== creditCodeCheck(code.slice(0, 17))) {
    return refused(
      'CHECK_SIGN_WRONG',
      'a last sign that does not agree with the other 17',
      'a check sign by GB 32100-2015',
    );
  }
  const value: CreditCode = {
    text: code,
    registrationAuthority: code.charAt(0),
    organisationKind: code.charAt(1),
    divisionCode: code.slice(2, 8),
    organisationCode: code.slice(8, 17),
  };
  return accepted(value, warningsOn(value));
}

function warningsOn(code: CreditCode): readonly string[] {
  const kinds = kindsOfAuthority[code.registrationAuthority] ?? alphabet;
  const province = code.divisionCode.slice(0, 2);
  const inner = code.organisationCode;
  return [
    ...(authorities.includes(code.registrationAuthority) ? [] : ['UNKNOWN_AUTHORITY']),
    ...(kinds.includes(code.organisationKind) ? [] : ['UNKNOWN_ORGANISATION_KIND']),
    ...(province === '10' || isProvinceCode(province) ? [] : ['UNKNOWN_DIVISION']),
    ...(inner.charAt(8) === organisationCodeCheck(inner.slice(0, 8)) ? [] : ['ORGANISATION_CODE_CHECK_WRONG']),
  ];
}

/** The 18th sign for the first 17: weights 3^(i-1) mod 31 over the alphabet of 31 signs (GB 32100-2015); otherwise a `RangeError`. */
export function creditCodeCheck(first17: string): string {
  if (first17.length !== 17 || !isOfAlphabet(first17))
    throw new RangeError(`Met ${shapeOf(first17)} when expecting 17 signs of GB 32100.`);
  let [sum, weight] = [0, 1];
  for (const sign of first17) {
    sum += alphabet.indexOf(sign) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

const organisationWeights: readonly number[] = [3, 7, 9, 10, 5, 8, 4, 2];

/** The 9th sign of an organisation code for its first 8 of 0-9 and A-Z (GB 11714): 11 minus the sum mod 11, where 10 is X and 11 is 0. */
export function organisationCodeCheck(first8: string): string {
  if (!/^[0-9A-Z]{8}$/.test(first8))
    throw new RangeError(`Met ${shapeOf(first8)} when expecting 8 signs of 0-9 and A-Z.`);
  const sum = organisationWeights.reduce(
    (total, weight, place) => total + weight * Number.parseInt(first8.charAt(place), 36),
    0,
  );
  return '0123456789X0'.charAt(11 - (sum % 11));
}

/** Builds the text of a valid code, both checks right; the sequence (0 to 31^8 - 1) becomes the 8 free signs. Else a `RangeError`. */
export function creditCodeOf(parts: {
  readonly registrationAuthority: string;
  readonly organisationKind: string;
  readonly divisionCode: string;
  readonly sequence: number;
}): string {
  const { registrationAuthority, organisationKind, divisionCode, sequence } = parts;
  if (registrationAuthority.length !== 1 || organisationKind.length !== 1)
    throw new RangeError('Expecting one sign each for authority and kind.');
  if (!/^\d{6}$/.test(divisionCode))
    throw new RangeError(`Met ${shapeOf(divisionCode)} when expecting a division of 6 digits.`);
  const first8 = signsOf(sequence);
  const first17 = `${registrationAuthority}${organisationKind}${divisionCode}${first8}${organisationCodeCheck(first8)}`;
  return `${first17}${creditCodeCheck(first17)}`;
}

function signsOf(sequence: number): string {
  if (!Number.isInteger(sequence) || sequence < 0 || sequence >= 31 ** 8)
    throw new RangeError('Met a sequence outside 0 to 31^8 - 1.');
  let [rest, signs] = [sequence, ''];
  while (signs.length < 8) {
    signs = `${alphabet.charAt(rest % 31)}${signs}`;
    rest = Math.floor(rest / 31);
  }
  return signs;
}

function isOfAlphabet(text: string): boolean {
  return [...text].every((sign) => alphabet.includes(sign));
}
