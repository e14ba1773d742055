import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Access } from './access.ts';
import { createHubFetcher } from './createHubFetcher.ts';

const nobody: Access = { token: '', purpose: '', basis: '', grant: '' };
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const hub = async (status: number, answer: string) => {
  const seen: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    seen.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(status).end(answer);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closers.push(() => server.close().closeAllConnections());
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` };
};

describe('the fetcher', () => {
  it('sends who asks, what for, on which basis and in which language', async () => {
    const { seen, url } = await hub(200, '{}');
    const access: Access = { token: 'a.b.c', purpose: 'RESOURCE_MATCHING', basis: 'CONSENT', grant: 'grant_2' };
    await createHubFetcher(
      () => ({ access, language: 'zh' }),
      url,
    )({ query: '{ a }', variables: { division: '4205' } });
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer a.b.c',
      'x-hub-purpose': 'RESOURCE_MATCHING',
      'x-hub-basis': 'CONSENT',
      'x-hub-grant': 'grant_2',
      'accept-language': 'zh-CN, zh;q=0.9, en;q=0.5',
      accept: 'application/graphql-response+json, application/json',
      'content-type': 'application/json',
    });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ query: '{ a }', variables: { division: '4205' } });
  });

  it('sends no header for what is not set', async () => {
    const { seen, url } = await hub(200, '{}');
    await createHubFetcher(() => ({ access: nobody, language: 'en' }), url)({ query: '{ a }' });
    const names = Object.keys(seen[0]?.headers ?? {});
    expect(names.filter((name) => name === 'authorization' || name.startsWith('x-hub-'))).toEqual([]);
  });

  it('lets the bar win over typed headers, and passes the others on', async () => {
    const { seen, url } = await hub(200, '{}');
    const typed = { authorization: 'Bearer typed', 'X-Hub-Grant': 'grant_1' };
    const asking = { access: { ...nobody, token: 'a.b.c' }, language: 'en' } as const;
    await createHubFetcher(() => asking, url)({ query: '{ a }' }, { headers: typed });
    expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer a.b.c', 'x-hub-grant': 'grant_1' });
  });

  it('hands on an error of the hub as it came', async () => {
    const refusal = { errors: [{ message: '需要令牌。', extensions: { code: 'UNAUTHENTICATED' } }] };
    const { url } = await hub(401, JSON.stringify(refusal));
    const answer = createHubFetcher(() => ({ access: nobody, language: 'zh' }), url)({ query: '{ a }' });
    await expect(answer).resolves.toEqual(refusal);
  });

  it('says the status of an answer that is not JSON', async () => {
    const { url } = await hub(502, '<html>');
    const answer = createHubFetcher(() => ({ access: nobody, language: 'zh' }), url)({ query: '{ a }' });
    await expect(answer).rejects.toThrow('HTTP 502 Bad Gateway: <html>');
  });
});
