import { expect, test } from 'vitest';
import { readChineseNumeral } from './chineseNumeral.ts';

const digits = '零一二三四五六七八九';

/** The standard spelling of 1 to 9999, the other way round. */
function spell(number: number): string {
  const places = [...String(number).padStart(4, '0')].map(Number);
  const spelt = places
    .map((digit, at) => (digit === 0 ? '零' : `${digits[digit]}${['千', '百', '十', ''][at]}`))
    .join('');
  return spelt.replace(/零+/g, '零').replace(/^零|零$/g, '');
}

test('every number from 1 to 9999 is read from its spelling', () => {
  const misread = Array.from({ length: 9999 }, (_, n) => n + 1).filter(
    (number) => readChineseNumeral(spell(number)) !== number,
  );
  expect(misread).toEqual([]);
});

test.each([
  ['十', 10],
  ['十七', 17],
  ['百', 100],
  ['千', 1000],
  ['两千', 2000],
  ['三百〇五', 305],
  ['零', 0],
])('%s is %i', (text, number) => expect(readChineseNumeral(text)).toBe(number));

test.each(['', '三五', '一百一', '二〇二四', '十百', '零十', '万', '个'])(
  '%j is no number below ten thousand',
  (text) => {
    expect(readChineseNumeral(text)).toBeNull();
  },
);
