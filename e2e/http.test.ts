import { tokenFor } from '@hub/hub';
import { fixedClock, keysOfTest, nowOfTest, seededIds } from '@hub/kernel/testing';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, district, type House, openHouse } from './house.ts';

let house: House;
let bearer: string;
beforeAll(async () => {
  house = await openHouse('embedded', 'SQLite', { seeded: false });
  bearer = `Bearer ${await house.token()}`;
}, 60_000);
afterAll(() => house.close());

const json = { 'content-type': 'application/json' };

/** Posts a body as it is, with the officer's token unless the headers say otherwise. */
async function post(body: string, headers: Readonly<Record<string, string>> = {}) {
  const signed = headers.authorization === '' ? {} : { authorization: bearer };
  const { authorization: _, ...more } = headers;
  const given = headers.authorization ? headers : { ...signed, ...more };
  const response = await fetch(`${house.url}/graphql`, { method: 'POST', body, headers: { ...json, ...given } });
  const answer = (await response.json()) as Answer;
  return { status: response.status, headers: response.headers, answer, code: answer.errors?.[0]?.extensions.code };
}
const ask = (query: string, headers: Readonly<Record<string, string>> = {}) => post(JSON.stringify({ query }), headers);
const anonymous = { authorization: '' };

describe.each([
  ['without a token', false],
  ['with a token', true],
])('the audit of GraphQL over HTTP, %s,', (_, signed) => {
  const fetchFn: typeof fetch = (url, init) => {
    const headers = new Headers(init?.headers);
    if (signed) headers.set('authorization', bearer);
    return fetch(url, { ...init, headers });
  };
  const audits = serverAudits({ url: () => `${house.url}/graphql`, fetchFn });
  test.each(audits.map(({ id, name, fn }) => ({ id, name, fn })))('passes $id: $name', async ({ name, fn }) => {
    const result = await fn();
    const reason = result.status === 'ok' ? '' : result.reason;
    if (!name.startsWith('MAY')) expect({ status: result.status, reason }).toEqual({ status: 'ok', reason: '' });
  });
});

describe('the door', () => {
  test.each([
    ['a body of more than 256 KiB', JSON.stringify({ query: `{ __typename } #${'x'.repeat(300_000)}` }), 413],
    ['malformed JSON', '{"query": "{ __typename }"', 400],
    ['a batch', '[{"query":"{ __typename }"},{"query":"{ __typename }"}]', 400],
    ['a body that is no object', '"{ __typename }"', 400],
    ['an empty body', '', 400],
    ['a body without a query', '{"variables":{}}', 400],
    ['a query that is a list', '{"query":["{ needs { totalCount } }"]}', 400],
    ['variables that are a list', '{"query":"{ __typename }","variables":[1]}', 400],
    ['a stored query by its digest', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}', 200],
  ])('refuses %s', async (_, body, status) => {
    for (const headers of [{}, anonymous]) {
      const refused = await post(body, headers);
      expect(refused.status).toBe(status);
      expect(refused.code).toBe(status === 413 ? 'TOO_COMPLEX' : 'BAD_USER_INPUT');
      expect(refused.answer.data).toBeUndefined();
    }
  });

  test.each([
    ['a change', `?query=${encodeURIComponent('mutation { startMatchRun { id } }')}`],
    [
      'two queries',
      `?query=${encodeURIComponent('{ __typename }')}&query=${encodeURIComponent('{ needs { totalCount } }')}`,
    ],
  ])('refuses %s by GET', async (_, search) => {
    const headers = { authorization: bearer, 'apollo-require-preflight': '1' };
    const refused = await fetch(`${house.url}/graphql${search}`, { headers });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.status).toBeLessThan(500);
    expect(await refused.text()).not.toContain('"data"');
  });

  test('refuses a GET that another site can cause', async () => {
    const refused = await fetch(`${house.url}/graphql?query=${encodeURIComponent('{ __typename }')}`);
    expect(refused.status).toBe(400);
  });

  test('refuses a header that begins like ours and is none of ours', async () => {
    const refused = await ask('{ __typename }', { 'x-hub-role': 'operator' });
    expect(refused.status).toBe(400);
    expect(refused.code).toBe('BAD_USER_INPUT');
    expect(refused.answer.errors?.[0]?.message).toContain('x-hub-role');
  });

  test.each(['application/json', 'application/graphql-response+json'])(
    'answers in %s when asked for it',
    async (accept) => {
      for (const query of ['{ __typename }', '{ needs { totalCount } }'])
        expect((await ask(query, { ...anonymous, accept })).headers.get('content-type')).toContain(accept);
    },
  );

  test('keeps the request id that it was given, and makes one for a strange one', async () => {
    const given = await ask('{ __typename }', { 'x-request-id': 'desk-7:2026.11' });
    expect(given.headers.get('x-request-id')).toBe('desk-7:2026.11');
    const strange = await ask('{ __typename }', { 'x-request-id': '<script>' });
    expect(strange.headers.get('x-request-id')).toMatch(/^request_\w+$/);
  });

  test.each(['/', '/graphql', '/health/live', '/metrics', '/schema', '/nowhere'])(
    'sets the security headers at %s',
    async (path) => {
      const { headers } = await fetch(`${house.url}${path}`);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-request-id')).toBeTruthy();
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );

  test('tells what it measures, and nothing of anybody', async () => {
    const response = await fetch(`${house.url}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(await response.text()).toContain('process_cpu_seconds_total');
  });
});

describe('a token', () => {
  const signed = (at: string, keys = keysOfTest()) =>
    tokenFor(
      keys,
      { role: 'district-officer', division: district, organisation: null },
      fixedClock(at),
      seededIds('token'),
      12,
    );
  const parts = async (change: (header: string, claims: string, signature: string) => string) => {
    const [header = '', claims = '', signature = ''] = (await signed(nowOfTest)).split('.');
    return change(header, claims, signature);
  };
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test.each([
    ['that is no token', async () => 'abc'],
    ['that has expired', () => signed('2026-11-20T15:59:00.000Z')],
    ['of another signer', () => signed(nowOfTest, keysOfTest('another'))],
    ['without a signature', () => parts((_, claims) => `${encoded({ alg: 'none', typ: 'at+jwt' })}.${claims}.`)],
    [
      'whose claims were changed',
      () =>
        parts((header, claims, signature) => {
          const own = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
          return `${header}.${encoded({ ...own, role: 'operator' })}.${signature}`;
        }),
    ],
    ['that is very long', async () => 'a'.repeat(9000)],
  ])('%s is refused, even for what needs none', async (_, token) => {
    const { status, code, answer } = await ask('{ __typename }', { authorization: `Bearer ${await token()}` });
    expect({ status, code, data: answer.data }).toEqual({ status: 401, code: 'UNAUTHENTICATED', data: undefined });
  });

  test('of another scheme is refused', async () => {
    expect((await ask('{ __typename }', { authorization: 'Basic aHViOmh1Yg==' })).status).toBe(401);
  });

  test.each([
    ['data', '{ needs { totalCount } }'],
    ['introspection', '{ __schema { types { name } } }'],
    ['validation that would name fields', '{ need }'],
    ['data behind a fragment', 'query { ...All } fragment All on Query { needs { totalCount } }'],
    ['data in a second operation', 'query A { __typename } query B { needs { totalCount } }'],
    ['a change', 'mutation { startMatchRun { id } }'],
    ['validation that would name types', 'query ($where: NeedFiltr) { __typename }'],
    ['input that would name fields', 'query ($where: NeedFilter = { stat: OPEN }) { __typename }'],
    ['a type condition that would tell of types', '{ __type(name: "Need") { ... on Need { id } } }'],
  ])('is needed for %s', async (_, query) => {
    const { status, code, answer } = await ask(query, anonymous);
    expect({ status, code, data: answer.data }).toEqual({ status: 401, code: 'UNAUTHENTICATED', data: undefined });
  });

  test('is not needed to learn that somebody answers', async () => {
    const { status, answer } = await ask('{ __typename }', anonymous);
    expect({ status, answer }).toEqual({ status: 200, answer: { data: { __typename: 'Query' } } });
  });

  test.each(['Need', 'String', 'Unknown'])('is needed to learn anything of type %s', async (name) => {
    const { status, answer } = await ask(`{ one: __type(name: "${name}") { name fields { name } } }`, anonymous);
    expect({ status, answer }).toEqual({
      status: 200,
      answer: {
        data: { one: null },
        extensions: { withheld: [{ field: 'Query.__type', fieldClass: 'SCHEMA', needed: 'TOKEN' }] },
      },
    });
  });

  test('opens introspection and the published schema', async () => {
    const { answer } = await ask('{ __schema { queryType { name } types { name } } }');
    expect(JSON.stringify(answer.data)).toContain('"VolunteerTime"');
    const refused = await fetch(`${house.url}/schema`);
    expect(refused.status).toBe(401);
    const published = await (await fetch(`${house.url}/schema`, { headers: { authorization: bearer } })).text();
    expect(published).toContain('type Need');
    expect(published).not.toMatch(/join__|resolveViewer|appendAudit/);
  });
});
