/**
 * What every parser gives: the value with UPPER_SNAKE warnings, or an UPPER_SNAKE problem with what was met and what was expected.
 * `met` never repeats the text itself, because it may be somebody's number: it tells its shape.
 */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problem: string; readonly met: string; readonly expected: string };

/** The good half of a `Parsed`. */
export function accepted<T>(value: T, warnings: readonly string[] = []): Parsed<T> {
  return { ok: true, value, warnings };
}

/** The bad half of a `Parsed`; it fits a parser of any type. */
export function refused(problem: string, met: string, expected: string): Parsed<never> {
  return { ok: false, problem, met, expected };
}

const longestShape = 40;

/** Tells what a text looks like without telling what it says: `2024-13-1` becomes `text shaped 9999-99-9`. */
export function shapeOf(text: string): string {
  const signs = [...text];
  if (signs.length === 0) return 'nothing';
  const shape = signs.slice(0, longestShape).map(shapeOfSign).join('');
  return `text shaped ${shape}${signs.length > longestShape ? '…' : ''}`;
}

function shapeOfSign(sign: string): string {
  if (/\p{Nd}/u.test(sign)) return '9';
  if (/\p{Script=Han}/u.test(sign)) return '字';
  if (/\p{L}/u.test(sign)) return 'A';
  return /[\p{P}\p{S}]/u.test(sign) ? sign : ' ';
}
