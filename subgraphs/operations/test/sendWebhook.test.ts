import { selfSigned } from '@hub/kernel/testing';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { networksIn } from '../src/delivery/networks.rules.ts';
import { sendWebhook, type WebhookDoor } from '../src/delivery/sendWebhook.ts';
import { honest, openReceiver, resolveOfTest } from './receiver.ts';

const receiver = await openReceiver();
const { networks } = networksIn('127.0.0.0/8');
const door: WebhookDoor = { networks, authorities: [receiver.certificate], timeoutMs: 5000, resolve: resolveOfTest };
const send = (more: Partial<WebhookDoor> = {}, url = receiver.url, ended = new AbortController().signal) =>
  sendWebhook(
    { url, body: '{"名":"值"}', headers: { 'idempotency-key': 'd1' }, now: '2026-11-21T04:00:00.000Z' },
    { ...door, ...more },
    ended,
  );

beforeEach(() => receiver.behave(honest));
afterAll(() => receiver.close());

describe('a webhook', () => {
  test('reaches its receiver with body and headers', async () => {
    expect(await send()).toEqual({ failure: null, statusCode: 204, retryAfterMs: null });
    expect(receiver.stored.at(-1)).toMatchObject({ body: '{"名":"值"}', idempotencyKey: 'd1', url: '/hook' });
  });

  test.each([
    [201, null],
    [301, 'REDIRECTED'],
    [308, 'REDIRECTED'],
    [400, 'STATUS_REFUSED'],
    [410, 'STATUS_REFUSED'],
    [500, 'STATUS_REFUSED'],
  ] as const)('that is answered with %i counts as %s', async (answers, failure) => {
    receiver.behave(() => ({ stores: true, answers, headers: { location: `${receiver.url}/elsewhere` } }));
    const before = receiver.calls();
    expect(await send()).toMatchObject({ failure, statusCode: answers });
    expect(receiver.calls()).toBe(before + 1);
  });

  test('waits as long as the receiver asks for', async () => {
    receiver.behave(() => ({ stores: false, answers: 503, headers: { 'retry-after': '120' } }));
    expect(await send()).toMatchObject({ retryAfterMs: 120_000 });
    receiver.behave(() => ({
      stores: false,
      answers: 429,
      headers: { 'retry-after': 'Sat, 21 Nov 2026 04:10:00 GMT' },
    }));
    expect(await send()).toMatchObject({ retryAfterMs: 600_000 });
  });

  test('counts as not delivered where the connection breaks after the receiver has it', async () => {
    receiver.behave(() => ({ stores: true, answers: 'BREAKS' }));
    expect(await send()).toMatchObject({ failure: 'CONNECTION_FAILED', statusCode: null });
  });

  test('gives up where there is no answer in time, or when the hub ends', async () => {
    receiver.behave(() => ({ stores: true, answers: 'NEVER' }));
    expect(await send({ timeoutMs: 100 })).toMatchObject({ failure: 'TIMED_OUT' });
    const ending = new AbortController();
    const sent = send({}, receiver.url, ending.signal);
    ending.abort();
    expect(await sent).toMatchObject({ failure: 'TIMED_OUT' });
  });

  test('gives up where the name does not resolve in time', async () => {
    expect(await send({ timeoutMs: 100, resolve: () => new Promise(() => {}) })).toMatchObject({
      failure: 'TIMED_OUT',
    });
  });
});

describe('the door', () => {
  test.each([
    ['no network is allowed', { networks: [] }, 'ADDRESS_REFUSED'],
    [
      'one of several addresses is not',
      {
        resolve: async () => [
          { address: '127.0.0.1', family: 4 },
          { address: '10.0.0.1', family: 4 },
        ],
      },
      'ADDRESS_REFUSED',
    ],
    ['the name has no address', { resolve: async () => [] }, 'HOST_UNKNOWN'],
    ['the resolver fails', { resolve: () => Promise.reject(new Error('no such host')) }, 'HOST_UNKNOWN'],
    ['nobody vouches for the receiver', { authorities: [] }, 'CERTIFICATE_REFUSED'],
    ['somebody else is vouched for', { authorities: [selfSigned('other.test').cert] }, 'CERTIFICATE_REFUSED'],
  ] as const)('stays shut where %s', async (_, more, failure) => {
    const before = receiver.calls();
    expect(await send(more)).toMatchObject({ failure });
    expect(receiver.calls()).toBe(before);
  });

  test('stays shut where the certificate is for another name', async () => {
    expect(await send({}, receiver.url.replace('receiver.test', 'elsewhere.test'))).toMatchObject({
      failure: 'CERTIFICATE_REFUSED',
    });
  });

  test('stays shut for a private address that is written out', async () => {
    const asItIs = async (address: string) => [{ address, family: 4 }];
    expect(await send({ networks: [], resolve: asItIs }, 'https://127.0.0.1:1/')).toMatchObject({
      failure: 'ADDRESS_REFUSED',
    });
    expect(await send({ networks: [], resolve: asItIs }, 'https://[::ffff:127.0.0.1]:1/')).toMatchObject({
      failure: 'ADDRESS_REFUSED',
    });
  });

  test('asks for the address once, and goes to the one that was checked', async () => {
    const answers = ['127.0.0.1', '127.66.66.66'];
    const asked: string[] = [];
    const rebinding = async (host: string) => {
      asked.push(host);
      return [{ address: answers[asked.length - 1] ?? '127.66.66.66', family: 4 }];
    };
    expect(await send({ resolve: rebinding })).toMatchObject({ failure: null });
    expect(asked).toEqual(['receiver.test']);
  });
});
