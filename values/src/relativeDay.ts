import { addDays, addMonths, type CalendarDate, daysBetween } from './calendarDate.ts';
import { accepted, type Parsed, refused, shapeOf } from './parsed.ts';
import { normaliseText } from './text.ts';

type Span = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** A day told by its distance from today: a place in a week, month, quarter or year, and a shift from there. */
export interface RelativeDay {
  readonly text: string;
  readonly edge: 'first' | 'last' | null;
  /** Of which the edge is taken; a day for today itself. */
  readonly span: Span;
  /** How many spans from the present one: -1 is the last one, 1 the next one. */
  readonly spans: number;
  readonly shift: number;
  readonly shiftBy: Span;
}

const expected =
  'such as "today", "today - 30 days", "first day of last month", "last day of this quarter" or "first day of this year - 1 month"';
const form =
  /^(?:(today|yesterday|tomorrow)|(first|last) day of (this|last|next) (week|month|quarter|year))(?: ([+-]) (\d{1,4}) (day|week|month|year)s?)?$/;
const away: Readonly<Record<string, number>> = { today: 0, yesterday: -1, tomorrow: 1, this: 0, last: -1, next: 1 };

/** Reads `today - 30 days`, `first day of last month` and the like; case and spaces do not matter. */
export function parseRelativeDay(text: string): Parsed<RelativeDay> {
  const clean = text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/ ?([+-]) ?/g, ' $1 ');
  const found = form.exec(clean);
  if (normaliseText(text) === '') return refused('RELATIVE_DAY_BLANK', 'nothing', expected);
  if (!found) return refused('RELATIVE_DAY_FORM', shapeOf(text), expected);
  const [, day, edge, which = '', span, sign, count, by] = found;
  return accepted({
    text: clean,
    edge: edge === 'first' || edge === 'last' ? edge : null,
    span: (span as Span | undefined) ?? 'day',
    spans: away[day ?? which] ?? 0,
    shift: Number(`${sign ?? ''}${count ?? 0}`),
    shiftBy: (by as Span | undefined) ?? 'day',
  });
}

/** The day that is meant on the day of today; weeks begin on Monday. */
export function resolveRelativeDay(
  { edge, span, spans, shift, shiftBy }: RelativeDay,
  today: CalendarDate,
): CalendarDate {
  const first = later(firstOf(span, today), span, spans);
  const base = edge === 'last' ? addDays(later(first, span, 1), -1) : first;
  return later(base, shiftBy, shift);
}

const months: Readonly<Partial<Record<Span, number>>> = { month: 1, quarter: 3, year: 12 };

const later = (day: CalendarDate, span: Span, count: number): CalendarDate =>
  span in months ? addMonths(day, count * (months[span] ?? 0)) : addDays(day, count * (span === 'week' ? 7 : 1));

const someMonday = '2024-01-01';

function firstOf(span: Span, day: CalendarDate): CalendarDate {
  if (span === 'day') return day;
  if (span === 'week') return addDays(day, -(((daysBetween(someMonday, day) % 7) + 7) % 7));
  const month = Number(day.slice(5, 7));
  const [year, begin] = [day.slice(0, 4), span === 'year' ? 1 : span === 'quarter' ? month - ((month - 1) % 3) : month];
  return `${year}-${String(begin).padStart(2, '0')}-01`;
}
