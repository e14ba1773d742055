import { GraphQLError } from 'graphql';
import { describe, expect, test } from 'vitest';
import { dayIn, errorCodes, HubError, kernelMessages, languageOf, maskError, say } from '../src/index.ts';

describe('languageOf', () => {
  test.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
    ['fr,zh;q=0.2', 'zh'],
    ['zh;q=0.1,en;q=0.5', 'en'],
    ['fr', 'en'],
    ['', 'en'],
    [undefined, 'en'],
    ['zh;q=nonsense', 'zh'],
  ] as const)('reads %j as %s', (wish, language) => {
    expect(languageOf(wish)).toBe(language);
  });
});

describe('say', () => {
  test('puts parameters in their places in either language', () => {
    const params = { met: 1000, most: 100 };
    expect(say(kernelMessages, 'en', 'BAD_PAGE_SIZE', params)).toBe('Argument "first" is 1000, expected 1 to 100.');
    expect(say(kernelMessages, 'zh', 'BAD_PAGE_SIZE', params)).toBe('参数 first 为 1000,应为 1 至 100。');
  });

  test('lets a code without a sentence stand for itself', () => {
    expect(say(kernelMessages, 'en', 'NOBODY_WROTE_THIS')).toBe('NOBODY_WROTE_THIS');
  });
});

describe('maskError', () => {
  const faults: unknown[] = [];
  const masked = (error: GraphQLError) => maskError(error, 'en', kernelMessages, (fault) => faults.push(fault));

  test('masks a fault, and tells it once', () => {
    const fault = new Error('select name from client where id_number = 420502194601012221');
    const error = masked(new GraphQLError(fault.message, { originalError: fault, path: ['needs'] }));
    expect(error).toEqual({
      message: 'Internal server error',
      path: ['needs'],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
    expect(faults).toEqual([fault]);
  });

  test.each([
    [
      'a refusal with its reason',
      new HubError('REFUSED', 'NEED_NOT_OPEN'),
      { code: 'REFUSED', reason: 'NEED_NOT_OPEN' },
    ],
    [
      'an outage with its department',
      new HubError('SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE', { department: 'charities' }),
      { code: 'SUBGRAPH_UNAVAILABLE', department: 'charities' },
    ],
    ['what is not found', new HubError('NOT_FOUND'), { code: 'NOT_FOUND' }],
  ])('tells %s', (_, originalError, extensions) => {
    expect(masked(new GraphQLError('', { originalError })).extensions).toEqual(extensions);
  });

  test('knows ten codes and no more', () => {
    expect(errorCodes).toHaveLength(10);
  });
});

describe('dayIn', () => {
  test.each([
    ['2026-11-20T15:59:59.999Z', '2026-11-20'],
    ['2026-11-20T16:00:00.000Z', '2026-11-21'],
  ])('tells the day of %s in Shanghai as %s', (instant, day) => {
    expect(dayIn('Asia/Shanghai', instant)).toBe(day);
  });
});
