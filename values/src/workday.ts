import { addDays, type CalendarDate, daysBetween, parseCalendarDate } from './calendarDate.ts';
import { accepted, type Parsed, refused, shapeOf } from './parsed.ts';
import { normaliseText } from './text.ts';

/** One row of a notice on public holidays: days off (`OFF`, 放假) or days made up for at a weekend (`WORK`, 调休上班), both ends included. */
export interface WorkdayRow {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly kind: 'OFF' | 'WORK';
  readonly name: string;
}

/** A dated table of exceptions to the week from Monday to Friday, ready to be asked. */
export interface WorkdayCalendar {
  readonly rows: readonly WorkdayRow[];
  /** Of each day that the table names, whether it is a workday. */
  readonly named: ReadonlyMap<CalendarDate, boolean>;
  /** Years that the table is about; in others only the holidays of fixed days are known. */
  readonly years: ReadonlySet<string>;
}

const off = (from: string, to: string, name: string): WorkdayRow => ({ from, to, kind: 'OFF', name });
const work = (day: string, name: string): WorkdayRow => ({ from: day, to: day, kind: 'WORK', name });

/** Notices of the General Office of the State Council: 国办发明电〔2024〕12号 for 2025, 国办发明电〔2025〕7号 for 2026. */
export const publishedWorkdayRows: readonly WorkdayRow[] = [
  off('2025-01-01', '2025-01-01', '元旦'),
  off('2025-01-28', '2025-02-04', '春节'),
  work('2025-01-26', '春节'),
  work('2025-02-08', '春节'),
  off('2025-04-04', '2025-04-06', '清明节'),
  off('2025-05-01', '2025-05-05', '劳动节'),
  work('2025-04-27', '劳动节'),
  off('2025-05-31', '2025-06-02', '端午节'),
  off('2025-10-01', '2025-10-08', '国庆节、中秋节'),
  work('2025-09-28', '国庆节、中秋节'),
  work('2025-10-11', '国庆节、中秋节'),
  off('2026-01-01', '2026-01-03', '元旦'),
  work('2026-01-04', '元旦'),
  off('2026-02-15', '2026-02-23', '春节'),
  work('2026-02-14', '春节'),
  work('2026-02-28', '春节'),
  off('2026-04-04', '2026-04-06', '清明节'),
  off('2026-05-01', '2026-05-05', '劳动节'),
  work('2026-05-09', '劳动节'),
  off('2026-06-19', '2026-06-21', '端午节'),
  off('2026-09-25', '2026-09-27', '中秋节'),
  off('2026-10-01', '2026-10-07', '国庆节'),
  work('2026-09-20', '国庆节'),
  work('2026-10-10', '国庆节'),
];

/** A calendar of such rows; of two rows about one day the later one counts. */
export function workdayCalendar(rows: readonly WorkdayRow[]): WorkdayCalendar {
  const named = new Map<CalendarDate, boolean>();
  for (const { from, to, kind } of rows) {
    for (let day = from; day <= to; day = addDays(day, 1)) named.set(day, kind === 'WORK');
  }
  return { rows, named, years: new Set(rows.map(({ from }) => from.slice(0, 4))) };
}

/** Workdays as published up to now; a hub may be given a table of its own (`parseWorkdayRows`). */
export const publishedWorkdays = workdayCalendar(publishedWorkdayRows);

const expected = 'lines such as 2026-02-15,2026-02-23,OFF,春节 or 2026-02-14,2026-02-14,WORK,春节';
const longestHoliday = 31;

/** Reads a table from lines `from,to,OFF|WORK,name`; empty lines and a first line that begins with `from` are passed over. */
export function parseWorkdayRows(text: string): Parsed<readonly WorkdayRow[]> {
  const rows: WorkdayRow[] = [];
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (normaliseText(line) === '' || (rows.length === 0 && line.startsWith('from'))) continue;
    const [first = '', last = '', kind, name = ''] = line.split(',').map((cell) => cell.trim());
    const [from, to] = [parseCalendarDate(first), parseCalendarDate(last)];
    if (!from.ok || !to.ok || (kind !== 'OFF' && kind !== 'WORK'))
      return refused('WORKDAY_ROW', shapeOf(line), expected);
    const length = daysBetween(from.value, to.value);
    if (length < 0 || length >= longestHoliday)
      return refused('WORKDAY_STRETCH', `a stretch of ${length + 1} days`, `one of 1 to ${longestHoliday} days`);
    rows.push({ from: from.value, to: to.value, kind, name });
  }
  return rows.length === 0 ? refused('WORKDAYS_BLANK', 'no line', expected) : accepted(rows);
}

// 全国年节及纪念日放假办法 (as of 2025): the holidays which have the same day in every year.
const fixedHolidays: ReadonlySet<string> = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

/** True for a day on which offices work. In a year without a notice: Monday to Friday, but for the holidays of fixed days. */
export function isWorkday(day: CalendarDate, calendar: WorkdayCalendar = publishedWorkdays): boolean {
  const named = calendar.named.get(day);
  if (named !== undefined) return named;
  const isWeekend = ((daysBetween('2024-01-01', day) % 7) + 7) % 7 >= 5; // 1 January 2024 was a Monday
  return !isWeekend && (calendar.years.has(day.slice(0, 4)) || !fixedHolidays.has(day.slice(5)));
}

/** The day itself when it is a workday, or else the next one: where article 203 of the Civil Code lets a period end. */
export function workdayFrom(day: CalendarDate, calendar: WorkdayCalendar = publishedWorkdays): CalendarDate {
  let found = day;
  while (!isWorkday(found, calendar)) found = addDays(found, 1);
  return found;
}

/** The day so many workdays later, the day of the event not counted (article 201 of the Civil Code); 0 is `workdayFrom`. */
export function addWorkdays(
  day: CalendarDate,
  count: number,
  calendar: WorkdayCalendar = publishedWorkdays,
): CalendarDate {
  if (!Number.isSafeInteger(count) || count < 0)
    throw new RangeError(`Met ${count} workdays when expecting a whole number that is not negative.`);
  let found = count === 0 ? workdayFrom(day, calendar) : day;
  for (let left = count; left > 0; left -= 1) found = workdayFrom(addDays(found, 1), calendar);
  return found;
}
