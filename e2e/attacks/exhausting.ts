import type { Attack } from './attack.ts';

const repeat = (count: number, part: (place: number) => string): string =>
  Array.from({ length: count }, (_, place) => part(place)).join(' ');
const nested = (levels: number, field: string, leaf: string): string =>
  `${`${field} { `.repeat(levels)}${leaf}${' }'.repeat(levels)}`;
const tooComplex = { status: 200, code: 'TOO_COMPLEX' } as const;
const badInput = { status: 200, code: 'BAD_USER_INPUT' } as const;
const passes = { status: 200, code: null } as const;

/** Documents that are made to exhaust, each stopped before it is validated. */
export const exhausting: readonly Attack[] = [
  {
    list: 'graphql-cop',
    name: 'alias overloading',
    query: `{ ${repeat(101, (n) => `alias${n}: __typename`)} }`,
    ...tooComplex,
  },
  { list: 'graphql-cop', name: 'field duplication', query: `{ ${'__typename '.repeat(500)} }`, ...tooComplex },
  {
    list: 'graphql-cop',
    name: 'directive overloading',
    query: `{ __typename ${'@aa'.repeat(10)} ${'@include(if: true)'.repeat(50)} }`,
    ...tooComplex,
  },
  {
    list: 'graphql-cop',
    name: 'circular introspection',
    query: `{ __schema { types { ${nested(6, 'fields { type', 'name').replaceAll('}', '} }')} } } }`,
    ...badInput,
  },
  {
    list: 'graphql-armor',
    name: 'max-depth',
    query: `{ needs { edges { node { ${nested(14, 'division { parent', 'id').replaceAll(' }', ' } }')} } } } }`,
    ...tooComplex,
  },
  {
    list: 'graphql-armor',
    name: 'max-depth through fragments',
    query: `{ needs { ...C } } fragment C on NeedConnection { edges { node { division { ...D } } } } fragment D on Division { ${nested(12, 'parent', 'id')} }`,
    ...tooComplex,
  },
  {
    list: 'graphql-armor',
    name: 'max-aliases',
    query: `{ needs { ${repeat(31, (n) => `t${n}: totalCount`)} } }`,
    ...tooComplex,
  },
  {
    list: 'graphql-armor',
    name: 'max-aliases in a fragment that is spread again and again',
    query: `{ needs { ${'...A '.repeat(4)} } } fragment A on NeedConnection { ${repeat(10, (n) => `t${n}: totalCount`)} }`,
    ...tooComplex,
  },
  {
    list: 'graphql-armor',
    name: 'max-directives',
    query: `{ needs { totalCount ${'@skip(if: false) '.repeat(21)} } }`,
    ...tooComplex,
  },
  {
    list: 'graphql-armor',
    name: 'max-directives on the operation',
    query: `query Q ${'@x '.repeat(21)} { needs { totalCount } }`,
    ...tooComplex,
  },
  {
    list: 'graphql-armor',
    name: 'max-directives on variables',
    query: `query Q(${repeat(22, (n) => `$v${n}: Int @x`)}) { needs { totalCount } }`,
    ...tooComplex,
  },
  { list: 'graphql-armor', name: 'max-tokens', query: `{ ${'needs{totalCount}'.repeat(600)} }`, ...tooComplex },
  { list: 'graphql-armor', name: 'max-tokens of punctuation', query: '{'.repeat(5000), ...badInput },
  {
    list: 'graphql-armor',
    name: 'character-limit',
    query: `{ __typename } #${'x'.repeat(300_000)}`,
    status: 413,
    code: 'TOO_COMPLEX',
  },
  {
    list: 'graphql-armor',
    name: 'cost-limit by page size',
    query:
      '{ needs(first: 100) { edges { node { matches(first: 20) { resource { provider { name } } reasons { text } } } } } }',
    ...tooComplex,
    says: /"cost":\{"requested":\d+,"limit":10000\}/,
  },
  {
    list: 'graphql-armor',
    name: 'cost-limit by aliases of a list',
    query: `{ ${repeat(20, (n) => `n${n}: needs(first: 100) { edges { node { client { id } station { id } person { id } division { id } } } }`)} }`,
    ...tooComplex,
  },
  {
    list: 'graphql-armor',
    name: 'cost-limit by a variable',
    query:
      'query ($n: Int) { needs(first: $n) { edges { node { matches(first: 20) { resource { provider { name } } reasons { text } } } } } }',
    variables: { n: 100 },
    ...tooComplex,
  },
  {
    list: 'graphql-armor',
    name: 'cost-limit by lists in lists',
    query: '{ divisions(first: 100) { edges { node { children { children { children { id } } } } } } }',
    ...tooComplex,
  },
  {
    list: 'graphql-armor',
    name: 'cost-limit by introspection',
    query: `{ ${repeat(20, () => '__schema { types { name } }')} ${repeat(20, (n) => `...F${n}`)} } ${repeat(20, (n) => `fragment F${n} on Query { __schema { types { name } } __schema { types { name } } }`)}`,
    ...tooComplex,
  },
  {
    list: 'OWASP GraphQL',
    name: 'amount limiting: a page of 99,999,999',
    query: '{ needs(first: 99999999) { totalCount } }',
    ...badInput,
    says: /larger than 100/,
  },
  {
    list: 'OWASP GraphQL',
    name: 'amount limiting: a page of 500',
    query: '{ clients(first: 500) { totalCount } }',
    ...badInput,
  },
  {
    list: 'OWASP GraphQL',
    name: 'amount limiting: a page beyond Int',
    query: '{ needs(first: 99999999999999999999) { totalCount } }',
    ...badInput,
    never: /99999999999/,
  },
  {
    list: 'OWASP GraphQL',
    name: 'amount limiting: a negative page',
    query: '{ needs(first: -1) { totalCount } }',
    ...badInput,
  },
  {
    list: 'OWASP GraphQL',
    name: 'amount limiting: a page of 1,000 matches',
    query: '{ needs(first: 1) { edges { node { matches(first: 1000) { score } } } } }',
    ...badInput,
  },
  {
    list: 'OWASP GraphQL',
    name: 'brute force by aliases of a look-up',
    query: `{ ${repeat(31, (n) => `r${n}: resident(id: "${n}") { id }`)} }`,
    ...tooComplex,
  },
  {
    list: 'OWASP GraphQL',
    name: 'brute force by more root fields than there are',
    query: `{ ${repeat(21, () => 'needs { totalCount }')} }`,
    ...tooComplex,
  },
  {
    list: 'own',
    name: 'a fragment bomb',
    query: `{ needs { ...F0 } } ${repeat(25, (n) => `fragment F${n} on NeedConnection { ...F${n + 1} ...F${n + 1} }`)} fragment F25 on NeedConnection { totalCount }`,
    ...tooComplex,
  },
  {
    list: 'own',
    name: 'a fragment bomb in objects',
    query: `{ needs { edges { node { division { ...F0 } } } } } ${repeat(8, (n) => `fragment F${n} on Division { parent { ...F${n + 1} } managedBy { members { ...F${n + 1} } } }`)} fragment F8 on Division { id }`,
    ...tooComplex,
  },
  {
    list: 'own',
    name: 'a fragment that spreads itself',
    query: '{ needs { ...F } } fragment F on NeedConnection { ...F }',
    ...tooComplex,
  },
  {
    list: 'own',
    name: 'fragments in a circle',
    query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }',
    ...tooComplex,
  },
  {
    list: 'own',
    name: 'a circle in a fragment that nobody spreads',
    query: '{ __typename } fragment A on Query { ...B } fragment B on Query { ...A }',
    ...tooComplex,
  },
  {
    list: 'own',
    name: 'hundreds of fragments',
    query: `{ __typename } ${repeat(200, (n) => `fragment F${n} on Query { __typename }`)}`,
    ...tooComplex,
  },
  {
    list: 'own',
    name: 'a fragment that is not used',
    query: '{ __typename } fragment F on Query { __typename }',
    ...badInput,
  },
  {
    list: 'own',
    name: 'many operations in one document',
    query: repeat(100, (n) => `query Q${n} { __typename }`),
    operationName: 'Q1',
    ...tooComplex,
  },
  {
    list: 'own',
    name: 'many variables',
    query: `query Q(${repeat(60, (n) => `$v${n}: Int`)}) { __typename }`,
    ...tooComplex,
  },
  {
    list: 'own',
    name: 'a list of 10,000 values in a variable',
    query: 'query ($ids: [ID!]) { __typename }',
    variables: { ids: Array.from({ length: 10_000 }, () => 'x') },
    status: 400,
    code: 'TOO_COMPLEX',
  },
  {
    list: 'own',
    name: 'fields that overlap again and again',
    query: `{ needs { ${'edges { node { id } } '.repeat(180)} } }`,
    ...tooComplex,
  },
  {
    list: 'own',
    name: 'inline fragments in inline fragments',
    query: `{ ${'... { '.repeat(490)} needs { totalCount } ${'} '.repeat(490)} }`,
    ...passes,
  },
  {
    list: 'own',
    name: 'a hundred mistakes in one document',
    query: `{ needs { ${repeat(200, (n) => `x${n}`)} } }`,
    ...badInput,
  },
];
