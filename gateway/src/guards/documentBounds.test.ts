import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { defaultBounds } from './bounds.ts';
import { checkBounds } from './documentBounds.ts';

const bounds = {
  ...defaultBounds,
  depth: 4,
  fields: 12,
  aliases: 3,
  rootFields: 3,
  directives: 2,
  variables: 2,
  operations: 2,
  fragments: 6,
};
const check = (text: string) => () => checkBounds(parse(text), bounds);
const bomb = (levels: number) =>
  Array.from({ length: levels }, (_, level) => `fragment F${level} on Q { ...F${level + 1} ...F${level + 1} }`).join(
    ' ',
  );

describe('a document', () => {
  test.each([
    ['TOO_DEEP', '{ a { b { c { d { e } } } } }'],
    ['TOO_DEEP', 'query { ...A } fragment A on Q { a { ...A } }'],
    ['TOO_DEEP', 'query { ...A } fragment A on Q { ...B } fragment B on Q { ...A }'],
    ['TOO_DEEP', '{ a } fragment Unused on Q { a { b { c { d { e } } } } }'],
    ['TOO_MANY_FIELDS', `{ a { ${'b '.repeat(12)} } }`],
    ['TOO_MANY_FIELDS', `{ ...F0 } ${bomb(5)} fragment F5 on Q { x }`],
    ['TOO_MANY_ALIASES', '{ a { p: b q: b r: b s: b } }'],
    ['TOO_MANY_ROOT_FIELDS', '{ a b c d }'],
    ['TOO_MANY_ROOT_FIELDS', '{ ...R ... { a b } } fragment R on Q { c d }'],
    ['TOO_MANY_DIRECTIVES', '{ a @include(if: true) @skip(if: true) @include(if: true) }'],
    ['TOO_MANY_DIRECTIVES', 'query @a { a @b ... @c { d } }'],
    ['TOO_MANY_VARIABLES', 'query ($a: Int, $b: Int, $c: Int) { a }'],
    ['TOO_MANY_OPERATIONS', 'query A { a } query B { a } query C { a }'],
    ['TOO_MANY_FRAGMENTS', `{ a } ${Array.from({ length: 7 }, (_, n) => `fragment F${n} on Q { a }`).join(' ')}`],
    ['RESERVED_NAME', '{ __proto__: a }'],
    ['RESERVED_NAME', '{ a { constructor: b } }'],
    ['RESERVED_NAME', 'query ($representations: [Any!]!) { a }'],
  ])('is refused as %s: %s', (messageCode, text) => {
    expect(check(text)).toThrow(expect.objectContaining({ messageCode }));
  });

  test.each([
    [
      'within all bounds',
      'query Q($a: Int, $b: Int) { a { b { c { d } } } p: a @include(if: true) q: b @skip(if: $x) }',
    ],
    ['that spreads what is not there, for validation to say', '{ ...Lost }'],
    ['without an operation, for validation to say', 'fragment A on Q { a }'],
  ])('%s passes', (_, text) => {
    expect(check(text)).not.toThrow();
  });

  test('that would be written out to 2^30 fields is measured at once', () => {
    const wide = { ...bounds, fragments: 40 };
    const text = `{ ...F0 } ${bomb(30)} fragment F30 on Q { x }`;
    expect(() => checkBounds(parse(text), wide)).toThrow(expect.objectContaining({ messageCode: 'TOO_MANY_FIELDS' }));
  });
});
