import { storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, district, type House, type Mode, openHouse, plan, truth, withoutMadeIds } from './house.ts';
import { mainQuestion, questions } from './questions.ts';

const modes: readonly Mode[] = ['embedded', 'distributed'];
const houses = modes.flatMap((mode) => storesOfTest.map((storeName) => ({ mode, storeName })));
const answersOfFirst = new Map<string, Answer>();

interface Page<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}
interface NeedNode {
  readonly person: {
    readonly resident: { readonly displayName: string; readonly assistance: readonly unknown[] } | null;
    readonly volunteerRecord: unknown;
  } | null;
  readonly station: { readonly name: string } | null;
  readonly matches:
    | readonly {
        readonly standing: string;
        readonly reasons: readonly { text: string }[];
        readonly resource: { readonly __typename: string; readonly provider: { readonly name: string } | null };
      }[]
    | null;
  readonly unmet: { readonly text: string } | null;
}

describe.each(houses)('the house, $mode on $storeName', ({ mode, storeName }) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(mode, storeName);
  }, 120_000);
  afterAll(() => house.close());

  test.each(questions)(
    'answers $name with the same words as every other house',
    async ({ name, query, variables, asking }) => {
      const answer = withoutMadeIds(await house.ask(query, variables, asking));
      const first = answersOfFirst.get(name);
      if (first) expect(answer).toEqual(first);
      else answersOfFirst.set(name, answer);
    },
  );

  test('answers the main question from all six departments', async () => {
    expect((await house.ask(mainQuestion, { division: district })).errors).toBeUndefined();
    const needs: NeedNode[] = [];
    let after: string | null = null;
    do {
      const query: string = mainQuestion.replace('first: 20', `first: 100${after ? `, after: "${after}"` : ''}`);
      const page = (await house.ask(query, { division: district })).data?.needs as Page<NeedNode>;
      needs.push(...page.edges.map(({ node }) => node));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(needs.some(({ station }) => station?.name)).toBe(true);
    expect(needs.some(({ person }) => person?.resident?.displayName && person.resident.assistance.length > 0)).toBe(
      true,
    );
    const matches = needs.flatMap((need) => need.matches ?? []);
    expect(new Set(matches.map(({ resource }) => resource.__typename))).toEqual(
      new Set([
        'VolunteerTime',
        'TeamTime',
        'FundAllocation',
        'GoodsAllotment',
        'Caseload',
        'StationService',
        'VenueTime',
      ]),
    );
    expect(new Set(matches.map(({ standing }) => standing))).toEqual(new Set(['PROPOSED', 'ALTERNATIVE']));
    expect(matches.some(({ resource }) => resource.provider?.name)).toBe(true);
    expect(matches.every(({ reasons }) => reasons.length > 0 && reasons.every(({ text }) => text.length > 0))).toBe(
      true,
    );
    expect(needs.some(({ unmet, matches }) => unmet?.text && matches?.length === 0)).toBe(true);
  });

  test('plans the main question as seven fetches over all six subgraphs', async () => {
    const before = house.plans.length;
    await house.ask(`# ${mode} ${storeName}\n${mainQuestion}`, { division: district });
    const services = JSON.stringify(house.plans.at(before)).match(/"serviceName":"[^"]+"/g) ?? [];
    expect(services.length).toBeLessThanOrEqual(9);
    expect(new Set(services.map((text) => text.split('"')[3]))).toEqual(
      new Set(['social-work', 'matching', 'linkage', 'civil-affairs', 'charities', 'volunteers']),
    );
  });

  test('links no two people wrongly, and most of those that can be linked', async () => {
    const personOf = new Map<string, string>();
    const kinds = [
      ['civil-affairs', 'residents', 'ASSISTANCE_RECOGNITION'],
      ['social-work', 'clients', 'CASE_SERVICE'],
      ['charities', 'beneficiaries', 'CASE_SERVICE'],
      ['volunteers', 'volunteers', 'CASE_SERVICE'],
    ] as const;
    for (const [department, list, purpose] of kinds) {
      let after: string | null = null;
      do {
        const query = `query ($after: String) { ${list}(first: 100, after: $after) { edges { node { id person { id } } } pageInfo { endCursor hasNextPage } } }`;
        const { data } = await house.ask(query, { after }, { purpose });
        const page = data?.[list] as Page<{ id: string; person: { id: string } | null }>;
        for (const { node } of page.edges) if (node.person) personOf.set(`${department}:${node.id}`, node.person.id);
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after);
    }
    const people = new Map<string, Set<string>>();
    const found = new Map<string, Set<string>>();
    for (const { department, recordId, personKey } of truth()) {
      const person = personOf.get(`${department}:${recordId}`);
      if (!person) continue;
      people.set(person, (people.get(person) ?? new Set()).add(personKey));
      found.set(personKey, (found.get(personKey) ?? new Set()).add(person));
    }
    expect([...people.values()].filter((keys) => keys.size > 1)).toEqual([]);
    const several = Map.groupBy(truth(), ({ personKey }) => personKey);
    const linkable = [...several].filter(([, records]) => records.length > 1);
    const whole = linkable.filter(([key]) => found.get(key)?.size === 1);
    expect(whole.length / linkable.length).toBeGreaterThan(0.98);
  });
});

test('the house is opened on the district that the truth is about', () => {
  expect(truth().length).toBeGreaterThan(plan.residents);
});
