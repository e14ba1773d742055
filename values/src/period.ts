import { type CalendarDate, daysInMonth, isCalendarDate } from './calendarDate.ts';
import { accepted, type Parsed, refused, shapeOf } from './parsed.ts';
import { normaliseText } from './text.ts';

/** A stretch of days for reports; both ends belong to it, unlike the validity of a record, for which see `isWithin`. */
export interface Period {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

const expected = 'a year, a month, a day, or two of them with a slash, such as 2024-01/2024-06';

/** Reads `2024`, `2024-03`, `2024-03-05`, two of these with a slash, or `2024年`, `2024年3月`, `2024年1—6月`, into first and last day. */
export function parsePeriod(text: string): Parsed<Period> {
  const clean = normaliseText(text).replaceAll(' ', '');
  if (clean === '') return refused('PERIOD_BLANK', 'nothing', expected);
  const ends = isoOf(clean).split('/');
  const [first, last] = [spanOf(ends[0] ?? ''), spanOf(ends.at(-1) ?? '')];
  if (ends.length > 2 || first === null || last === null) return refused('PERIOD_FORM', shapeOf(clean), expected);
  if (first.from > last.to)
    return refused('PERIOD_REVERSED', 'an end before the beginning', 'a beginning and then an end');
  return accepted({ from: first.from, to: last.to });
}

/** Prints a period as `parsePeriod` reads it: its first and last day with a slash. */
export function printPeriod(period: Period): string {
  return `${period.from}/${period.to}`;
}

/** True when the day belongs to the period, its last day included. */
export function isInPeriod(day: CalendarDate, period: Period): boolean {
  return period.from <= day && day <= period.to;
}

/** Half-open validity: true from the day `from` until the day before `to`; `null` means no end yet. */
export function isWithin(day: CalendarDate, from: CalendarDate, to: CalendarDate | null): boolean {
  return from <= day && (to === null || day < to);
}

function isoOf(text: string): string {
  const chinese = /^(\d{4})年(?:(\d{1,2})月?(?:[-—–~至](\d{1,2}))?月)?$/.exec(text);
  if (chinese === null) return text;
  const [, year = '', ...months] = chinese;
  const given = months.filter((month) => month !== undefined).map((month) => `${year}-${month.padStart(2, '0')}`);
  return given.length === 0 ? year : given.join('/');
}

function spanOf(text: string): Period | null {
  const parts = /^(\d{4})(?:-(\d{2}))?(-\d{2})?$/.exec(text);
  if (parts === null) return null;
  const [, year = '', month, day] = parts;
  const span =
    day !== undefined
      ? { from: text, to: text }
      : {
          from: `${year}-${month ?? '01'}-01`,
          to: `${year}-${month ?? '12'}-${daysInMonth(Number(year), Number(month ?? 12))}`,
        };
  return isCalendarDate(span.from) && isCalendarDate(span.to) ? span : null;
}
