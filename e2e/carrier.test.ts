import { once } from 'node:events';
import { connect } from 'node:net';
import { remoteCarrier, type Subgraph } from '@hub/kernel';
import { type Served, serveSubgraph } from '@hub/kernel/serving';
import { fixedClock, logOfTest, nowOfTest, seededRandomness } from '@hub/kernel/testing';
import { sign, signatureHeader } from '@hub/vault';
import { keysOfTest } from '@hub/vault/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse } from './house.ts';
import { peopleRecords } from './traces/peopleRecords.ts';
import { homes } from './traces/places.ts';

const clock = fixedClock(nowOfTest);
const ring = keysOfTest().ring('carrier-charities');
const viewer = {
  subject: 'officer',
  role: 'district-officer',
  divisions: ['420502000000'],
  organisation: null,
  purpose: 'RESOURCE_MATCHING',
  basis: null,
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
};
const caller = { viewer, requestId: 'r', language: 'en', now: nowOfTest, idempotencyKey: null };
const bodyOf = (query: string) => JSON.stringify({ query, extensions: { caller } });
const body = bodyOf('{ __typename }');
let drawn = 0;
const signed = ({
  key = ring,
  target = 'charities',
  method = 'POST',
  path = '/graphql',
  content = body,
  at = clock(),
} = {}): string => sign(key, target, { method, path, body: content }, at, seededRandomness(`carrier ${drawn++}`));

/** A verifier takes nothing from before its own start, and the signatures of this test are half a minute old at most. */
const startedEarlier = () => {
  let started = false;
  return () => {
    const now = clock();
    const shown = started ? now : new Date(now.getTime() - 60_000);
    started = true;
    return shown;
  };
};

let house: House;
let served: Served;
beforeAll(async () => {
  house = await openHouse('embedded', 'SQLite', { seeded: false });
  const subgraph = house.hub.subgraphs.get('charities');
  if (!subgraph) throw new Error('There is no subgraph charities.');
  const place = { host: '127.0.0.1', port: 0, isReady: () => true };
  served = await serveSubgraph({
    subgraph,
    key: ring,
    clock: startedEarlier(),
    ...place,
    requestTimeoutMs: 300,
  });
}, 100_000);
afterAll(async () => {
  await served.close();
  await house.close();
});

const send = (
  signature: string | null,
  { path = '/graphql', method = 'POST', content = body as string | null, headers = {} } = {},
) =>
  fetch(`${served.url}${path}`, {
    method,
    body: content,
    headers: {
      'content-type': 'application/json',
      ...(signature !== null && { [signatureHeader]: signature }),
      ...headers,
    },
  });
const later = (ms: number) => new Date(clock().getTime() + ms);

test('a question that nobody waits for any more is told to the subgraph that answers it', async () => {
  const [begun, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const subgraph = house.hub.subgraphs.get('charities');
  if (!subgraph) throw new Error('There is no subgraph charities.');
  const slow: Subgraph = {
    ...subgraph,
    async execute(request, caller) {
      caller.withdrawn?.addEventListener('abort', () => ended.resolve());
      begun.resolve();
      await ended.promise;
      return subgraph.execute(request, caller);
    },
  };
  const place = { host: '127.0.0.1', port: 0, isReady: () => true };
  const alone = await serveSubgraph({ subgraph: slow, key: ring, clock: startedEarlier(), ...place });
  const randomness = seededRandomness('withdrawn');
  const carrier = remoteCarrier({
    name: 'charities',
    url: alone.url,
    key: ring,
    clock,
    randomness,
    log: logOfTest(),
  });
  const leaving = new AbortController();
  const answer = carrier.execute({ query: '{ __typename }' }, { ...caller, language: 'en', withdrawn: leaving.signal });
  await begun.promise;
  leaving.abort();
  expect((await answer).errors).toBeDefined();
  await ended.promise;
  await alone.close();
});

describe('a subgraph served alone', () => {
  test('answers a request that is signed for it, once', async () => {
    const signature = signed();
    const first = await send(signature);
    expect([first.status, await first.json()]).toMatchObject([200, { data: { __typename: 'Query' } }]);
    expect((await send(signature)).status).toBe(401);
  });

  test.each([
    ['a question', '{ funds(first: 1) { totalCount } }'],
    ['its SDL', '{ _service { sdl } }'],
    ['entities', '{ _entities(representations: [{ __typename: "Fund", id: "fund_1" }]) { ... on Fund { id name } } }'],
    ['its schema', '{ __schema { types { name } } }'],
  ])('gives nobody else %s', async (_, query) => {
    for (const response of [
      await send(null, { content: bodyOf(query) }),
      await send(signed(), { content: bodyOf(query) }),
      await send(null, { method: 'GET', path: `/graphql?query=${encodeURIComponent(query)}`, content: null }),
    ]) {
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({
        errors: [{ message: 'Unauthorized', extensions: { code: 'UNAUTHENTICATED' } }],
      });
    }
  });

  test.each([
    ['no signature', () => send(null)],
    ['a signature of another key', () => send(signed({ key: keysOfTest('other').ring('carrier-charities') }))],
    ['a signature for another subgraph', () => send(signed({ target: 'volunteers' }))],
    ['another subgraph’s key', () => send(signed({ key: keysOfTest().ring('carrier-volunteers') }))],
    ['a body that was altered', () => send(signed(), { content: bodyOf('{ __typename } ') })],
    ['another purpose in the body', () => send(signed(), { content: body.replace('RESOURCE_MATCHING', 'AUDIT') })],
    ['another viewer in the body', () => send(signed(), { content: body.replace('district-officer', 'auditor') })],
    ['a signature for another path', () => send(signed({ path: '/feed/head' }))],
    ['the path with something behind it', () => send(signed(), { path: '/graphql?' })],
    ['another method', () => send(signed(), { method: 'PUT' })],
    ['a stale signature', () => send(signed({ at: later(-30_001) }))],
    ['a signature from the future', () => send(signed({ at: later(30_001) }))],
    ['the feed without a signature', () => send(null, { path: '/feed/pull' })],
    ['the feed’s head without a signature', () => send(null, { path: '/feed/head' })],
    ['two signatures', () => send(`${signed()}, ${signed()}`)],
    ['a path that is not there', () => send(null, { path: '/nowhere' })],
  ])('refuses %s', async (_, ask) => {
    expect((await ask()).status).toBe(401);
  });

  test('says to anybody that it lives and whether it is ready, and no more', async () => {
    for (const path of ['/health/live', '/health/ready']) {
      const response = await fetch(`${served.url}${path}`);
      expect(response.status).toBe(200);
      expect(Object.keys((await response.json()) as object)).toHaveLength(1);
    }
    expect((await send(null, { path: '/health/live' })).status).toBe(401);
  });

  test('refuses compressed, huge and foreign bodies', async () => {
    expect((await send(signed(), { headers: { 'content-encoding': 'gzip' } })).status).toBe(415);
    expect((await send(signed(), { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    const huge = ' '.repeat(4 * 1024 * 1024 + 1);
    expect((await send(signed({ content: huge }), { content: huge })).status).toBe(413);
  });

  test('waits for no body that does not come, and reads none of a stranger', async () => {
    const answerTo = async (signature: string | null): Promise<string> => {
      const socket = connect(Number(new URL(served.url).port), '127.0.0.1');
      let answer = '';
      socket.setEncoding('utf8').on('data', (text: string) => {
        answer += text;
      });
      const header = signature === null ? '' : `${signatureHeader}: ${signature}\r\n`;
      socket.write(
        `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${header}content-length: 500\r\n\r\n{`,
      );
      if (signature === null) socket.once('data', () => socket.destroy());
      await once(socket, 'close');
      return answer;
    };
    expect(await answerTo(null)).toMatch(/^HTTP\/1\.1 401 /);
    expect(await answerTo(signed())).toMatch(/^HTTP\/1\.1 408 /);
  });
});

test('a reader that waits for a fact over HTTP is told of it when it comes, and not of nothing before', async () => {
  const { feed } = remoteCarrier({
    name: 'charities',
    url: served.url,
    key: ring,
    clock,
    randomness: seededRandomness('waiting reader'),
    log: logOfTest(),
  });
  const after = await feed.head();
  const waiting = feed.pull({ reader: 'linkage', kinds: ['beneficiary'], after, limit: 10, waitMs: 20_000 });
  // By the time that these are answered the reader waits.
  for (let round = 0; round < 5; round++) await feed.head();
  const records = homes.flatMap(peopleRecords).filter(({ kind }) => kind === 'beneficiaries');
  const fields = records.map((record) => record.fields);
  await house.hub.subgraphs.get('charities')?.intake.load('beneficiaries', fields);
  expect((await waiting).facts.map(({ id }) => id).sort()).toEqual(fields.map(({ id }) => id).sort());
});
