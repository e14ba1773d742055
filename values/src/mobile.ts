import { accepted, type Parsed, refused, shapeOf } from './parsed.ts';
import { compactCode } from './text.ts';

/** A mobile number of the Chinese mainland: 11 digits, the first two 13 to 19. */
export type Mobile = string;

const expected = '11 digits that begin with 13 to 19';

/** Reads a mobile number with or without +86, spaces and hyphens; numbers that people type to fill a form are refused as placeholders. */
export function parseMobile(text: string): Parsed<Mobile> {
  const digits = compactCode(text)
    .replace(/[()]/g, '')
    .replace(/^(?:\+86|0086|86(?=\d{11}$))/, '');
  if (digits === '') return refused('MOBILE_BLANK', 'nothing', expected);
  if (/^\d+\*+\d+$/.test(digits)) return refused('MOBILE_MASKED', 'a masked number', expected);
  if (!/^\d{11}$/.test(digits)) return refused('MOBILE_FORM', shapeOf(digits), expected);
  if (isPlaceholder(digits))
    return refused('MOBILE_PLACEHOLDER', 'a number typed to fill the form', 'a number that reaches somebody');
  if (!/^1[3-9]/.test(digits)) return refused('MOBILE_FORM', 'another beginning', expected);
  return accepted(digits);
}

// A repeated or counted ending, and the operator's own test number: in ledgers they join strangers, so a rare real owner loses less.
function isPlaceholder(digits: string): boolean {
  return /(\d)\1{7}$/.test(digits) || /(?:12345678\d{0,3}|23456789|87654321|13800138000)$/.test(digits);
}

/** Keeps 3 and 4 digits (`139****5678`); anything that is not 11 signs long is hidden whole. */
export function maskMobile(text: string): string {
  const digits = compactCode(text).replace(/^(?:\+86|0086|86(?=.{11}$))/, '');
  return digits.length === 11 ? `${digits.slice(0, 3)}****${digits.slice(7)}` : '*'.repeat(digits.length);
}
