/** How two birth dates agree, best level first. */
export type BirthDateLevel = 'EQUAL' | 'ONE_SLIP' | 'DIFFERENT' | 'MISSING';

const FORM = /^\d{4}-\d{2}-\d{2}$/;

const isDayAndMonthSwapped = (left: string, right: string): boolean =>
  left.slice(0, 4) === right.slice(0, 4) &&
  left.slice(5, 7) === right.slice(8, 10) &&
  left.slice(8, 10) === right.slice(5, 7);

const isOneDigitOff = (left: string, right: string): boolean => {
  let different = 0;
  for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) different += 1;
  return different === 1;
};

/** Compares two dates written `YYYY-MM-DD`, or `null` when unknown; throws a `RangeError` on any other form. */
export const compareBirthDates = (left: string | null, right: string | null): BirthDateLevel => {
  for (const date of [left, right]) {
    if (date !== null && !FORM.test(date)) throw new RangeError('A birth date must be written YYYY-MM-DD.');
  }
  if (left === null || right === null) return 'MISSING';
  if (left === right) return 'EQUAL';
  return isDayAndMonthSwapped(left, right) || isOneDigitOff(left, right) ? 'ONE_SLIP' : 'DIFFERENT';
};
