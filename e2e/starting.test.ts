import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGateway, type Gateway, ownKeys } from '@hub/gateway';
import { createRegistry } from '@hub/kernel';
import { fixedClock, keysOfTest, logOfTest, nowOfTest, seededIds } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse } from './house.ts';

describe('a gateway that is starting', () => {
  let house: House;
  const explorerFolder = mkdtempSync(join(tmpdir(), 'hub-explorer-'));
  const standing = { ready: false };
  let gateway: Gateway;
  let url: string;
  beforeAll(async () => {
    house = await openHouse('embedded', 'SQLite', { seeded: false });
    mkdirSync(join(explorerFolder, 'assets'));
    writeFileSync(join(explorerFolder, 'index.html'), '<style nonce="__CSP_NONCE__"></style><p>explorer</p>');
    gateway = await createGateway({
      carriers: house.hub.carriers,
      tokenKeys: ownKeys(keysOfTest().ring('token-signing')),
      clock: fixedClock(nowOfTest),
      ids: seededIds('starting'),
      log: logOfTest(),
      registry: createRegistry(),
      readiness: { isReady: () => standing.ready, progress: () => 'slice 3 of 5' },
      explorerFolder,
    });
    url = await gateway.listen('127.0.0.1', 0);
  }, 60_000);
  afterAll(async () => {
    await gateway.close();
    await house.close();
    rmSync(explorerFolder, { recursive: true });
  });

  test('is live, says what it waits for, and answers once it is ready', async () => {
    const told = async (path: string, init: RequestInit = {}) => {
      const response = await fetch(`${url}${path}`, init);
      return { status: response.status, body: (await response.json()) as unknown };
    };
    const question = {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await house.token()}`,
        'x-hub-purpose': 'RESOURCE_MATCHING',
      },
      body: '{"query":"{ needs { totalCount } }"}',
    };
    expect(await told('/health/live')).toEqual({ status: 200, body: { live: true } });
    expect(await told('/health/ready')).toEqual({ status: 503, body: { ready: false, progress: 'slice 3 of 5' } });
    const early = await told('/graphql', question);
    expect(early.status).toBe(503);
    expect(early.body).toEqual({
      errors: [
        {
          message: 'The hub is starting: slice 3 of 5',
          extensions: { code: 'SUBGRAPH_UNAVAILABLE', department: 'hub' },
        },
      ],
    });
    standing.ready = true;
    expect(await told('/health/ready')).toEqual({ status: 200, body: { ready: true } });
    expect(await told('/graphql', question)).toMatchObject({
      status: 200,
      body: { data: { needs: { totalCount: 0 } } },
    });
  });

  test('serves the explorer with a policy that lets nothing in from outside, and a new nonce each time', async () => {
    const [one, other] = [await fetch(url), await fetch(url)];
    const policy = one.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(await one.text()).toContain(`nonce="${nonce}"`);
    expect(other.headers.get('content-security-policy')).not.toBe(policy);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*|'unsafe-eval'/);
    expect(/script-src ([^;]*)/.exec(policy)?.[1]).toBe("'self'");
    expect(one.headers.get('x-frame-options')).toBe('DENY');
  });
});
