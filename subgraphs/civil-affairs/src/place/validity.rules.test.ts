import { describe, expect, test } from 'vitest';
import type { Validity } from './place.entity.ts';
import { joined, overlap, stretchesOf, without } from './validity.rules.ts';

/** Years stand for the days on which they begin: `2011-` has no end, `2011-2015` ends before 2015. */
const years = (text: string): Validity => {
  const [from = '', to = ''] = text.split('-');
  return { validFrom: `${from}-01-01`, validTo: to === '' ? null : `${to}-01-01` };
};
const all = (text: string) => text.split(' ').filter(Boolean).map(years);

describe('overlap', () => {
  test.each([
    ['2000-', '2011-', '2011-'],
    ['2000-2015', '2011-', '2011-2015'],
    ['2011-', '2000-2015', '2011-2015'],
    ['2000-2030', '2011-2015', '2011-2015'],
    ['2000-2011', '2011-', ''],
    ['2011-2011', '2000-', ''],
  ])('of %s and %s is "%s"', (one, other, both) => {
    expect(overlap(years(one), years(other))).toEqual(all(both)[0] ?? null);
  });
});

describe('without', () => {
  test.each([
    ['2000-', '', '2000-'],
    ['2000-', '2011-', '2000-2011'],
    ['2000-', '2011-2015', '2000-2011 2015-'],
    ['2000-', '2011-2015 2013-2018 2020-2021', '2000-2011 2018-2020 2021-'],
    ['2012-2014', '2011-2015', ''],
    ['2012-2014', '2000-2005 2020-', '2012-2014'],
    ['2000-', '2000-2005', '2005-'],
    ['2000-2010', '2005-2010', '2000-2005'],
  ])('%s without "%s" is "%s"', (one, others, left) => {
    expect(without(years(one), all(others))).toEqual(all(left));
  });
});

describe('joined', () => {
  test.each([
    ['2011- 2000-2005', '2000-2005 2011-'],
    ['2005-2010 2000-2005', '2000-2010'],
    ['2000- 2005-2010', '2000-'],
    ['2000-2007 2005-2010 2010-', '2000-'],
    ['2000-2005 2000-2003', '2000-2005'],
  ])('"%s" is "%s"', (some, whole) => {
    expect(joined(all(some))).toEqual(all(whole));
  });
});

test('stretches end wherever one begins or ends', () => {
  expect(stretchesOf(all('2000- 2005-2010 2010-2012'))).toEqual(all('2000-2005 2005-2010 2010-2012 2012-'));
});
