import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bounded, withGateway } from './attacks/gateway.ts';
import { question } from './attacks/transport.ts';
import { type House, openHouse } from './house.ts';

let house: House;
let tokens: { readonly officer: string };
beforeAll(async () => {
  house = await openHouse('embedded', 'SQLite', { seeded: false });
  tokens = { officer: await house.token() };
}, 60_000);
afterAll(() => house.close());

/** Opens a connection, sends a text, and gives what comes until the other side ends it. */
async function send(url: string, text: string): Promise<string> {
  const socket = await opened(url);
  socket.write(text);
  return heard(socket);
}
async function opened(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
}
async function heard(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  socket.on('error', () => {});
  await once(socket, 'close');
  return text;
}
const post = (headers: string, body = question) =>
  `POST /graphql HTTP/1.1\r\nhost: hub\r\ncontent-type: application/json\r\nconnection: close\r\n${headers}content-length: ${body.length}\r\n\r\n${body}`;

describe('a connection is ended', () => {
  test('whose headers do not come to an end', async () => {
    await withGateway(house, bounded({ headersSeconds: 1 }), async (url) => {
      expect(await send(url, 'POST /graphql HTTP/1.1\r\nhost: hub\r\nx-slow: ')).toMatch(
        /^HTTP\/1\.1 408 .*x-request-id/s,
      );
    });
  });

  test('whose body does not come to an end', async () => {
    await withGateway(house, bounded({ requestSeconds: 1 }), async (url) => {
      const text = post('').slice(0, -5);
      expect(await send(url, text)).toMatch(/^HTTP\/1\.1 408 /);
    });
  });

  test('that is one too many', async () => {
    await withGateway(house, bounded({ connections: 2 }), async (url) => {
      const held = [await opened(url), await opened(url)];
      const dropped = await opened(url);
      expect(await heard(dropped)).toBe('');
      for (const socket of held) socket.destroy();
    });
  });

  test.each([
    ['headers that are too long', post(`x-long: ${'x'.repeat(20_000)}\r\n`), 431],
    ['a path that is too long', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nhost: hub\r\nconnection: close\r\n\r\n`, 431],
    ['too many headers', post(Array.from({ length: 80 }, (_, n) => `x-${n}: 1\r\n`).join('')), 431],
    ['what is not HTTP', '\x16\x03\x01\x02\x00\x01\x00', 400],
    ['no host', 'GET /health/live HTTP/1.1\r\nconnection: close\r\n\r\n', 400],
    ['two lengths', `POST /graphql HTTP/1.1\r\nhost: hub\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello`, 400],
    [
      'a length and chunks',
      `POST /graphql HTTP/1.1\r\nhost: hub\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    ['a line that ends by itself', 'GET /health/live HTTP/1.1\nhost: hub\n\n', 400],
    ['a sign in a header that is none', post('x-odd: a\x00b\r\n'), 400],
  ])('that brings %s', async (_, text, status) => {
    const answer = await send(house.url, text);
    expect(answer.startsWith(`HTTP/1.1 ${status} `), answer).toBe(true);
    expect(answer).toMatch(/x-request-id: request_/);
    expect(answer).toMatch(/x-content-type-options: nosniff/);
  });

  test('that says its token twice', async () => {
    const bearer = `authorization: Bearer ${tokens.officer}\r\n`;
    expect(await send(house.url, post(bearer))).toMatch(/^HTTP\/1\.1 200 /);
    expect(await send(house.url, post(bearer + bearer))).toMatch(/^HTTP\/1\.1 401 .*UNAUTHENTICATED/s);
    expect(await send(house.url, post(`${bearer}x-hub-purpose: VISIT\r\nx-hub-purpose: AUDIT\r\n`))).toMatch(
      /^HTTP\/1\.1 400 /,
    );
  });
});
