import { gzipSync } from 'node:zlib';
import type { Attack } from './attack.ts';

export const question = JSON.stringify({ query: '{ needs { totalCount } }' });
const form = 'query=%7B%20needs%20%7B%20totalCount%20%7D%20%7D';
const preflight = { 'apollo-require-preflight': '1' };
const change = encodeURIComponent('mutation { startMatchRun { id } }');
const deep = `{"query":"{ __typename }","variables":{"a":${'['.repeat(40)}${']'.repeat(40)}}}`;
const manyKeys = JSON.stringify({
  query: '{ __typename }',
  variables: Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`k${n}`, n])),
});
const refused = { status: 400, code: 'BAD_USER_INPUT' } as const;

/** Requests that are odd in another way than by their document. */
export const transport: readonly Attack[] = [
  { list: 'graphql-cop', name: 'batching in an array', body: `[${question},${question}]`, ...refused },
  { list: 'OWASP GraphQL', name: 'batching of one', body: `[${question}]`, ...refused },
  {
    list: 'graphql-cop',
    name: 'a change by GET',
    method: 'GET',
    search: `?query=${change}`,
    headers: preflight,
    status: 405,
    code: 'BAD_USER_INPUT',
  },
  {
    list: 'graphql-cop',
    name: 'a question by GET without preflight',
    method: 'GET',
    search: '?query=%7B__typename%7D',
    ...refused,
  },
  {
    list: 'graphql-cop',
    name: 'a form of another site',
    body: form,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    ...refused,
  },
  {
    list: 'OWASP GraphQL',
    name: 'plain text of another site',
    body: question,
    headers: { 'content-type': 'text/plain' },
    ...refused,
  },
  {
    list: 'OWASP GraphQL',
    name: 'plain text that says it is JSON',
    body: question,
    headers: { 'content-type': 'text/plain; application/json' },
    ...refused,
  },
  {
    list: 'OWASP GraphQL',
    name: 'an upload of another site',
    body: `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${question}\r\n--x--`,
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    ...refused,
  },
  {
    list: 'own',
    name: 'a document as it is',
    body: '{ needs { totalCount } }',
    headers: { 'content-type': 'application/graphql' },
    status: 400,
    code: 'BAD_USER_INPUT',
  },
  {
    list: 'own',
    name: 'a compressed body',
    body: new Uint8Array(gzipSync(question)),
    headers: { 'content-encoding': 'gzip' },
    status: 415,
    code: 'BAD_USER_INPUT',
  },
  {
    list: 'own',
    name: 'a body that grows when it is unpacked',
    body: new Uint8Array(gzipSync('x'.repeat(10_000_000))),
    headers: { 'content-encoding': 'gzip' },
    status: 415,
    code: 'BAD_USER_INPUT',
  },
  {
    list: 'own',
    name: 'malformed UTF-8',
    body: new Uint8Array(Buffer.from('7b227175657279223a22c328227d', 'hex')),
    ...refused,
  },
  {
    list: 'own',
    name: 'UTF-16',
    body: new Uint8Array(Buffer.from(question, 'utf16le')),
    headers: { 'content-type': 'application/json; charset=utf-16' },
    status: 415,
    code: 'BAD_USER_INPUT',
  },
  {
    list: 'own',
    name: 'UTF-16 that says it is UTF-8',
    body: new Uint8Array(Buffer.from(question, 'utf16le')),
    ...refused,
  },
  { list: 'own', name: 'deep JSON', body: deep, status: 400, code: 'TOO_COMPLEX' },
  { list: 'own', name: 'JSON as deep as the body is long', body: '['.repeat(200_000), ...refused },
  { list: 'own', name: 'JSON of many keys', body: manyKeys, status: 400, code: 'TOO_COMPLEX' },
  {
    list: 'own',
    name: 'a key that is said twice, which means its last',
    body: '{"query":"{ needs { lost } }","query":"{ __typename }"}',
    status: 200,
    code: null,
  },
  { list: 'own', name: 'a large body', body: 'x'.repeat(262_145), status: 413, code: 'TOO_COMPLEX' },
  {
    list: 'own',
    name: 'another method behind this one',
    body: question,
    headers: { 'x-http-method-override': 'DELETE' },
    status: 200,
    code: null,
  },
  { list: 'own', name: 'a header of the house', body: question, headers: { 'x-hub-signature': '1;0;x;y' }, ...refused },
  {
    list: 'own',
    name: 'a header that would make him an operator',
    body: question,
    headers: { 'x-hub-role': 'operator' },
    ...refused,
  },
  {
    list: 'own',
    name: 'a long purpose',
    body: question,
    headers: { 'x-hub-purpose': 'A'.repeat(200) },
    ...refused,
    never: /AAAA/,
  },
  {
    list: 'own',
    name: 'a foreign host behind a proxy that is not trusted',
    body: question,
    headers: { 'x-forwarded-host': 'attacker.example', 'x-forwarded-proto': 'https' },
    status: 200,
    code: null,
    never: /attacker/,
  },
  {
    list: 'own',
    name: 'a page of another site that has a token',
    body: question,
    headers: { origin: 'https://attacker.example' },
    status: 200,
    code: null,
  },
  {
    list: 'own',
    name: 'a page without an origin',
    body: question,
    headers: { origin: 'null' },
    status: 200,
    code: null,
  },
];
