import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { createGateway, defaultSettings, type Gateway, ownKeys } from '@hub/gateway';
import { type Hub, openHub, seedDistrict, tokenFor } from '@hub/hub';
import { type Carrier, createIds, createRegistry, systemClock } from '@hub/kernel';
import { keysOfTest, logOfTest } from '@hub/kernel/testing';
import type { ClientsResult, ClientsWork } from './clients.thread.ts';

const { values: options } = parseArgs({
  options: {
    reads: { type: 'string', default: '20000' },
    clients: { type: 'string', default: '32' },
    rounds: { type: 'string', default: '10' },
    residents: { type: 'string', default: '300' },
  },
});
const [reads, clients, rounds] = [Number(options.reads), Number(options.clients), Number(options.rounds)];

const folder = mkdtempSync(join(tmpdir(), 'hub-bench-'));
const keys = keysOfTest();
const ids = createIds(randomBytes);
const log = logOfTest();
const division = '420502000000';

const hub = await openHub({
  folder,
  keys,
  clock: systemClock,
  ids,
  randomness: randomBytes,
  timeZone: 'Asia/Shanghai',
  log,
  locationOf: (name) => ({ dialect: 'sqlite', file: join(folder, `${name}.sqlite`) }),
});
await seedDistrict(
  { seed: 'bench', residents: Number(options.residents), today: systemClock().toISOString().slice(0, 10) },
  { folder, subgraphs: hub.subgraphs, onProgress: () => {} },
);
await hub.startWorkers().ready;

/** The way to access, but that whatever is to be written to the ledger counts as written at once. */
const unaudited = (access: Carrier): Carrier => ({
  ...access,
  execute: async (request, caller) =>
    request.query.includes('appendAudit')
      ? { data: { appendAudit: { lastSequence: 0 } }, disclosures: [], withheld: [] }
      : access.execute(request, caller),
});

/** A gateway that lets everybody ask as often as he likes. */
const gatewayOver = ({ carriers }: Pick<Hub, 'carriers'>): Promise<Gateway> =>
  createGateway({
    carriers,
    tokenKeys: ownKeys(keys.ring('token-signing')),
    clock: systemClock,
    ids,
    log,
    registry: createRegistry(),
    readiness: { isReady: () => true, progress: () => '' },
    explorerFolder: folder,
    settings: {
      ...defaultSettings,
      bounds: { ...defaultSettings.bounds, costPerMinute: 1e12, missesPerMinute: 1e12, rowsPerHour: 1e12 },
    },
  });

const token = await tokenFor(keys, { role: 'district-officer', division, organisation: null }, systemClock, ids);
const access = hub.carriers.get('access') as Carrier;
const gateways = {
  audited: await gatewayOver(hub),
  unaudited: await gatewayOver({ carriers: new Map([...hub.carriers, ['access', unaudited(access)]]) }),
};
type Side = keyof typeof gateways;
const sides: readonly Side[] = ['audited', 'unaudited'];
const urls = {
  audited: await gateways.audited.listen('127.0.0.1', 0),
  unaudited: await gateways.unaudited.listen('127.0.0.1', 0),
};

/** Questions for one person each. */
async function bodiesFor(url: string): Promise<readonly string[]> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'x-hub-purpose': 'RESOURCE_MATCHING',
    },
    body: JSON.stringify({ query: '{ clients(first: 100) { edges { node { id displayName } } } }' }),
  });
  const { data } = (await response.json()) as {
    data: { clients: { edges: { node: { id: string; displayName: string | null } }[] } };
  };
  return data.clients.edges
    .filter(({ node }) => node.displayName !== null)
    .map(({ node }) =>
      JSON.stringify({
        query: 'query OneClient($id: ID!) { client(id: $id) { displayName ageYears } }',
        variables: { id: node.id },
      }),
    );
}

async function round(side: Side, count: number): Promise<ClientsResult> {
  const work: ClientsWork = { url: urls[side], token, bodies, clients, reads: count };
  const worker = new Worker(new URL('./clients.thread.ts', import.meta.url), { workerData: work });
  const ended = once(worker, 'exit');
  const [result] = (await once(worker, 'message')) as [ClientsResult];
  await ended;
  return result;
}

const bodies = await bodiesFor(urls.unaudited);
for (const side of sides) await round(side, Math.min(2000, reads));
const each = Math.ceil(reads / rounds);
const results: Record<Side, ClientsResult[]> = { audited: [], unaudited: [] };
for (let turn = 0; turn < rounds; turn++)
  for (const side of turn % 2 === 0 ? sides : sides.toReversed()) results[side].push(await round(side, each));

const perSecond = (side: Side) => results[side].map(({ seconds }) => each / seconds);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]) => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
const quantile = (side: Side, share: number) => {
  const all = Float64Array.from(results[side].flatMap(({ milliseconds }) => [...milliseconds])).sort();
  return all[Math.floor(share * (all.length - 1))] ?? 0;
};
for (const side of sides)
  process.stdout.write(
    `${side.padEnd(9)} ${mean(perSecond(side)).toFixed(0)} ± ${deviation(perSecond(side)).toFixed(0)} reads/s, best ${Math.max(...perSecond(side)).toFixed(0)}; p50 ${quantile(side, 0.5).toFixed(1)} ms, p99 ${quantile(side, 0.99).toFixed(1)} ms\n`,
  );
const pairs = results.audited.map(({ seconds }, turn) => (results.unaudited[turn]?.seconds ?? 0) / seconds);
process.stdout.write(
  `${reads} reads a side, ${clients} clients, ${rounds} rounds: audited has ${(100 * mean(pairs)).toFixed(1)} ± ${(100 * deviation(pairs)).toFixed(1)} % of the throughput\n`,
);

for (const side of sides) await gateways[side].close();
await hub.close();
rmSync(folder, { recursive: true, force: true });
