import { seededRandomness, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse } from '../house.ts';
import { charity, loadDistrict, station } from '../matrix/district.ts';

const balance = 100_000;
const stock = 12;
const serving = { purpose: 'CASE_SERVICE' } as const;
const kinds = [
  { service: 'CASH_RELIEF', source: 'fund_sums', most: 30_000 },
  { service: 'WINTER_CLOTHING', source: 'goods_sums', most: 4 },
] as const;
const here = { longitude: 111.3, latitude: 30.7 };

const records = {
  'social-work': {
    needs: kinds.flatMap(({ service, most }) =>
      Array.from({ length: 6 }, (_, at) => ({
        id: `need_${service}_${at}`,
        clientId: 'client_own_adult',
        stationId: station,
        divisionCode: '420502001001',
        category: 'POVERTY_RELIEF',
        serviceCode: service,
        units: most,
        urgency: 'HIGH',
        status: 'OPEN',
        openedOn: '2026-11-01',
        closedOn: null,
        skill: null,
        vettedOnly: false,
        windows: 0,
        ...here,
      })),
    ),
  },
  charities: {
    funds: [
      {
        id: 'fund_sums',
        name: '幸福家园',
        programme: '幸福家园',
        charityOrganisationId: charity,
        serviceCodes: ['CASH_RELIEF'],
        beneficiaryGroups: [],
        restricted: false,
        regionCode: '420502000000',
        raisedFen: balance,
        balanceFen: balance,
        perPersonCapFen: null,
        startsOn: '2026-01-01',
        expiresOn: null,
      },
    ],
    goodsStocks: [
      {
        id: 'goods_sums',
        name: '棉衣',
        serviceCode: 'WINTER_CLOTHING',
        charityOrganisationId: charity,
        beneficiaryGroups: [],
        divisionCode: '420502001000',
        quantity: stock,
        expiresOn: null,
        ...here,
      },
    ],
  },
} as const;

interface Referral {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly units: number;
  readonly servedUnits: number;
}
interface Read {
  readonly edges: readonly { readonly node: Record<string, unknown> }[];
}

describe.each(storesOfTest)('the sums of ledger and owners on %s', (storeName) => {
  let house: House;
  const resources: string[] = [];
  beforeAll(async () => {
    house = await openHouse('embedded', storeName, {
      load: async (subgraphs) => {
        await loadDistrict(subgraphs);
        for (const name of ['social-work', 'charities'] as const)
          for (const [kind, rows] of Object.entries(records[name])) {
            const outcome = await subgraphs.get(name)?.intake.load(kind, rows);
            if (outcome?.loaded !== rows.length) throw new Error(`${kind}: ${JSON.stringify(outcome?.rejected)}`);
          }
      },
    });
    for (const { service } of kinds) {
      const { data } = await house.ask(`{ resources(where: { serviceCode: ${service} }) { edges { node { id } } } }`);
      resources.push(String(((data?.resources ?? { edges: [] }) as Read).edges[0]?.node.id));
    }
  }, 120_000);
  afterAll(() => house.close());

  const ask = async (query: string, variables: object = {}) => {
    const { data } = await house.ask(query, variables as Record<string, unknown>, serving);
    return data ?? {};
  };
  const referralsTo = async (resource: string): Promise<readonly Referral[]> => {
    const data = await ask(
      'query ($id: ID!) { referrals(where: { resource: $id }, first: 100) { edges { node { id version state units servedUnits } } } }',
      { id: resource },
    );
    return (data.referrals as Read).edges.map(({ node }) => node as unknown as Referral);
  };
  const total = (of: readonly Referral[], count: (one: Referral) => number) =>
    of.reduce((sum, one) => sum + count(one), 0);
  const isHeld = ({ state }: Referral) => state === 'ACCEPTED' || state === 'IN_PROGRESS';

  /** What is left is what there was less what is held or given, whether or not the owner has booked it yet. */
  async function check(at: number): Promise<void> {
    const data = await ask('query ($id: ID!) { resource(id: $id) { available { amount } } }', { id: resources[at] });
    const { amount } = (data.resource as { readonly available: { readonly amount: number } }).available;
    const all = await referralsTo(resources[at] ?? '');
    const was = at === 0 ? balance : stock;
    expect(amount).toBe(was - total(all, (one) => (isHeld(one) ? one.units : one.servedUnits)));
    expect(amount).toBeGreaterThanOrEqual(0);
  }

  test('agree after every step of a random day, and with what the owners have booked at its end', async () => {
    const randomness = seededRandomness('sums');
    const below = (most: number) => Buffer.from(randomness(4)).readUInt32BE(0) % most;
    const change = (name: string, type: string, input: object) =>
      ask(`mutation ($input: ${type}!) { ${name}(input: $input) { id } }`, { input });
    const order: string[][] = [[], []];
    for (let turn = 0; turn < 50; turn++) {
      const at = below(2);
      const { service, most } = kinds[at === 0 ? 0 : 1];
      const resource = resources[at] ?? '';
      const all = await referralsTo(resource);
      // In the order in which they were made, whatever their ids.
      const made = order[at] ?? [];
      const chosen = made[below(Math.max(1, made.length))];
      const one = all.find(({ id }) => id === chosen);
      if (!one || below(4) === 0) {
        const input = { need: `need_${service}_${below(6)}`, resource, units: 1 + below(most) };
        const { proposeReferral: draft } = await change('proposeReferral', 'ProposeReferralInput', input);
        if (draft) order[at]?.push((draft as { readonly id: string }).id);
      } else {
        const target = { id: one.id, version: one.version };
        const steps = [
          () => change('sendReferral', 'SendReferralInput', target),
          () => change('acceptReferral', 'ReferralStepInput', target),
          () => change('startReferral', 'ReferralStepInput', target),
          () => change('completeReferral', 'CompleteReferralInput', { ...target, outcome: 'SERVED' }),
          () =>
            change('completeReferral', 'CompleteReferralInput', {
              ...target,
              outcome: 'PARTLY_SERVED',
              servedUnits: 1,
            }),
          () => change('unacceptReferral', 'EndReferralInput', { ...target, reason: 'OTHER' }),
        ];
        const likely = { PROPOSED: [0], SENT: [1], ACCEPTED: [2, 3, 4, 5], IN_PROGRESS: [3, 4] }[one.state] ?? [
          below(steps.length),
        ];
        await steps[likely[below(likely.length)] ?? 0]?.();
      }
      await check(at);
    }
    const given = await Promise.all(resources.map(referralsTo));
    const spent = given.map((all) => total(all, ({ servedUnits }) => servedUnits));
    expect(Math.min(...spent)).toBeGreaterThan(0);
    const books = async () => {
      const data = await ask(`{ fund(id: "fund_sums") { balanceFen } goodsStocks { edges { node { id quantity } } }
        disbursements(first: 100) { edges { node { amount unit } } } }`);
      const paid = (unit: string) =>
        (data.disbursements as Read).edges.reduce(
          (sum, { node }) => sum + (node.unit === unit ? Number(node.amount) : 0),
          0,
        );
      const left = (data.goodsStocks as Read).edges.find(({ node }) => node.id === 'goods_sums')?.node.quantity;
      return [(data.fund as { readonly balanceFen: number }).balanceFen, paid('FEN'), left, paid('ITEM')];
    };
    const [money = 0, goods = 0] = spent;
    await expect.poll(books, { timeout: 20_000 }).toEqual([balance - money, money, stock - goods, goods]);
    await check(0);
    await check(1);
  }, 120_000);
});
