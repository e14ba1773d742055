import { expect, test } from 'vitest';
import { compactCode, isBlank, normaliseText } from './text.ts';

test.each([
  ['  张 三  ', '张 三'],
  ['110105X', '110105X'],
  ['湖里区\u3000(市辖)\r\n', '湖里区 (市辖)'],
  ['a\u00A0\t b', 'a b'],
  ['\uFEFF张\u200B三\u200E', '张三'],
  ['ㄅア', 'ㄅア'],
  ['e\u200B\u0301', 'é'],
])('%j is written %j', (text, normal) => {
  expect(normaliseText(text)).toBe(normal);
});

test('normalising twice changes nothing more', () => {
  for (let sign = 0; sign < 0x3100; sign += 1) {
    const once = normaliseText(`${String.fromCodePoint(sign)} e${String.fromCodePoint(sign)}\u0301`);
    expect(normaliseText(once)).toBe(once);
  }
});

test.each([[null], [undefined], [''], [' \u3000 '], ['\u200B']])('%j is blank', (text) => {
  expect(isBlank(text)).toBe(true);
});

test('a zero is not blank', () => expect(isBlank('0')).toBe(false));

test.each([
  ["'11010519491231002x", '11010519491231002X'],
  ['110105 19491231 002X', '11010519491231002X'],
  ['d2143569-x', 'D2143569X'],
])('the code in %j is %s', (text, code) => {
  expect(compactCode(text)).toBe(code);
});
