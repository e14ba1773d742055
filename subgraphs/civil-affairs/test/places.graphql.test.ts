import type { Viewer } from '@hub/engine-policy';
import type { FeedCursor, GraphAnswer, Subgraph } from '@hub/kernel';
import { asker, createStoreOfTest, openingOfTest, readToHead, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCivilAffairs } from '../src/index.ts';
import { city, code, division, divisions, managedBy, province, xiling, zone, zones } from './xiling.ts';

const anybody: Viewer = {
  subject: 'anybody',
  role: 'analyst',
  divisions: [],
  organisation: null,
  purpose: null,
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
};

interface DivisionPage {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

const codeOf = ({ errors }: GraphAnswer) => errors?.[0]?.extensions?.code;

/** Where every node lies, as readers of the feed learn it, in an order of its own. */
const closureTold = async ({ feed }: Subgraph) => {
  const { facts } = await readToHead(feed, 'matching', ['place']);
  const rows = facts.flatMap(({ record }) => record?.ancestors as readonly object[]);
  return rows.map((row) => Object.values(row).join()).sort();
};

describe.each(storesOfTest)('places on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  const open = (name: string) => openCivilAffairs(openingOfTest(stores.place(name)));
  let subgraph: Subgraph;
  let ask: ReturnType<typeof asker<Viewer>>;

  beforeAll(async () => {
    subgraph = await open('civil-affairs');
    await subgraph.intake.load('divisions', divisions);
    await subgraph.intake.load('managedBy', managedBy);
    await subgraph.intake.load('zones', zones);
    ask = asker(subgraph);
  });

  afterAll(async () => {
    await subgraph.close();
    await stores.remove();
  });

  const data = async <Answer>(query: string): Promise<Answer> => {
    const answer = await ask(anybody, query);
    expect(answer.errors).toBeUndefined();
    return answer.data as Answer;
  };
  const count = async (where: string) => {
    const answer = await data<{ divisions: { totalCount: number } }>(
      `{ divisions(where: { ${where} }) { totalCount } }`,
    );
    return answer.divisions.totalCount;
  };

  test.each([
    ['7 streets in the district, without those that the zone runs', `within: "${xiling}", level: TOWNSHIP`, 7],
    ['66 communities in the district', `within: "${xiling}", level: VILLAGE`, 66],
    ['3 streets in the zone', `within: "${zone}", level: TOWNSHIP`, 3],
    ['17 communities in the zone', `within: "${zone}", level: VILLAGE`, 17],
    ['10 streets in the city', `within: "${city}", level: TOWNSHIP`, 10],
    ['83 communities in the province', `within: "${province}", level: VILLAGE`, 83],
    ['10 streets in the district before the zone', `within: "${xiling}", level: TOWNSHIP, on: "2010-12-31"`, 10],
    ['7 streets in the district from its first day', `within: "${xiling}", level: TOWNSHIP, on: "2011-01-01"`, 7],
    ['nothing in the zone before it was there', `within: "${zone}", on: "2010-12-31"`, 0],
    ['nothing before the first day', 'on: "1999-12-31"', 0],
    ['nothing in a place that nobody knows', 'within: "999999999999"', 0],
    ['10 formal streets', 'level: TOWNSHIP, formal: true', 10],
    ['no quasi-unit', 'formal: false', 0],
  ])('counts %s', async (_, where, expected) => {
    expect(await count(where)).toBe(expected);
  });

  test('lists divisions in order of their codes, page by page, to the end', async () => {
    const seen: string[] = [];
    let after = '';
    for (let more = true; more; ) {
      const { divisions: page } = await data<{ divisions: DivisionPage }>(
        `{ divisions(where: { within: "${xiling}" }, first: 30 ${after}) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
      );
      seen.push(...page.edges.map(({ node }) => node.id));
      after = `, after: "${page.pageInfo.endCursor}"`;
      more = page.pageInfo.hasNextPage;
    }
    expect(seen).toEqual(seen.toSorted());
    expect(new Set(seen).size).toBe(1 + 7 + 66);
  });

  test('shows a division that the zone runs with its statutory parent and its manager', async () => {
    const street = `{ id formal level parent { name } managedBy { id name members { id } } children { id managedBy { id } } }`;
    expect(await data(`{ division(id: "${code('007')}") ${street} }`)).toEqual({
      division: {
        id: code('007'),
        formal: true,
        level: 'TOWNSHIP',
        parent: { name: '西陵区' },
        managedBy: {
          id: zone,
          name: '宜昌高新技术产业开发区',
          members: [{ id: code('007') }, { id: code('008') }, { id: code('009') }],
        },
        children: ['001', '002', '003', '004', '201'].map((last) => ({ id: code('007', last), managedBy: null })),
      },
    });
  });

  test.each([
    ['6 digits', '420502', xiling],
    ['9 digits', '420502001', code('001')],
    ['12 digits', xiling, xiling],
  ])('finds a division by %s', async (_, id, found) => {
    expect(await data(`{ division(id: "${id}") { id } }`)).toEqual({ division: { id: found } });
  });

  test('does not find a code that nobody has, and refuses what is no code', async () => {
    expect(codeOf(await ask(anybody, '{ division(id: "440305") { id } }'))).toBe('NOT_FOUND');
    expect(codeOf(await ask(anybody, '{ division(id: "西陵区") { id } }'))).toBe('BAD_USER_INPUT');
  });

  test('resolves divisions and zones that other subgraphs name', async () => {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Division { name } ... on Zone { name } } }`;
    const of = [
      { __typename: 'Division', id: xiling },
      { __typename: 'Zone', id: zone },
      { __typename: 'Division', id: '999999999999' },
    ];
    expect((await ask(anybody, query, { of })).data).toEqual({
      _entities: [{ name: '西陵区' }, { name: '宜昌高新技术产业开发区' }, null],
    });
  });

  test.each([
    ['a broken cursor', '{ divisions(after: "1.AAAA") { totalCount } }'],
    ['a page of 0', '{ divisions(first: 0) { totalCount } }'],
    ['a page of 101', '{ zones(first: 101) { totalCount } }'],
    ['a day that does not exist', '{ divisions(where: { on: "2026-02-30" }) { totalCount } }'],
    ['an unknown level', '{ divisions(where: { level: STREET }) { totalCount } }'],
  ])('refuses %s', async (_, query) => {
    expect(codeOf(await ask(anybody, query))).toBe('BAD_USER_INPUT');
  });

  test('refuses a cursor under other arguments', async () => {
    const { divisions: page } = await data<{ divisions: DivisionPage }>(
      '{ divisions(first: 1) { pageInfo { endCursor } } }',
    );
    const query = `{ divisions(where: { level: VILLAGE }, after: "${page.pageInfo.endCursor}") { totalCount } }`;
    expect(codeOf(await ask(anybody, query))).toBe('BAD_USER_INPUT');
  });

  test.each([
    ['the page alone', '{ divisions { edges { node { id } } } }', 1],
    ['the page and the count', '{ divisions { totalCount edges { node { id } } } }', 2],
    ['parents', '{ divisions { edges { node { parent { id } } } } }', 2],
    ['children', '{ divisions { edges { node { children { id } } } } }', 2],
    [
      'managers and their zones',
      `{ divisions(where: { within: "${zone}" }) { edges { node { managedBy { name } } } } }`,
      3,
    ],
    ['members of all zones', '{ zones { edges { node { members { name } } } } }', 2],
  ])('takes for %s the statements it needs and no more', async (_, query, statements) => {
    const before = subgraph.statements();
    await data(query);
    expect(subgraph.statements() - before).toBe(statements);
  });

  describe('intake', () => {
    test('gives the same tree in whatever order and portions places come, also at once', async () => {
      const expected = await closureTold(subgraph);
      const backwards = await open('backwards');
      await backwards.intake.load('zones', zones);
      await backwards.intake.load('managedBy', managedBy.toReversed());
      for (const portion of [divisions.slice(60), divisions.slice(20, 60), divisions.slice(0, 20)])
        await backwards.intake.load('divisions', portion.toReversed());
      expect(await closureTold(backwards)).toEqual(expected);
      await backwards.close();

      const atOnce = await open('at-once');
      await Promise.all([
        ...[divisions.slice(0, 2), divisions.slice(2, 50), divisions.slice(50)].map((portion) =>
          atOnce.intake.load('divisions', portion),
        ),
        atOnce.intake.load('zones', zones),
        atOnce.intake.load('managedBy', managedBy),
      ]);
      expect(await closureTold(atOnce)).toEqual(expected);
      await atOnce.close();
    });

    test('replaces what is loaded again, and tells of no place that did not move', async () => {
      const head = await subgraph.feed.head();
      const renamed = [division(xiling, 'COUNTY', city, { name: '西陵区' }), ...divisions.slice(3, 10)];
      expect(await subgraph.intake.load('divisions', renamed)).toEqual({ loaded: 8, rejected: [] });
      expect(await subgraph.intake.count('divisions')).toBe(divisions.length);
      expect(await subgraph.feed.head()).toEqual(head);
    });

    test('moves and tells of what a changed place moves, and of nothing else', async () => {
      const told = async (after: FeedCursor, reader = 'social-work') => {
        const { facts } = await readToHead(moving.feed, reader, ['place'], after);
        return facts.map(({ id }) => id).sort();
      };
      const moving = await open('moving');
      await moving.intake.load('divisions', divisions);
      await moving.intake.load('managedBy', managedBy);
      await moving.intake.load('zones', zones);
      const inStreet = (street: string) =>
        divisions.map((one) => one.code).filter((id) => id.startsWith(`420502${street}`));

      let head = await moving.feed.head();
      await moving.intake.load('managedBy', [{ ...managedBy[0], validTo: '2020-01-01' }]);
      expect(await told(head)).toEqual(inStreet('007'));

      head = await moving.feed.head();
      await moving.intake.load('zones', [{ ...zones[0], memberCodes: [code('009')] }]);
      // 008 is still run by the zone, though no member; 007 was a member, and is neither now.
      expect(await told(head)).toEqual(inStreet('007'));

      head = await moving.feed.head();
      await moving.intake.load('divisions', [division(code('001', '001'), 'VILLAGE', code('002'))]);
      expect(await told(head)).toEqual([code('001', '001')]);

      head = await moving.feed.head();
      await moving.intake.load('divisions', [division(city, 'PREFECTURE', province, { validFrom: '2005-01-01' })]);
      // The zone is younger than that and stays where it is.
      expect(await told(head)).toEqual(
        divisions
          .map((one) => one.code)
          .filter((id) => id !== province)
          .sort(),
      );
      await moving.close();
    });

    test('lets the manager that came last decide, also when it is a division', async () => {
      const other = await open('other');
      await other.intake.load('divisions', [...divisions, division('420503000000', 'COUNTY', city)]);
      await other.intake.load('zones', [{ ...zones[0], memberCodes: [] }]);
      const later = { code: '420502009', managedBy: '420503', validFrom: '2020-01-01', validTo: null };
      expect(await other.intake.load('managedBy', [later, ...managedBy])).toEqual({ loaded: 4, rejected: [] });
      const query = `{ division(id: "420502009") { managedBy { id } parent { id } } zones { edges { node { members { id } } } }
        divisions(where: { within: "420503000000", level: VILLAGE }) { totalCount } }`;
      expect((await asker(other)(anybody, query)).data).toEqual({
        division: { managedBy: null, parent: { id: xiling } },
        zones: { edges: [{ node: { members: [{ id: code('007') }, { id: code('008') }] } }] },
        divisions: { totalCount: 5 },
      });
      await other.close();
    });

    test('dates the members of a zone', async () => {
      const members = [
        { code: '420502001', validFrom: '2012-01-01', validTo: '2014-01-01' },
        { code: '420502001', validFrom: '2020-01-01', validTo: null },
        { code: '420502002', validFrom: '2013-01-01', validTo: '2015-01-01' },
      ];
      const record = { id: 'zone_old_town', name: '老城片区', validFrom: '2012-01-01', validTo: null, members };
      expect(await subgraph.intake.load('zones', [record])).toEqual({ loaded: 1, rejected: [] });
      const streetsOn = (day: string) => count(`within: "zone_old_town", level: TOWNSHIP, on: "${day}"`);
      expect(
        await Promise.all(['2012-06-01', '2013-06-01', '2014-06-01', '2016-01-01', '2026-11-21'].map(streetsOn)),
      ).toEqual([1, 2, 1, 0, 1]);
      expect(await count(`within: "${xiling}", level: TOWNSHIP`)).toBe(7);
      expect(await data('{ zones { totalCount edges { node { id members { id } } } } }')).toEqual({
        zones: {
          totalCount: 2,
          edges: [
            { node: { id: 'zone_old_town', members: [{ id: code('001') }] } },
            { node: { id: zone, members: ['007', '008', '009'].map((street) => ({ id: code(street) })) } },
          ],
        },
      });
      await subgraph.intake.load('zones', [{ ...record, members: [] }]);
    });

    test.each<[string, string, object, string[]]>([
      ['a code of 7 digits', 'divisions', division('4205020', 'COUNTY', city), ['code']],
      ['a level that the code denies', 'divisions', division(code('001'), 'VILLAGE', xiling), ['level']],
      ['a parent that is no higher', 'divisions', division(code('001'), 'TOWNSHIP', code('002')), ['parentCode']],
      [
        'an end before the beginning',
        'divisions',
        division(code('001'), 'TOWNSHIP', xiling, { validTo: '2000-01-01' }),
        ['validTo'],
      ],
      ['no record at all', 'managedBy', [], ['code', 'managedBy', 'validFrom']],
      [
        'a division that a lower one runs',
        'managedBy',
        { ...managedBy[0], managedBy: code('001', '001') },
        ['managedBy'],
      ],
      ['a zone with the id of a division', 'zones', { ...zones[0], id: '420503' }, ['id']],
      [
        'a member that is no division',
        'zones',
        { ...zones[0], memberCodes: [code('001'), '东苑街道'] },
        ['memberCodes[1]'],
      ],
      [
        'a member that leaves before it joins',
        'zones',
        { ...zones[0], memberCodes: [], members: [{ code: '420502', validFrom: '2020-01-01', validTo: '2019-01-01' }] },
        ['members[0].validTo'],
      ],
    ])('rejects %s, and says where', async (_, kind, record, fields) => {
      const head = await subgraph.feed.head();
      const { loaded, rejected } = await subgraph.intake.load(kind, [record]);
      expect([loaded, rejected.map(({ index, field }) => [index, field])]).toEqual([
        0,
        fields.map((field) => [0, field]),
      ]);
      expect(await subgraph.feed.head()).toEqual(head);
    });

    test('takes the good records of a batch with a bad one', async () => {
      const { loaded, rejected } = await subgraph.intake.load('divisions', [
        division(xiling, 'COUNTY', city, { name: '西陵区' }),
        division('abc', 'COUNTY', city),
      ]);
      expect([loaded, rejected.map(({ index, id }) => [index, id])]).toEqual([1, [[1, null]]]);
    });
  });

  test.each(['social-work', 'charities', 'volunteers', 'linkage', 'matching'])(
    'tells %s where places lie',
    async (reader) => {
      const { facts, classes } = await readToHead(subgraph.feed, reader, ['place']);
      expect(classes).toEqual([]);
      expect(new Set(facts.map(({ id }) => id))).toEqual(
        new Set([...divisions.map((one) => one.code), zone, 'zone_old_town']),
      );
      expect(facts.find(({ id }) => id === code('007'))?.record).toEqual({
        ancestors: expect.arrayContaining([
          { ancestor: xiling, descendant: code('007'), validFrom: '2000-01-01', validTo: '2011-01-01' },
          { ancestor: zone, descendant: code('007'), validFrom: '2011-01-01', validTo: null },
          { ancestor: city, descendant: code('007'), validFrom: '2000-01-01', validTo: null },
        ]),
      });
    },
  );

  test('tells nobody else', async () => {
    const request = { reader: 'nobody', kinds: ['place', 'resident'], after: null, limit: 500, waitMs: 0 };
    expect((await subgraph.feed.pull(request)).facts).toEqual([]);
  });
});
