import { type Served, serveSubgraph } from '@hub/kernel/serving';
import { fixedClock, keysOfTest, nowOfTest, seededRandomness } from '@hub/kernel/testing';
import { sign, signatureHeader } from '@hub/vault';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse } from './house.ts';

const name = 'civil-affairs';
const keys = keysOfTest();
const key = keys.ring(`carrier-${name}`);
const randomness = seededRandomness('attacks');
const question = (query: string) =>
  JSON.stringify({ query, extensions: { caller: { viewer: null, requestId: 'r', language: 'en', now: nowOfTest } } });
const sdl = question('{ _service { sdl } }');
const entities = question('{ _entities(representations: [{ __typename: "Resident", id: "x" }]) { __typename } }');

let house: House;
let served: Served;
beforeAll(async () => {
  house = await openHouse('embedded', 'SQLite', { seeded: false });
  const subgraph = house.hub.subgraphs.get(name);
  if (!subgraph) throw new Error(`The house has no ${name}.`);
  const clock = fixedClock(nowOfTest);
  served = await serveSubgraph({ subgraph, key, clock, host: '127.0.0.1', port: 0, isReady: () => true });
}, 60_000);
afterAll(async () => {
  await served.close();
  await house.close();
});

interface Signing {
  readonly ring?: typeof key;
  readonly target?: string;
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly at?: Date;
}
const signed = (
  body: string,
  { ring = key, target = name, method = 'POST', path = '/graphql', at = new Date(nowOfTest), ...other }: Signing = {},
) => sign(ring, target, { method, path, body: other.body ?? body }, at, randomness);

async function post(body: string, headers: Readonly<Record<string, string>> = {}, path = '/graphql') {
  const response = await fetch(`${served.url}${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return { status: response.status, text: await response.text() };
}
const refused = { status: 401, text: expect.stringContaining('UNAUTHENTICATED') };

describe('a department that is reached past the gateway', () => {
  test.each([
    ['nothing', async () => ({})],
    ["a user's token", async () => ({ authorization: `Bearer ${await house.token()}` })],
    ['an empty signature', async () => ({ [signatureHeader]: '' })],
    ['a signature of zeros', async () => ({ [signatureHeader]: `1;${Date.parse(nowOfTest)};AAAA;${'A'.repeat(43)}` })],
    [
      "another department's key",
      async () => ({ [signatureHeader]: signed(sdl, { ring: keys.ring('carrier-access') }) }),
    ],
    ['a signature for another department', async () => ({ [signatureHeader]: signed(sdl, { target: 'access' }) })],
    ['a signature for another path', async () => ({ [signatureHeader]: signed(sdl, { path: '/feed/pull' }) })],
    ['a signature for another method', async () => ({ [signatureHeader]: signed(sdl, { method: 'GET' }) })],
    ['a signature of another body', async () => ({ [signatureHeader]: signed(sdl, { body: entities }) })],
    [
      'a signature of an hour ago',
      async () => ({ [signatureHeader]: signed(sdl, { at: new Date(Date.parse(nowOfTest) - 3_600_000) }) }),
    ],
    [
      'a signature to come',
      async () => ({ [signatureHeader]: signed(sdl, { at: new Date(Date.parse(nowOfTest) + 3_600_000) }) }),
    ],
  ])('answers nobody who brings %s', async (_, headers) => {
    expect(await post(sdl, await headers())).toEqual(refused);
  });

  test('answers a signed request once', async () => {
    const headers = { [signatureHeader]: signed(entities) };
    expect((await post(entities, headers)).status).toBe(200);
    expect(await post(entities, headers)).toEqual(refused);
  });

  test.each(['/feed/pull', '/feed/head', '/graphql', '/', '/metrics'])('tells nobody anything at %s', async (path) => {
    expect((await post('{}', {}, path)).status).toBe(401);
    expect((await fetch(`${served.url}${path}`)).status).toBe(401);
  });

  test('says no more than that it lives', async () => {
    expect(await (await fetch(`${served.url}/health/live`)).text()).toBe('{"live":true}');
    expect(await (await fetch(`${served.url}/health/ready`)).text()).toBe('{"ready":true}');
  });
});

describe('the gateway', () => {
  test('takes no signature from outside, and passes none on', async () => {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      body: sdl,
      headers: { 'content-type': 'application/json', [signatureHeader]: signed(sdl) },
    });
    expect(response.status).toBe(400);
  });

  test.each([
    [
      'a caller of his own in the extensions',
      { caller: { viewer: { role: 'operator', divisions: ['420000000000'] } } },
    ],
    ['a viewer that is nobody, as programs of ours are', { caller: { viewer: null } }],
  ])('does not take %s', async (_, extensions) => {
    const query = '{ me { role } }';
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      body: JSON.stringify({ query, extensions }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await house.token()}` },
    });
    expect(await response.json()).toMatchObject({ data: { me: { role: 'district-officer' } } });
  });

  test.each(['/feed/pull', '/feed/head'])('has no %s', async (path) => {
    const response = await fetch(`${house.url}${path}`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(404);
  });
});
