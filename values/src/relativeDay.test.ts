import { describe, expect, test } from 'vitest';
import { parseRelativeDay, resolveRelativeDay } from './relativeDay.ts';

const on = (today: string, text: string): string | null => {
  const parsed = parseRelativeDay(text);
  return parsed.ok ? resolveRelativeDay(parsed.value, today) : null;
};

describe('a relative day', () => {
  test.each([
    ['2026-11-21', 'today', '2026-11-21'],
    ['2026-11-21', 'Yesterday', '2026-11-20'],
    ['2026-12-31', 'tomorrow', '2027-01-01'],
    ['2026-11-21', 'today - 30 days', '2026-10-22'],
    ['2026-11-21', 'today-30 days', '2026-10-22'],
    ['2026-11-21', 'today + 2 weeks', '2026-12-05'],
    ['2024-03-31', 'today - 1 month', '2024-02-29'],
    ['2026-01-15', 'first day of last month', '2025-12-01'],
    ['2026-01-15', 'last day of last month', '2025-12-31'],
    ['2024-03-10', 'last day of last month', '2024-02-29'],
    ['2026-11-21', 'first day of this quarter', '2026-10-01'],
    ['2026-02-21', 'last day of last quarter', '2025-12-31'],
    ['2026-11-22', 'first day of this week', '2026-11-16'],
    ['2026-11-23', 'first day of this week', '2026-11-23'],
    ['2026-12-31', 'first day of next year', '2027-01-01'],
    ['2026-11-21', 'first day of this year - 1 month', '2025-12-01'],
  ])('on %s, %s is %s', (today, text, day) => {
    expect(on(today, text)).toBe(day);
  });

  test.each(['last month', 'today - many days', 'first day of last decade', '2026-01-01', 'today - 30'])(
    'is not "%s"',
    (text) => {
      expect(parseRelativeDay(text)).toMatchObject({ ok: false, problem: 'RELATIVE_DAY_FORM' });
    },
  );
});
