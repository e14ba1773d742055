import { describe, expect, test } from 'vitest';
import { aMonthOf, inAllOf, openOf, sharesOf } from './months.rules.ts';

/** Two hours a week for twelve weeks. */
const spread = { units: 24, monthUnits: 9 };

describe('what is open of a need', () => {
  test.each([
    ['nothing given', spread, 0, 0, { inAll: 24, aMonth: 9 }],
    ['a part promised', spread, 12, 5, { inAll: 12, aMonth: 4 }],
    ['a part given', spread, 20, 0, { inAll: 4, aMonth: 4 }],
    ['a month fully promised, by rounding', spread, 23, 9, { inAll: 1, aMonth: 1 }],
    ['all promised', spread, 24, 9, { inAll: 0, aMonth: 0 }],
    ['wanted at once', { units: 24, monthUnits: null }, 4, 4, { inAll: 20, aMonth: 20 }],
  ])('with %s', (_, need, covered, held, open) => {
    expect(openOf(need, covered, held)).toEqual(open);
  });

  test('as much of it goes to somebody as her month has room for', () => {
    const open = openOf(spread, 0, 0);
    expect([9, 8, 4, 1].map((left) => inAllOf(left, open))).toEqual([24, 21, 10, 2]);
    for (let left = 1; left <= 12; left++) expect(aMonthOf(inAllOf(left, open), open)).toBeLessThanOrEqual(left);
  });

  test.each([
    [[9], [24]],
    [
      [4, 4, 1],
      [10, 11, 3],
    ],
    [
      [2, 3],
      [5, 8],
    ],
  ])('given as %j of a month comes to %j', (shares, units) => {
    expect(shares.map(sharesOf(openOf(spread, 0, 0))).map((share) => share.units)).toEqual(units);
  });
});
