import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type DeliveredStations, deliveriesIn, deliverStations, rootOf } from './deliveredStations.ts';
import { type House, openHouse } from './house.ts';

const matching = { purpose: 'RESOURCE_MATCHING' } as const;
let house: House;
let delivered: DeliveredStations;

beforeAll(async () => {
  house = await openHouse('embedded', 'SQLite');
  delivered = await deliverStations(house);
}, 180_000);
afterAll(() => house.close());

interface Inbox {
  readonly edges: readonly {
    readonly node: {
      readonly newRows: number;
      readonly changes: {
        readonly edges: readonly { readonly node: { readonly identity: string; readonly kind: string } }[];
      };
    };
  }[];
}

test('a schedule delivers to the inbox what its owner would be answered', async () => {
  const own = await house.ask('{ stations(first: 50) { edges { node { id } } } }', {}, matching);
  const ids = rootOf<{ readonly edges: readonly { readonly node: { readonly id: string } }[] }>(own, 'stations').edges;
  const inbox = await house.ask(
    '{ deliveries(where: { unread: true }) { edges { node { newRows changes(first: 100) { edges { node { identity kind } } } } } } }',
    {},
    matching,
  );
  const [delivery] = rootOf<Inbox>(inbox, 'deliveries').edges;
  const told = delivery?.node.changes.edges.map(({ node }) => node);
  expect(told).toEqual(ids.map(({ node }) => ({ identity: node.id, kind: 'NEW' })));
  expect(delivery?.node.newRows).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(0);
});

test('the ledger names it, with the delegation and the purpose', async () => {
  const { data } = await house.ask(
    '{ auditEntries(where: { action: "DELIVERY" }) { edges { node { actor purpose token operation rows } } } }',
    {},
    { role: 'auditor', purpose: 'AUDIT' },
  );
  expect(data?.auditEntries).toMatchObject({
    edges: [
      {
        node: {
          purpose: 'RESOURCE_MATCHING',
          token: delivered.delegation,
          operation: expect.stringMatching(/^Stations INBOX delivery_/),
        },
      },
    ],
  });
});

test('metrics tell how many deliveries wait or were given up', async () => {
  const metrics = async () => (await fetch(`${house.url}/metrics`)).text();
  expect(await metrics()).toMatch(/^hub_deliveries_dead 0$/m);
  expect(await metrics()).toMatch(/^hub_deliveries_pending 0$/m);
});

test('the same answer again is no delivery', async () => {
  await house.ask(`mutation { runSchedule(input: { id: "${delivered.schedule}" }) { id } }`, {}, matching);
  const runs = `{ scheduleRuns(where: { schedule: "${delivered.schedule}" }) { edges { node { state changed } } } }`;
  await vi.waitUntil(
    async () => {
      const { edges } = rootOf<{
        readonly edges: readonly { readonly node: { readonly state: string } }[];
      }>(await house.ask(runs, {}, matching), 'scheduleRuns');
      return edges.filter(({ node }) => node.state === 'SUCCEEDED').length === 2;
    },
    { timeout: 60_000, interval: 50 },
  );
  expect(await deliveriesIn(house, delivered.schedule, 'DELIVERED')).toBe(1);
});
