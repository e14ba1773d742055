import { planDistrict } from '@hub/engine-population';
import { demonstrationRoles } from '@hub/hub';
import { storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asking, type House, type Mode, openHouse, plan, truth } from './house.ts';

const modes: readonly Mode[] = ['embedded', 'distributed'];
const houses = modes.flatMap((mode) => storesOfTest.map((storeName) => ({ mode, storeName })));

interface Page<Node> {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}
interface OfPerson {
  readonly id: string;
  readonly person: { readonly id: string } | null;
}
interface Home {
  readonly members: readonly { readonly id: string }[];
}

const wish = demonstrationRoles(plan).find(({ role }) => role === 'station-worker');
const street = wish?.division ?? '';
const worker: Asking = { role: 'station-worker', purpose: 'CASE_SERVICE', division: street };
const streetWorker: Asking = { role: 'street-worker', purpose: 'CASE_SERVICE', division: street };
const stationOfClient = new Map(
  [...planDistrict(plan).chunks()].flatMap(({ socialWork }) =>
    socialWork.clients.map(({ id, stationId }) => [id, stationId]),
  ),
);
const keyOf = new Map(truth().map(({ department, recordId, personKey }) => [`${department}:${recordId}`, personKey]));

describe.each(houses)('what is seen in the house, $mode on $storeName', ({ mode, storeName }) => {
  let house: House;
  let all: readonly OfPerson[];
  let served: readonly OfPerson[];

  const listed = async <Node>(list: string, node: string, asking: Asking): Promise<readonly Node[]> => {
    const nodes: Node[] = [];
    for (let after: string | null = null; ; ) {
      const query = `query ($after: String) { ${list}(first: 100, after: $after) { totalCount edges { node { ${node} } } pageInfo { endCursor hasNextPage } } }`;
      const { data, errors } = await house.ask(query, { after }, asking);
      expect(errors).toBeUndefined();
      const page = data?.[list] as Page<Node>;
      nodes.push(...page.edges.map((edge) => edge.node));
      if (!page.pageInfo.hasNextPage) {
        expect(page.totalCount).toBe(nodes.length);
        return nodes;
      }
      after = page.pageInfo.endCursor;
    }
  };

  beforeAll(async () => {
    house = await openHouse(mode, storeName);
    all = await listed('residents', 'id person { id }', streetWorker);
    served = await listed('residents', 'id person { id }', worker);
  }, 120_000);
  afterAll(() => house.close());

  test('a station worker sees the residents of her street who are linked to clients of her station, and no others', async () => {
    const clients = await listed<OfPerson>('clients', 'id person { id }', streetWorker);
    const hers = clients.filter(({ id }) => stationOfClient.get(id) === wish?.organisation);
    const persons = new Set(hers.map(({ person }) => person?.id));
    const linked = all.filter(({ person }) => persons.has(person?.id));
    expect(served.map(({ id }) => id)).toEqual(linked.map(({ id }) => id));
    expect(served.length).toBeGreaterThan(0);
    expect(served.length).toBeLessThan(all.length);
    const keys = new Set(
      [...stationOfClient].flatMap(([id, station]) =>
        station === wish?.organisation ? [keyOf.get(`social-work:${id}`)] : [],
      ),
    );
    expect(served.filter(({ id }) => !keys.has(keyOf.get(`civil-affairs:${id}`)))).toEqual([]);
  });

  test('a station worker sees of households those of her clients, and of their members no others', async () => {
    const homes = await listed<Home>('households', 'id members { id }', worker);
    const members = homes.flatMap((home) => home.members.map(({ id }) => id));
    expect(homes.every((home) => home.members.length > 0)).toBe(true);
    expect(members.sort()).toEqual(served.map(({ id }) => id).sort());
  });

  test('a station worker finds another station’s resident as little as nobody', async () => {
    const seen = new Set(served.map(({ id }) => id));
    const hidden = all.find(({ id }) => !seen.has(id))?.id;
    const answerTo = (id: string | undefined) =>
      house.ask('query ($id: ID!) { resident(id: $id) { id displayName } }', { id }, worker);
    const { errors } = await answerTo(hidden);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
    expect(await answerTo(hidden)).toMatchObject({
      data: (await answerTo('nobody')).data,
      errors: [{ path: ['resident'] }],
    });
    expect(
      (await house.ask('query ($id: ID!) { resident(id: $id) { id } }', { id: hidden }, streetWorker)).errors,
    ).toBeUndefined();
  });

  test.each([
    ['a volunteer platform those that hours can meet', 'volunteer-partner', ['HOUR']],
    ['a charity those that money or goods can meet', 'charity-partner', ['FEN', 'ITEM']],
    ['a station worker all', 'station-worker', ['CASE', 'FEN', 'HOUR', 'ITEM']],
  ] as const)('shows of the needs to %s', async (_, role, units) => {
    const needs = await listed<{ readonly unit: string }>('needs', 'unit', { role });
    expect([...new Set(needs.map(({ unit }) => unit))].sort()).toEqual(units);
  });
});
