import { describe, expect, test } from 'vitest';
import { parseJson, textOf } from './jsonGuard.ts';

const bounds = { jsonDepth: 4, jsonKeys: 5, listValues: 3 };
const parse = (text: string) => () => parseJson(text, bounds);

describe('the JSON of a request', () => {
  test.each([
    ['BAD_JSON', '{"query": '],
    ['BAD_JSON', ''],
    ['JSON_TOO_DEEP', '[[[[[]]]]]'],
    ['JSON_TOO_DEEP', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['TOO_MANY_KEYS', '{"a":{"b":1,"c":2},"d":3,"e":4,"f":5}'],
    ['LIST_TOO_LONG', '{"a":[1,2,3,4]}'],
    ['RESERVED_NAME', '{"a":{"__proto__":{"admin":true}}}'],
    ['RESERVED_NAME', '{"constructor":{"prototype":{}}}'],
    ['RESERVED_NAME', '{"\\u005f\\u005fproto__":1}'],
  ])('is refused as %s', (messageCode, text) => {
    expect(parse(text)).toThrow(expect.objectContaining({ messageCode }));
  });

  test('takes the last of a key that is said twice', () => {
    expect(parse('{"a":1,"a":2}')()).toEqual({ a: 2 });
  });

  test('is refused when it is not UTF-8', () => {
    expect(() => textOf(Buffer.from([0x22, 0xc3, 0x28, 0x22]))).toThrow(
      expect.objectContaining({ messageCode: 'BAD_UTF8' }),
    );
    expect(() => textOf(Buffer.from([0xed, 0xa0, 0x80]))).toThrow(expect.objectContaining({ messageCode: 'BAD_UTF8' }));
    expect(textOf(Buffer.from('"聂晖"'))).toBe('"聂晖"');
  });
});
