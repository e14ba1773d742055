import { readFileSync } from 'node:fs';
import type { Viewer } from '@hub/engine-policy';
import type { GraphAnswer, Subgraph } from '@hub/kernel';
import { asker, createStoreOfTest, openingOfTest, readToHead, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCivilAffairs } from '../src/index.ts';
import { city, code, divisions, managedBy, xiling, zone, zones } from './xiling.ts';

const community = code('001', '001');
const elsewhere = code('002', '002');
const inZone = code('007', '001');
const oldNumber = '420502194601012223';
const childNumber = '420502201603043333';

const household = (id: string, divisionCode: string, more: object = {}) => ({
  id,
  divisionCode,
  ownerOrganisationId: 'org_street',
  address: '西陵街道樵湖岭路7号',
  monthlyIncomePerHeadFen: 76_000,
  registeredOn: '2023-03-01',
  ...more,
});
const resident = (id: string, householdId: string, divisionCode: string, more: object = {}) => ({
  id,
  householdId,
  divisionCode,
  ownerOrganisationId: 'org_street',
  name: '向秀兰',
  idNumber: null,
  bornOn: '1946-01-01',
  gender: 'FEMALE',
  phone: '13507200001',
  address: '西陵街道樵湖岭路7号',
  relationToHead: 'HEAD',
  livingSituation: 'ALONE',
  longitude: 111.291234,
  latitude: 30.701234,
  registeredOn: '2023-04-01',
  ...more,
});
const status = (id: string, residentId: string, category: string, validFrom: string, validTo: string | null) => ({
  id,
  residentId,
  category,
  validFrom,
  validTo,
  nextReviewOn: '2027-01-01',
  authority: '西陵区民政局',
  documentNumber: `西民低保〔2024〕${id}号`,
  monthlyAmountFen: 82_000,
});

const households = [
  household('household_1', community),
  household('household_2', community, { address: null, monthlyIncomePerHeadFen: null }),
  household('household_3', elsewhere),
  household('household_4', inZone),
];
const residents = [
  resident('resident_1', 'household_1', community, { idNumber: oldNumber, bornOn: null }),
  resident('resident_2', 'household_1', community, {
    name: '向小宝',
    idNumber: childNumber,
    bornOn: null,
    gender: 'MALE',
    relationToHead: 'GRANDCHILD',
    livingSituation: 'WITH_FAMILY',
  }),
  resident('resident_3', 'household_2', community, {
    bornOn: null,
    idNumber: '420502********3351',
    phone: null,
    address: null,
  }),
  resident('resident_4', 'household_3', elsewhere, { idNumber: '42050246010122X', bornOn: '1971-05-06' }),
  resident('resident_5', 'household_4', inZone, { idNumber: '420502460101222', bornOn: '1980-03-04' }),
];
const statuses = [
  status('status_1', 'resident_1', 'DIBAO_EDGE', '2022-01-01', '2024-01-01'),
  status('status_2', 'resident_1', 'DIBAO', '2024-01-01', null),
  status('status_3', 'resident_1', 'OTHER_DIFFICULT', '2026-11-21', '2026-11-22'),
  status('status_4', 'resident_2', 'DIBAO', '2024-01-01', null),
  status('status_5', 'resident_4', 'DIBAO', '2020-01-01', '2026-11-21'),
  status('status_6', 'resident_5', 'TEKUN', '2020-01-01', null),
];

const officer: Viewer = {
  subject: 'officer',
  role: 'district-officer',
  divisions: [xiling],
  organisation: null,
  purpose: 'ASSISTANCE_RECOGNITION',
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
};
const streetWorker: Viewer = { ...officer, subject: 'street', role: 'street-worker', divisions: [code('001')] };
const cityOfficer: Viewer = { ...officer, subject: 'city', divisions: [city] };
const charity: Viewer = {
  ...officer,
  subject: 'charity',
  role: 'charity-partner',
  purpose: 'CHARITY_AID',
  agreement: {
    id: 'agreement_1',
    divisions: [xiling],
    fieldClasses: ['REFERENCE', 'CASE', 'PERSONAL', 'CONTACT', 'ASSISTANCE', 'IDENTIFIER'],
  },
};
const matching = { purpose: 'RESOURCE_MATCHING', basis: 'CONSENT' } as const;
const approval = { id: 'grant_1', kind: 'APPROVAL', approver: 'approver', records: ['resident_2'] } as const;

interface List {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly edges: readonly { readonly node: { readonly id: string } }[];
}

const codeOf = ({ errors }: GraphAnswer) => errors?.[0]?.extensions?.code;
const idsOf = ({ edges }: List) => edges.map(({ node }) => node.id);

describe.each(storesOfTest)('residents on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  const place = stores.place('civil-affairs');
  let subgraph: Subgraph;
  let ask: ReturnType<typeof asker<Viewer>>;

  beforeAll(async () => {
    subgraph = await openCivilAffairs(openingOfTest(place));
    const all = { divisions, managedBy, zones, households, residents, assistanceStatuses: statuses };
    for (const [kind, records] of Object.entries(all))
      expect(await subgraph.intake.load(kind, records)).toEqual({ loaded: records.length, rejected: [] });
    ask = asker(subgraph);
  });

  afterAll(async () => {
    await subgraph.close();
    await stores.remove();
  });

  const list = async (viewer: Viewer, field: string, args = 'first: 20'): Promise<List> => {
    const query = `{ ${field}(${args}) { totalCount pageInfo { endCursor hasNextPage } edges { node { id } } } }`;
    const answer = await ask(viewer, query);
    expect(answer.errors).toBeUndefined();
    return answer.data?.[field] as List;
  };

  test.each([
    ['those of the district, not those whom the zone serves', officer, '', [1, 2, 3, 4]],
    ['those of the zone to who works there', { ...officer, divisions: [zone] }, '', [5]],
    ['those of the city', cityOfficer, '', [1, 2, 3, 4, 5]],
    ['those of a street', streetWorker, '', [1, 2, 3]],
    ['none to a charity', charity, '', []],
    ['none to who has no division', { ...officer, divisions: [] }, '', []],
    ['a community', officer, `division: "${community}"`, [1, 2, 3]],
    ['none of a community that the viewer may not see', streetWorker, `division: "${elsewhere}"`, []],
    ['those with 低保 today', cityOfficer, 'assistance: DIBAO', [1, 2]],
    ['those with 特困 today', cityOfficer, 'assistance: TEKUN', [5]],
    ['none with a status that is over', cityOfficer, 'assistance: DIBAO_EDGE', []],
    ['those due for review by a day', cityOfficer, 'assistance: DIBAO, reviewTo: "2027-01-01"', [1, 2]],
    ['none that are reviewed later', cityOfficer, 'reviewTo: "2026-12-31"', []],
    ['those living alone', streetWorker, 'livingSituation: ALONE', [1, 3]],
    ['those born by a year, also when only the ID number says so', officer, 'bornToYear: 1946', [1]],
    ['those born in a year', cityOfficer, 'bornFromYear: 1971, bornToYear: 1971', [4]],
  ] as const)('lists %s', async (_, viewer, where, numbers) => {
    const page = await list(viewer, 'residents', `where: { ${where} }`);
    expect(idsOf(page)).toEqual(numbers.map((number) => `resident_${number}`));
    expect(page.totalCount).toBe(numbers.length);
  });

  test.each([
    ['of the district', officer, '', [1, 2, 3]],
    ['of a street', streetWorker, '', [1, 2]],
    ['of the zone', cityOfficer, `division: "${zone}"`, [4]],
    ['for a charity: none', charity, '', []],
  ] as const)('lists households %s', async (_, viewer, where, numbers) => {
    const page = await list(viewer, 'households', `where: { ${where} }`);
    expect(idsOf(page)).toEqual(numbers.map((number) => `household_${number}`));
    expect(page.totalCount).toBe(numbers.length);
  });

  test.each([
    ['residents', 4],
    ['households', 3],
  ])('pages %s in stable order and ends', async (field, total) => {
    const first = await list(officer, field, 'first: 2');
    expect([idsOf(first).length, first.pageInfo.hasNextPage]).toEqual([2, true]);
    const second = await list(officer, field, `first: 2, after: "${first.pageInfo.endCursor}"`);
    expect([idsOf(second).length, second.pageInfo.hasNextPage]).toEqual([total - 2, false]);
    expect(new Set([...idsOf(first), ...idsOf(second)]).size).toBe(total);
  });

  test('refuses the cursor of another viewer, of other arguments and of another list', async () => {
    const { pageInfo } = await list(officer, 'residents', 'first: 1');
    const after = `after: "${pageInfo.endCursor}"`;
    expect(codeOf(await ask(cityOfficer, `{ residents(${after}) { totalCount } }`))).toBe('BAD_USER_INPUT');
    const other = `{ residents(where: { livingSituation: ALONE }, ${after}) { totalCount } }`;
    expect(codeOf(await ask(officer, other))).toBe('BAD_USER_INPUT');
    expect(codeOf(await ask(officer, `{ households(${after}) { totalCount } }`))).toBe('BAD_USER_INPUT');
  });

  test.each([
    ['residents { edges { node { id } } }', 1],
    ['residents { totalCount edges { node { id } } }', 2],
    ['residents { edges { node { displayName division { name } household { id } } } }', 3],
    ['residents { edges { node { assistance { category } assistanceHistory { category } } } }', 2],
    ['households { edges { node { division { name } members { displayName } } } }', 3],
  ])('takes for { %s } %i statements', async (query, statements) => {
    const before = subgraph.statements();
    expect((await ask(officer, `{ ${query} }`)).errors).toBeUndefined();
    expect(subgraph.statements() - before).toBe(statements);
  });

  test('gives the same for what is hidden and what is not there', async () => {
    for (const [field, hidden] of [
      ['resident', 'resident_5'],
      ['household', 'household_4'],
    ]) {
      const ofHidden = await ask(officer, `{ ${field}(id: "${hidden}") { id } }`);
      expect(ofHidden).toEqual(await ask(officer, `{ ${field}(id: "nobody") { id } }`));
      expect(ofHidden.data).toEqual({ [field as string]: null });
    }
  });

  test('resolves only visible records for the gateway', async () => {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on Resident { displayName } ... on Household { registeredOn } ... on AssistanceStatus { category } } }`;
    const of = [
      { __typename: 'Resident', id: 'resident_1' },
      { __typename: 'Resident', id: 'resident_5' },
      { __typename: 'Household', id: 'household_1' },
      { __typename: 'Household', id: 'household_4' },
      { __typename: 'AssistanceStatus', id: 'status_2' },
      { __typename: 'AssistanceStatus', id: 'status_6' },
    ];
    expect((await ask(officer, query, { of })).data).toEqual({
      _entities: [{ displayName: '向秀兰' }, null, { registeredOn: '2023-03-01' }, null, { category: 'DIBAO' }, null],
    });
  });

  test('gives all of a resident to who recognises assistance', async () => {
    const query = `{ resident(id: "resident_1") { displayName ageYears gender bornOn idNumber phone address livingSituation
      relationToHead registeredOn division { id } household { monthlyIncomePerHeadFen address members { id } }
      assistance { id } assistanceHistory { id category validFrom validTo nextReviewOn authority monthlyAmountFen } } }`;
    const answer = await ask(officer, query);
    const { validFrom, ...rest } = { validFrom: '2024-01-01', nextReviewOn: '2027-01-01', authority: '西陵区民政局' };
    const of = { ...rest, monthlyAmountFen: 82_000 };
    expect(answer.data).toEqual({
      resident: {
        displayName: '向秀兰',
        ageYears: 80,
        gender: 'FEMALE',
        bornOn: '1946-01-01',
        idNumber: oldNumber,
        phone: '13507200001',
        address: '西陵街道樵湖岭路7号',
        livingSituation: 'ALONE',
        relationToHead: 'HEAD',
        registeredOn: '2023-04-01',
        division: { id: community },
        household: {
          monthlyIncomePerHeadFen: 76_000,
          address: '西陵街道樵湖岭路7号',
          members: [{ id: 'resident_1' }, { id: 'resident_2' }],
        },
        assistance: [{ id: 'status_3' }, { id: 'status_2' }],
        assistanceHistory: [
          { id: 'status_3', category: 'OTHER_DIFFICULT', validFrom: '2026-11-21', validTo: '2026-11-22', ...of },
          { id: 'status_2', category: 'DIBAO', validFrom, validTo: null, ...of },
          { id: 'status_1', category: 'DIBAO_EDGE', validFrom: '2022-01-01', validTo: '2024-01-01', ...of },
        ],
      },
    });
    expect(answer.withheld).toEqual([]);
  });

  test('withholds what the purpose does not cover, and says what was disclosed', async () => {
    const query =
      '{ resident(id: "resident_1") { displayName idNumber phone livingSituation assistance { category } } }';
    const answer = await ask({ ...officer, ...matching }, query);
    expect(answer.data?.resident).toEqual({
      displayName: '向秀兰',
      idNumber: null,
      phone: null,
      livingSituation: null,
      assistance: [{ category: 'OTHER_DIFFICULT' }, { category: 'DIBAO' }],
    });
    expect(answer.withheld.map(({ field }) => field)).toEqual([
      'Resident.idNumber',
      'Resident.phone',
      'Resident.livingSituation',
    ]);
    expect(answer.disclosures).toMatchObject([
      { type: 'Resident', id: 'resident_1', classes: ['ASSISTANCE', 'PERSONAL'] },
      { type: 'AssistanceStatus', id: 'status_3', classes: ['ASSISTANCE'], about: ['Resident:resident_1'] },
      { type: 'AssistanceStatus', id: 'status_2', classes: ['ASSISTANCE'] },
    ]);
  });

  test('protects a child whose age only the ID number tells, and the assistance that the child has', async () => {
    const query = `query ($of: [_Any!]!) { resident(id: "resident_2") { displayName assistance { id } }
      _entities(representations: $of) { ... on AssistanceStatus { id category } } }`;
    const of = [{ __typename: 'AssistanceStatus', id: 'status_4' }];
    const answer = await ask({ ...officer, ...matching }, query, { of });
    expect(answer.data).toEqual({
      resident: { displayName: null, assistance: null },
      _entities: [{ id: 'status_4', category: null }],
    });
    expect(answer.withheld.map(({ needed }) => needed)).toEqual(Array(3).fill('GUARDIAN_CONSENT'));
    const dutiful = { ...officer, ...matching, basis: 'STATUTORY_DUTY' } as const;
    expect((await ask(dutiful, query, { of })).withheld[0]?.needed).toBe('MINOR_APPROVAL');
    const onDuty = await ask({ ...dutiful, grant: approval }, query, { of });
    expect(onDuty.data?.resident).toEqual({ displayName: '向小宝', assistance: [{ id: 'status_4' }] });
  });

  test.each([
    ['without a purpose by division', { purpose: null }, `where: { division: "${community}" }`],
    ['for matching by living situation', matching, 'where: { livingSituation: ALONE }'],
    ['for statistics by assistance', { role: 'analyst', purpose: 'STATISTICS' }, 'where: { assistance: DIBAO }'],
  ] as const)('refuses to filter %s', async (_, parts, args) => {
    expect(codeOf(await ask({ ...officer, ...parts }, `{ residents(${args}) { totalCount } }`))).toBe('FORBIDDEN');
  });

  describe('by ID number', () => {
    const byNumber = (viewer: Viewer, idNumber: string) =>
      ask(viewer, 'query ($idNumber: String!) { residentByIdNumber(idNumber: $idNumber) { id } }', { idNumber });

    test.each([
      ['18 signs', officer, oldNumber, { id: 'resident_1' }],
      ['15 signs', officer, '420502460101222', { id: 'resident_1' }],
      ['18 signs with spaces', officer, ' 420502 19460101 2223 ', { id: 'resident_1' }],
      ['a number that nobody has', officer, '420502198003043351', null],
      ['nothing', officer, '', null],
      ['the number of one whom the viewer may not see', charity, oldNumber, null],
    ])('finds by %s', async (_, viewer, idNumber, expected) => {
      expect((await byNumber(viewer, idNumber)).data).toEqual({ residentByIdNumber: expected });
    });

    test('tells a conflict when several that the viewer may see have it', async () => {
      expect(codeOf(await byNumber(cityOfficer, oldNumber))).toBe('CONFLICT');
    });

    test('refuses who may not see ID numbers', async () => {
      expect(codeOf(await byNumber({ ...officer, ...matching }, oldNumber))).toBe('FORBIDDEN');
    });
  });

  test('tells linkage what it compares, the day of birth as written, and the household, and nobody else', async () => {
    const pull = (reader: string) => readToHead(subgraph.feed, reader, ['resident']);
    const { facts, classes } = await pull('linkage');
    expect(classes).toEqual(['CONTACT', 'IDENTIFIER', 'PERSONAL', 'REFERENCE']);
    expect(facts.map(({ id }) => id)).toEqual(residents.map(({ id }) => id));
    expect(facts[0]?.record).toEqual({
      name: '向秀兰',
      idNumber: oldNumber,
      bornOn: null,
      gender: 'FEMALE',
      phone: '13507200001',
      address: '西陵街道樵湖岭路7号',
      householdId: residents[0]?.householdId,
      divisionCode: community,
      ownerOrganisationId: 'org_street',
    });
    for (const reader of ['matching', 'social-work', 'charities', 'volunteers'])
      expect((await pull(reader)).facts).toEqual([]);
  });

  test.each([
    ['residents', { ...residents[0], gender: 'X', divisionCode: '4205', name: ' ' }, ['name', 'gender']],
    ['residents', { ...residents[0], divisionCode: '西陵', longitude: 181 }, ['longitude', 'divisionCode']],
    ['households', { ...households[0], monthlyIncomePerHeadFen: 0.5 }, ['monthlyIncomePerHeadFen']],
    ['assistanceStatuses', { ...statuses[0], category: 'LOW', monthlyAmountFen: -1 }, ['category', 'monthlyAmountFen']],
  ])('rejects a bad record of %s, and says where', async (kind, record, fields) => {
    const { loaded, rejected } = await subgraph.intake.load(kind, [record]);
    expect([loaded, rejected.map(({ field }) => field)]).toEqual([0, fields]);
  });

  test('replaces a resident that is loaded again', async () => {
    await subgraph.intake.load('residents', [{ ...residents[2], phone: '13507209999' }]);
    expect(await subgraph.intake.count('residents')).toBe(residents.length);
    expect((await ask(officer, '{ resident(id: "resident_3") { phone } }')).data).toEqual({
      resident: { phone: '13507209999' },
    });
  });

  test.runIf(place.dialect === 'sqlite')('keeps nothing in plain that tells who somebody is or where', () => {
    const file = place.dialect === 'sqlite' ? place.file : '';
    const bytes = Buffer.concat([file, `${file}-wal`].map((name) => readFileSync(name)));
    expect(bytes.includes('resident_1')).toBe(true);
    const secrets = residents.flatMap(({ name, idNumber, phone, address, bornOn }) => [
      name,
      idNumber,
      phone,
      address,
      bornOn,
    ]);
    for (const secret of [...secrets, '1946-01-01', '111.291234', '30.701234', '西民低保'])
      if (secret !== null) expect([secret, bytes.includes(secret)]).toEqual([secret, false]);
  });
});
