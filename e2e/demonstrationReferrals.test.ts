import { demonstrationReferrals, stories } from '@hub/hub';
import { nowOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { rootOf } from './deliveredStations.ts';
import { district, type House, openHouse } from './house.ts';

const today = '2026-11-21';
const serving = { purpose: 'CASE_SERVICE' } as const;

interface Referral {
  readonly state: string;
  readonly dueOn: string | null;
  readonly serviceCode: string;
  readonly resource: { readonly __typename: string } | null;
}
interface List {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: Referral }[];
}

describe('the past of a demonstration', () => {
  let house: House;
  let states: ReadonlyMap<string, number>;
  beforeAll(async () => {
    house = await openHouse('embedded', 'SQLite');
    const { subgraphs } = house.hub;
    const [socialWork, matching] = [subgraphs.get('social-work'), subgraphs.get('matching')];
    if (!socialWork || !matching) throw new Error('The house is not whole.');
    const moment = { now: new Date(nowOfTest), timeZone: 'Asia/Shanghai' };
    states = await demonstrationReferrals({ 'social-work': socialWork, matching }, moment);
  }, 180_000);
  afterAll(() => house.close());

  const referrals = async (where = ''): Promise<List> =>
    rootOf<List>(
      await house.ask(
        `{ referrals(where: { division: "${district}" ${where} }, first: 100) { totalCount edges { node { state dueOn serviceCode
          resource { __typename } } } } }`,
        {},
        serving,
      ),
      'referrals',
    );

  test('has referrals in every state to which people bring one', () => {
    expect(Object.fromEntries(states)).toEqual({
      ACCEPTED: 5,
      CANCELLED: 1,
      COMPLETED: 5,
      DECLINED: 3,
      IN_PROGRESS: 3,
      PROPOSED: 5,
      SENT: 9,
    });
    expect([...states.values()].reduce((sum, count) => sum + count)).toBe(
      stories.reduce((sum, { count }) => sum + count, 0),
    );
  });

  test('answers the question for overdue referrals: who should have acted, and by when', async () => {
    const { edges } = await referrals('overdue: true');
    const nodes = edges.map(({ node }) => node);
    expect(nodes.filter(({ state }) => ['PROPOSED', 'SENT', 'ACCEPTED'].includes(state)).length).toBeGreaterThanOrEqual(
      5,
    );
    for (const { dueOn } of nodes) expect(dueOn !== null && dueOn < today).toBe(true);
    expect(new Set(nodes.map(({ resource }) => resource?.__typename)).size).toBeGreaterThan(1);
  });

  test('is booked by the owners: what was given stands in visits, cases or payments', async () => {
    const count = async (field: string) =>
      rootOf<{ readonly totalCount: number } | null>(
        await house.ask(`{ ${field}(first: 1) { totalCount } }`, {}, serving),
        field,
      )?.totalCount ?? 0;
    await vi.waitUntil(async () => (await count('visits')) + (await count('disbursements')) > 0, {
      timeout: 60_000,
      interval: 100,
    });
  }, 90_000);

  test('runs out where nobody answered, the next time the hub looks', async () => {
    await house.reopen();
    const expired = async () => (await referrals('state: EXPIRED')).totalCount;
    await vi.waitUntil(async () => (await expired()) === 2, { timeout: 60_000, interval: 100 });
  }, 120_000);
});
