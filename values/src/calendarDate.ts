import { accepted, type Parsed, refused, shapeOf } from './parsed.ts';
import { normaliseText } from './text.ts';

/** A day of the Gregorian calendar as `YYYY-MM-DD` (ISO 8601), years 0001 to 9999; such texts sort by time. */
export type CalendarDate = string;

/** True for a `YYYY-MM-DD` that is a real day: 2024-02-29 is, 2023-02-29 is not. */
export function isCalendarDate(text: string): boolean {
  return text.length === 10 && text[4] === '-' && text[7] === '-' && isRealDay(...fieldsOf(text));
}

/** Year, month and day of a text of this form; `NaN` for what is none. By hand: millions of days are drawn and checked for one district. */
const fieldsOf = (text: string): readonly [number, number, number] => [
  digitsIn(text, 0, 4),
  digitsIn(text, 5, 7),
  digitsIn(text, 8, 10),
];

function digitsIn(text: string, from: number, to: number): number {
  let number = 0;
  for (let place = from; place < to; place++) {
    const digit = text.charCodeAt(place) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Reads `2024-3-5`, `2024/3/5`, `2024.3.5`, `20240305`, `2024年3月5日`, each also with a clock time, which is dropped with a warning. */
export function parseCalendarDate(text: string): Parsed<CalendarDate> {
  const clean = normaliseText(text);
  if (clean === '') return refused('DATE_BLANK', 'nothing', 'a day such as 2024-03-05');
  const [, day = clean, clock] = /^(.*?)(?:[T ](\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?$/.exec(clean) ?? [];
  const parts = dayForms.map((form) => form.exec(day)).find((match) => match !== null);
  if (parts === undefined)
    return refused('DATE_FORM', shapeOf(clean), 'a day such as 2024-03-05, 20240305 or 2024年3月5日');
  const [year, month, dayOfMonth] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (!isRealDay(year, month, dayOfMonth))
    return refused('DATE_IMPOSSIBLE', shapeOf(clean), 'a day that the calendar has');
  return accepted(printDay(year, month, dayOfMonth), clock === undefined ? [] : ['TIME_OF_DAY_DROPPED']);
}

const dayForms: readonly RegExp[] = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4})(\d{2})(\d{2})$/,
  /^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]$/,
];

/** The day so many days later (earlier when negative); throws a `RangeError` on a day that is none or outside 0001 to 9999. */
export function addDays(day: CalendarDate, days: number): CalendarDate {
  return dayOfNumber(numberOfDay(day) + wholeNumber(days));
}

/**
 * The same day of the month so many months later, or the month's last day where it has no such day (31 January + 1 = 29 February 2024),
 * as article 202 of the Civil Code of China counts periods.
 */
export function addMonths(day: CalendarDate, months: number): CalendarDate {
  const [year, month, dayOfMonth] = partsOf(day);
  const count = year * 12 + (month - 1) + wholeNumber(months);
  const [newYear, newMonth] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
  if (newYear < 1 || newYear > 9999) throw new RangeError('Met a day outside the years 0001 to 9999.');
  return printDay(newYear, newMonth, Math.min(dayOfMonth, daysInMonth(newYear, newMonth)));
}

/** How many days `to` is after `from`; negative when it is before. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return numberOfDay(to) - numberOfDay(from);
}

/** Completed years of age (周岁) on a day, one more on each birthday; born on 29 February, on 28 February of a common year. Negative before birth. */
export function ageOn(bornOn: CalendarDate, today: CalendarDate): number {
  const years = partsOf(today)[0] - partsOf(bornOn)[0];
  return addMonths(bornOn, years * 12) <= today ? years : years - 1;
}

/** The day that a clock on the wall shows in an IANA time zone (`Asia/Shanghai`) at an instant; an unknown zone throws a `RangeError`. */
export function todayIn(timeZone: string, instant: Date): CalendarDate {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const part = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return printDay(part.get('year') ?? 0, part.get('month') ?? 0, part.get('day') ?? 0);
}

/** Number of days in a month (1 to 12) of a year. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isRealDay(year: number, month: number, day: number): boolean {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function printDay(year: number, month: number, day: number): CalendarDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function partsOf(day: CalendarDate): readonly [number, number, number] {
  if (!isCalendarDate(day)) throw new RangeError(`Met ${shapeOf(day)} when expecting a real day as YYYY-MM-DD.`);
  return fieldsOf(day);
}

function wholeNumber(count: number): number {
  if (!Number.isSafeInteger(count)) throw new RangeError(`Met ${count} when expecting a whole number.`);
  return count;
}

// Days since 1 March of year 0 and back: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013), days_from_civil.
// A year that begins in March ends with the leap day, and no Date object, hence no time zone, takes part.
function numberOfDay(day: CalendarDate): number {
  const [year, month, dayOfMonth] = partsOf(day);
  const marchYear = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1;
  return (
    marchYear * 365 + Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400) + dayOfYear
  );
}

function dayOfNumber(number: number): CalendarDate {
  const era = Math.floor(number / 146097);
  const dayOfEra = number - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  if (!(year >= 1 && year <= 9999)) throw new RangeError('Met a day outside the years 0001 to 9999.');
  return printDay(year, month, dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1);
}
