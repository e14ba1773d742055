import { getOperationAST, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { priceOf } from './cost.ts';
import { costModelOf } from './costModel.ts';

const model = costModelOf(`
  type Query { pages(first: Int = 20): PageConnection one(id: ID!): Page all: [Page] count(of: Int): Int }
  type Mutation { change(id: ID!): Page }
  type PageConnection { edges: [PageEdge!] totalCount: Int }
  type PageEdge { cursor: String node: Page }
  type Page { id: ID parent: Page notes: [Note!]! @listSize(assumedSize: 4) top(first: Int = 3): [Note!] either: Either }
  type Note { text: String page: Page }
  union Either = Page | Note
`);

function price(text: string, variables: Readonly<Record<string, unknown>> = {}) {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('The test has one operation.');
  return priceOf(document, operation, variables, model, { page: 100 });
}
const cost = (text: string, variables?: Readonly<Record<string, unknown>>) => price(text, variables).cost;

describe('the cost of an operation', () => {
  test.each([
    ['at least one point', '{ __typename }', 1],
    ['a leaf is free', '{ one(id: 1) { id } }', 1],
    ['an object is one point', '{ one(id: 1) { parent { id } } }', 2],
    ['a connection by the default of the contract', '{ pages { edges { cursor } } }', 21],
    ['a connection by what the document says', '{ pages(first: 5) { edges { node { id } } } }', 11],
    ['the total of a connection no more than the connection', '{ pages(first: 100) { totalCount } }', 1],
    ['a list by its declared length', '{ one(id: 1) { notes { text } } }', 5],
    ['a list of ten where nothing is declared', '{ all { id } }', 10],
    ['a list by its first', '{ one(id: 1) { top(first: 7) { text } } }', 8],
    ['lists within lists multiplied', '{ pages(first: 10) { edges { node { notes { page { id } } } } } }', 101],
    [
      'what a fragment asks where it is spread',
      '{ pages(first: 10) { ...E } } fragment E on PageConnection { edges { cursor } }',
      11,
    ],
    ['what an inline fragment asks', '{ pages(first: 10) { ... { edges { cursor } } } }', 11],
    [
      'all members of a union',
      '{ one(id: 1) { either { ... on Page { notes { text } } ... on Note { page { id } } } } }',
      7,
    ],
    ['each alias', '{ a: one(id: 1) { id } b: one(id: 2) { id } }', 2],
    ['the schema', '{ __schema { types { name } } }', 200],
    ['an unknown field not at all, which validation refuses', '{ lost { things { more } } }', 1],
    ['a negative page as an empty one', '{ pages(first: -5) { edges { cursor } } }', 1],
  ])('counts %s', (_, text, points) => {
    expect(cost(text)).toBe(points);
  });

  test.each([
    ['given', 'query ($n: Int) { pages(first: $n) { edges { cursor } } }', { n: 50 }, 51],
    ['by its own default', 'query ($n: Int = 30) { pages(first: $n) { edges { cursor } } }', {}, 31],
    ['not given', 'query ($n: Int) { pages(first: $n) { edges { cursor } } }', {}, 21],
    ['that is null', 'query ($n: Int) { pages(first: $n) { edges { cursor } } }', { n: null }, 21],
    ['that is no number', 'query ($n: Int) { pages(first: $n) { edges { cursor } } }', { n: '99999' }, 21],
    ['that is no Int', 'query ($n: Int) { pages(first: $n) { edges { cursor } } }', { n: 4e18 }, 21],
  ])('takes a variable %s', (_, text, variables, points) => {
    expect(cost(text, variables)).toBe(points);
  });

  test('is not computed for a page above the bound', () => {
    const refusal = { code: 'BAD_USER_INPUT', messageCode: 'PAGE_TOO_LARGE', params: { most: 100 } };
    expect(() => cost('{ pages(first: 101) { totalCount } }')).toThrow(expect.objectContaining(refusal));
    expect(() => cost('query ($n: Int) { pages(first: $n) { totalCount } }', { n: 2000 })).toThrow(
      expect.objectContaining(refusal),
    );
  });

  test.each([
    ['{ one(id: 1) { id } }', true],
    ['mutation { change(id: 1) { id } }', true],
    ['{ ... { one(id: 1) { id } } }', true],
    ['{ pages(first: 5) { totalCount } }', false],
    ['{ all { id } }', false],
  ])('knows whether %s looks something up', (text, looksUp) => {
    expect(price(text).looksUp).toBe(looksUp);
  });
});
