import { describe, expect, test } from 'vitest';
import { mostAttempts, pauseAfter, retryAfterMs, webhookUrl } from './webhook.rules.ts';

test.each([
  ['https://a.example/x?key=1', 'https://a.example/x?key=1'],
  ['HTTPS://A.example:8443', 'https://a.example:8443/'],
  ['http://a.example/', 'WEBHOOK_URL'],
  ['ftp://a.example/', 'WEBHOOK_URL'],
  ['a.example', 'WEBHOOK_URL'],
  ['', 'WEBHOOK_URL'],
  ['https://user@a.example/', 'WEBHOOK_URL'],
  ['https://a.example/#x', 'WEBHOOK_URL'],
  [`https://a.example/${'x'.repeat(2000)}`, 'WEBHOOK_URL'],
  ['https://127.0.0.1/', 'WEBHOOK_ADDRESS'],
  ['https://2130706433/', 'WEBHOOK_ADDRESS'],
  ['https://0x7f.1/', 'WEBHOOK_ADDRESS'],
  ['https://[::1]/', 'WEBHOOK_ADDRESS'],
  ['https://[::ffff:10.0.0.1]/', 'WEBHOOK_ADDRESS'],
])('the address %s becomes %s', (text, expected) => {
  const met = webhookUrl(text, []);
  expect('refused' in met ? met.refused : met.url).toBe(expected);
});

describe('the pause after a failed attempt', () => {
  const pauses = (retryAfter: number | null) =>
    Array.from({ length: mostAttempts - 1 }, (_, at) => pauseAfter(at + 1, retryAfter) / 1000);

  test('doubles from 30 seconds up to 6 hours; all together they are a little over two days', () => {
    expect(pauses(null).slice(0, 4)).toEqual([30, 60, 120, 240]);
    expect(Math.max(...pauses(null))).toBe(6 * 3600);
    const days = pauses(null).reduce((sum, one) => sum + one, 0) / 86_400;
    expect(days).toBeGreaterThan(1.5);
    expect(days).toBeLessThan(2.5);
  });

  test('is as long as the receiver asks for, up to a day, and never shorter for it', () => {
    expect(pauseAfter(1, 600_000)).toBe(600_000);
    expect(pauseAfter(1, 10 * 86_400_000)).toBe(86_400_000);
    expect(pauseAfter(5, 1000)).toBe(480_000);
  });
});

test.each([
  [undefined, null],
  ['120', 120_000],
  ['Sat, 21 Nov 2026 04:01:00 GMT', 60_000],
  ['Sat, 21 Nov 2026 03:00:00 GMT', 0],
  ['soon', null],
])('Retry-After %s asks for %s', (header, expected) => {
  expect(retryAfterMs(header, '2026-11-21T04:00:00.000Z')).toBe(expected);
});
