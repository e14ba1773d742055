import { describe, expect, test } from 'vitest';
import { createSpending } from './spending.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 21) + seconds * 1000);
const spending = (bounds = {}) =>
  createSpending({ costPerMinute: 60, missesPerMinute: 6, rowsPerHour: 3600, knownTokens: 100, ...bounds });
const question = (cost: number) => ({ cost, looksUp: false });
const lookUp = { cost: 1, looksUp: true };
const limited = (message: string, seconds: number) =>
  expect.objectContaining({ code: 'RATE_LIMITED', messageCode: message, params: expect.objectContaining({ seconds }) });

describe('what a token spends', () => {
  test('is refused beyond the points of a minute, and told how long to wait', () => {
    const purse = spending();
    purse.admit('a', question(50), at(0));
    expect(() => purse.admit('a', question(20), at(0))).toThrow(limited('RATE_OF_COST', 10));
    expect(purse.remaining('a', at(0))).toBe(10);
  });

  test('comes back evenly, and never beyond a minute of it', () => {
    const purse = spending();
    purse.admit('a', question(60), at(0));
    expect(purse.remaining('a', at(15))).toBe(15);
    purse.admit('a', question(15), at(15));
    expect(purse.remaining('a', at(7200))).toBe(60);
  });

  test('is its own affair', () => {
    const purse = spending();
    purse.admit('a', question(60), at(0));
    purse.admit('b', question(60), at(0));
  });

  test('gives nothing for a clock that was set back', () => {
    const purse = spending();
    purse.admit('a', question(60), at(100));
    expect(purse.remaining('a', at(0))).toBe(0);
    expect(purse.remaining('a', at(101))).toBe(1);
  });

  test('stops look-ups after many misses, and lists go on', () => {
    const purse = spending();
    purse.admit('a', lookUp, at(0));
    purse.settle('a', { rows: 0, misses: 8 }, at(0));
    expect(() => purse.admit('a', lookUp, at(0))).toThrow(limited('RATE_OF_MISSES', 30));
    purse.admit('a', question(1), at(0));
    purse.admit('a', lookUp, at(30));
  });

  test('stops everything after many records, until the debt is paid', () => {
    const purse = spending();
    purse.settle('a', { rows: 5000, misses: 0 }, at(0));
    expect(() => purse.admit('a', question(1), at(0))).toThrow(limited('RATE_OF_ROWS', 1401));
    purse.admit('a', question(1), at(1402));
  });

  test('is told in the headers of the draft', () => {
    const purse = spending();
    purse.admit('a', question(20), at(0));
    purse.settle('a', { rows: 10, misses: 1 }, at(0));
    expect(purse.headers('a', at(0))).toEqual({
      'ratelimit-policy': '"cost";q=60;w=60, "misses";q=6;w=60, "rows";q=3600;w=3600',
      ratelimit: '"cost";r=40;t=20, "misses";r=5;t=10, "rows";r=3590;t=10',
    });
  });

  test('is forgotten of the token that was used least lately', () => {
    const purse = spending({ knownTokens: 2 });
    for (const token of ['a', 'b']) purse.admit(token, question(60), at(0));
    expect(purse.remaining('a', at(0))).toBe(0);
    purse.admit('c', question(1), at(0));
    expect(purse.remaining('a', at(0))).toBe(0);
    expect(purse.remaining('b', at(0))).toBe(60);
  });
});
