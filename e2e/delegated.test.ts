import { createGateway, type Gateway, ownKeys } from '@hub/gateway';
import { type AskPort, createRegistry, remoteAsk } from '@hub/kernel';
import { fixedClock, nowOfTest, seededIds, seededRandomness } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { district, type House, openHouse } from './house.ts';
import { mainQuestion } from './questions.ts';

let house: House;
let gateway: Gateway;
let url = '';
let delegation = '';

const clock = fixedClock(nowOfTest);
const delegate = `mutation ($input: DelegateInput!) { delegate(input: $input) { id version } }`;
const given = async (parts: object = {}, asking: Parameters<House['ask']>[2] = {}) => {
  const wish = { divisions: [district], purpose: 'RESOURCE_MATCHING', validTo: '2026-12-31', reason: 'each night' };
  const { data, errors } = await house.ask(delegate, { input: { ...wish, ...parts } }, asking);
  expect(errors).toBeUndefined();
  return data?.delegate as { readonly id: string; readonly version: number };
};

beforeAll(async () => {
  house = await openHouse('embedded', 'SQLite');
  const { hub, keys, log } = house;
  gateway = await createGateway({
    carriers: hub.carriers,
    tokenKeys: ownKeys(keys.ring('token-signing')),
    clock,
    ids: seededIds('delegated'),
    log,
    registry: createRegistry(),
    readiness: { isReady: () => true, progress: () => '' },
    explorerFolder: '/nowhere',
    askKey: keys.ring('carrier-operations'),
  });
  url = await gateway.listen('127.0.0.1', 0);
  delegation = (await given()).id;
}, 120_000);
afterAll(async () => {
  await gateway.close();
  await house.close();
});

const remote = (key = 'carrier-operations', seed = key): AskPort =>
  remoteAsk({ url: () => url, key: house.keys.ring(key), clock, randomness: seededRandomness(`ask-${seed}`) });
const asked = (parts: object = {}) => ({
  delegation,
  subject: 'demo-district-officer',
  query: mainQuestion,
  variables: { division: district },
  requestId: 'run_1',
  language: 'en' as const,
  ...parts,
});

describe('a question under a delegation', () => {
  test('is answered as its giver would be, by a call and by signed HTTP', async () => {
    const own = await house.ask(mainQuestion, { division: district });
    const called = await gateway.ask(asked());
    expect(called.errors).toBeUndefined();
    expect(called.refused).toBeNull();
    expect(called.cost).toBeGreaterThan(100);
    expect(JSON.stringify(called.data)).toBe(JSON.stringify(own.data));
    expect(await remote()(asked())).toEqual(JSON.parse(JSON.stringify(called)));
  });

  test('is in the ledger with its giver and the delegation', async () => {
    await gateway.ask(asked({ requestId: 'run_of_the_ledger' }));
    const { data } = await house.ask(
      `{ auditEntries(where: { requestId: "run_of_the_ledger" }) { edges { node { action actor token purpose rows } } } }`,
      {},
      { role: 'auditor', purpose: 'AUDIT' },
    );
    const list = data?.auditEntries as { edges: { node: Record<string, unknown> }[] };
    expect(list.edges.map(({ node }) => node)).toMatchObject([
      { action: 'READ', actor: 'demo-district-officer', token: delegation, purpose: 'RESOURCE_MATCHING' },
    ]);
  });

  test('is refused in words from the moment on at which the delegation is revoked', async () => {
    const { id, version } = await given();
    expect((await gateway.ask(asked({ delegation: id }))).refused).toBeNull();
    await house.ask(
      `mutation ($input: RevokeDelegationInput!) { revokeDelegation(input: $input) { id } }`,
      { input: { id, version, reason: 'no longer wanted' } },
      { role: 'operator', purpose: null },
    );
    expect(await gateway.ask(asked({ delegation: id, language: 'zh' }))).toEqual({
      data: null,
      cost: 0,
      refused: { code: 'DELEGATION_REVOKED', text: `委托“${id}”已撤销。` },
    });
  });

  test('is refused for a delegation of somebody else', async () => {
    const answer = await gateway.ask(asked({ subject: 'demo-street-worker' }));
    expect(answer.refused?.code).toBe('DELEGATION_UNKNOWN');
  });

  test('that is no question, or costs too much, is told what is wrong', async () => {
    const wrong = await gateway.ask(asked({ query: '{ needs { totals } }', variables: {} }));
    expect(wrong.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    const nodes = (inner: string) => `people: clients(first: 100) { edges { node { ${inner} } } }`;
    const costly = nodes('person { links { reasons { code } } matches: id } needs: id').replace(
      / (matches|needs): id/g,
      '',
    );
    const many = Array.from({ length: 15 }, (_, at) => costly.replace('people', `p${at}`)).join(' ');
    const answer = await gateway.ask(asked({ query: `query Costly { ${many} }`, variables: {} }));
    expect(answer.errors?.[0]?.extensions?.code).toBe('TOO_COMPLEX');
  });

  test('is taken over HTTP only from who can sign it, and each signature once', async () => {
    await expect(remote('carrier-matching')(asked())).rejects.toThrow('401');
    const bare = await fetch(`${url}/delegated`, { method: 'POST', body: JSON.stringify(asked()) });
    expect(bare.status).toBe(401);
    const twice = [remote('carrier-operations', 'same'), remote('carrier-operations', 'same')] as const;
    expect((await twice[0](asked())).refused).toBeNull();
    await expect(twice[1](asked())).rejects.toThrow('401');
    // The gateway of a hub in one process has no such door.
    const inside = await fetch(`${house.url}/delegated`, { method: 'POST', body: '{}' });
    expect(inside.status).toBe(404);
  });
});
