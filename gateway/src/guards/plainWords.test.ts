import { describe, expect, test } from 'vitest';
import { plainWords } from './plainWords.ts';

const plain = plainWords(new Set(['Need', 'NeedConnection', 'NeedStatus', 'NeedFilter', 'Query', 'String']));
const told = (message: string, code = 'BAD_USER_INPUT') => plain({ message, extensions: { code } }, 'en').message;

describe('words for a partner', () => {
  test.each([
    [
      'Cannot query field "totl" on type "NeedConnection". Did you mean "totalCount"?',
      '"totl" does not fit the published schema.',
    ],
    ['Cannot query field "nam" on type "Need". Did you mean "name"?', '"nam" does not fit the published schema.'],
    ['Unknown type "NeedFiltr". Did you mean "NeedFilter"?', 'Unknown type "NeedFiltr".'],
    [
      'Unknown argument "frist" on field "Query.needs". Did you mean "first"?',
      'Unknown argument "frist" on field "Query.needs".',
    ],
    [
      'Variable "$s" got an invalid value at "s.status"; The value does not exist in "NeedStatus" enum.',
      '"$s" does not fit the published schema.',
    ],
    [
      'Field "client" of type "Need" must have a selection of subfields. Did you mean "client { ... }"?',
      '"client" does not fit the published schema.',
    ],
    [
      'Fragment "F" cannot be spread here as objects of type "Query" can never be of type "Need".',
      'The document does not fit the published schema.',
    ],
    ['Argument "first" of a list is larger than 100.', 'Argument "first" of a list is larger than 100.'],
    ['Int cannot represent non-integer value: (not shown).', 'Int cannot represent non-integer value: (not shown).'],
  ])('of %s', (message, expected) => {
    expect(told(message)).toBe(expected);
  });

  test('leave what is no mistake in the document as it is', () => {
    expect(told('There is no Need with this id.', 'NOT_FOUND')).toBe('There is no Need with this id.');
  });

  test('are Chinese for who reads Chinese', () => {
    const error = { message: 'Cannot query field "nam" on type "Need".', extensions: { code: 'BAD_USER_INPUT' } };
    expect(plain(error, 'zh').message).toBe('“nam”与公布的数据结构不符。');
  });
});
