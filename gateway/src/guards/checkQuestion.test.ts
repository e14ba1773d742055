import type { Viewer } from '@hub/engine-policy';
import { describe, expect, test } from 'vitest';
import { defaultBounds } from './bounds.ts';
import { createQuestionCheck } from './checkQuestion.ts';
import { costModelOf } from './costModel.ts';

const model = costModelOf(
  'type Query { pages(first: Int = 20): PageConnection } type PageConnection { edges: [PageEdge!] totalCount: Int } type PageEdge { cursor: String }',
);
const viewer: Viewer = {
  subject: 'somebody',
  role: 'analyst',
  divisions: [],
  organisation: null,
  purpose: null,
  basis: null,
  tokenId: 'token_1',
  agreement: null,
  grant: null,
  caseReference: null,
};
const check =
  (query: string | null, asker: Viewer | null = viewer, roles = ['analyst'], operationName: string | null = null) =>
  () =>
    createQuestionCheck({ bounds: defaultBounds, costModel: model, mayReadSchema: new Set(roles) })(
      { body: null, search: '', query, operationName, variables: {} },
      asker,
    );
const refused = (code: string, messageCode: string = code) => expect.objectContaining({ code, messageCode });

describe('a question', () => {
  test.each([
    '{ __schema { types { name } } }',
    '{ a: __type(name: "Page") { name } }',
    '{ ...S } fragment S on Query { __schema { queryType { name } } }',
    'query A { __typename } query B { __schema { queryType { name } } }',
  ])('about the schema is for the roles that policy names: %s', (query) => {
    expect(check(query, viewer, ['operator'], 'A')).toThrow(refused('FORBIDDEN', 'NO_INTROSPECTION'));
    expect(check(query, viewer, ['analyst'], 'A')).not.toThrow();
  });

  test('that is a subscription is refused', () => {
    expect(check('subscription { pages { totalCount } }')).toThrow(refused('BAD_USER_INPUT', 'NO_SUBSCRIPTIONS'));
  });

  test('of nobody is told nothing but that a token is needed, whatever else is wrong with it', () => {
    expect(check(`{ ${'pages { totalCount } '.repeat(100)} }`, null)).toThrow(refused('UNAUTHENTICATED'));
    expect(check('{ __typename }', null)).not.toThrow();
  });

  test.each([
    ['that does not parse', '{ pages {'],
    ['that is missing', null],
    ['of an operation that is not there', 'query A { pages { totalCount } }'],
  ])('%s costs a point, and Apollo Server says what is wrong', (_, query) => {
    expect(check(query, viewer, [], 'B')()).toEqual({ cost: 1, looksUp: false });
  });

  test('is kept by its whole text, and bounded by its variables each time', () => {
    const price = createQuestionCheck({ bounds: defaultBounds, costModel: model });
    const ask = (query: string, n: number) =>
      price({ body: null, search: '', query, operationName: null, variables: { n } }, viewer).cost;
    const [pages, other] = ['query ($n: Int) { pages(first: $n) { edges { cursor } } }', '{ pages { totalCount } }'];
    expect([ask(pages, 5), ask(other, 5), ask(pages, 50), ask(pages, 5)]).toEqual([6, 1, 51, 6]);
    expect(() => ask(pages, 101)).toThrow(refused('BAD_USER_INPUT', 'PAGE_TOO_LARGE'));
  });

  test('of too many tokens is refused before it is parsed to its end', () => {
    expect(check(`{ ${'a '.repeat(3000)} }`)).toThrow(refused('TOO_COMPLEX', 'TOO_MANY_TOKENS'));
  });
});
