import { readFileSync } from 'node:fs';
import type { Viewer } from '@hub/engine-policy';
import type { Subgraph } from '@hub/kernel';
import { asker, createStoreOfTest, openingOfTest, storesOfTest } from '@hub/kernel/testing';
import { residentIdNumberOf } from '@hub/values';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLinkage } from '../src/index.ts';
import { shippedModel } from '../src/model-version/shippedModel.ts';
import { type Departments, type Kind, openDepartments, type Published, readAll } from './departments.ts';

const district = '420502000000';
const street = '420502001000';
const community = '420502001001';
const otherDistrict = '420503000000';
const elsewhere = '420503002001';

const number = residentIdNumberOf({ divisionCode: '420502', bornOn: '1946-01-01', sequence: 222 });
const fifteenDigits = `${number.slice(0, 6)}${number.slice(8, 17)}`;
const masked = `${number.slice(0, 6)}********${number.slice(14)}`;
const otherNumber = residentIdNumberOf({ divisionCode: '420503', bornOn: '1951-05-05', sequence: 111 });

const record = (kind: Kind, id: string, parts: Readonly<Record<string, unknown>> = {}): Published => ({
  kind,
  id,
  record: {
    name: '向秀兰',
    idNumber: number,
    bornOn: '1946-01-01',
    gender: 'FEMALE',
    phone: '13507200000',
    address: '学院街道学院路1号2单元301室',
    divisionCode: community,
    ownerOrganisationId: 'owner_a',
    ...parts,
  },
});
const other = { name: '李建国', idNumber: otherNumber, bornOn: '1951-05-05', gender: 'MALE', divisionCode: elsewhere };

const officer: Viewer = {
  subject: 'officer',
  role: 'district-officer',
  divisions: [district],
  organisation: null,
  purpose: 'RESOURCE_MATCHING',
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
};
const otherOfficer: Viewer = { ...officer, subject: 'other officer', divisions: [otherDistrict] };
const stationWorker: Viewer = { ...officer, subject: 'worker', role: 'station-worker', organisation: 'station_a' };
const platform: Viewer = {
  ...officer,
  subject: 'platform',
  role: 'volunteer-partner',
  agreement: {
    id: 'agreement_1',
    divisions: [district],
    fieldClasses: ['REFERENCE', 'CASE', 'PERSONAL', 'CONTACT', 'ASSISTANCE', 'IDENTIFIER'],
  },
  organisation: 'platform_a',
  purpose: 'VOLUNTEER_DISPATCH',
  basis: 'CONTRACT',
};
const charity: Viewer = {
  ...officer,
  subject: 'charity',
  role: 'charity-partner',
  agreement: {
    id: 'agreement_1',
    divisions: [district],
    fieldClasses: ['REFERENCE', 'CASE', 'PERSONAL', 'CONTACT', 'ASSISTANCE', 'IDENTIFIER'],
  },
  organisation: 'charity_a',
  purpose: 'CHARITY_AID',
  basis: 'CONTRACT',
};

const members = 'id resident { id } client { id } beneficiary { id } volunteerRecord { id }';
const representations = `query ($refs: [_Any!]!, $with: Boolean = false) { _entities(representations: $refs) {
  ... on Need { id person { id ...more @include(if: $with) } }
  ... on Client { person { id } } ... on Resident { person { id } }
  ... on Beneficiary { person { id } } ... on Volunteer { person { id } }
  ... on Person { ...more }
} } fragment more on Person { ${members} links { departments } }`;

const ref = (__typename: string, id: string) => ({ __typename, id });
const need = (id: string, client: string | null) => ({ ...ref('Need', id), client: client && { id: client } });

describe.each(storesOfTest)('persons on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let subgraph: Subgraph;
  let departments: Departments;
  let ask: ReturnType<typeof asker<Viewer>>;

  const personsOf = async (viewer: Viewer, ...refs: readonly object[]) => {
    const answer = await ask(viewer, representations, { refs });
    expect(answer.errors).toBeUndefined();
    const entities = answer.data?._entities as readonly ({ person?: { id: string } | null } | null)[];
    return entities.map((entity) => entity?.person?.id ?? null);
  };
  const personOf = async (id: string) => (await personsOf(officer, ref('Client', id)))[0] ?? '';
  const person = async (viewer: Viewer, id: string, fields = members) =>
    (await ask(viewer, `query ($id: ID!) { person(id: $id) { ${fields} } }`, { id })).data?.person;

  beforeAll(async () => {
    subgraph = await openLinkage(openingOfTest(stores.place('linkage')));
    departments = await openDepartments(stores.place('departments'), {
      [district]: [],
      [street]: [district],
      [community]: [street, district],
      [otherDistrict]: [],
      [elsewhere]: [otherDistrict],
    });
    await departments.publish(
      record('resident', 'resident_1'),
      record('client', 'client_1', { idNumber: fifteenDigits, ownerOrganisationId: 'station_a' }),
      record('beneficiary', 'beneficiary_1', { name: '向秀蘭', ownerOrganisationId: 'charity_a' }),
      record('volunteer', 'volunteer_1', { bornOn: null }),
      record('client', 'client_2', { idNumber: masked, ownerOrganisationId: 'station_a' }),
      record('client', 'client_3', { name: '赵大勇', ownerOrganisationId: 'station_b' }),
      record('client', 'client_4', {
        ...{ idNumber: null, name: '周冬梅', bornOn: '1978-09-30', phone: null, address: null },
        ownerOrganisationId: 'station_a',
      }),
      record('resident', 'resident_8', other),
      record('resident', 'resident_9', other),
      record('client', 'client_9', { ...other, ownerOrganisationId: 'station_z' }),
    );
    await readAll(subgraph, departments.feed);
    ask = asker(subgraph);
  });

  afterAll(async () => {
    await subgraph.close();
    await departments.close();
    await stores.remove();
  });

  test('joins the records of four departments that hold one number and agree', async () => {
    const id = await personOf('client_1');
    expect(await person(officer, id)).toEqual({
      id,
      resident: { id: 'resident_1' },
      client: { id: 'client_1' },
      beneficiary: { id: 'beneficiary_1' },
      volunteerRecord: { id: 'volunteer_1' },
    });
    const asked = ['Resident', 'Client', 'Beneficiary', 'Volunteer'].map((type) =>
      ref(type, `${type.toLowerCase()}_1`),
    );
    expect(await personsOf(officer, ...asked)).toEqual([id, id, id, id]);
  });

  test('joins a record with a masked number by what else it says, and says so', async () => {
    const id = await personOf('client_2');
    expect(id).toBe(await personOf('client_1'));
    const query = '{ links { modelVersion departments reasons { code field level text weight frequency } } }';
    const { links } = (await person(officer, id, query.slice(1, -1))) as { links: Readonly<Record<string, unknown>>[] };
    const weighed = links.filter(({ modelVersion }) => modelVersion === shippedModel().id);
    expect(weighed).toHaveLength(4);
    const reasons = weighed[0]?.reasons as {
      code: string;
      field: string;
      level: string;
      text: string;
      weight: number;
    }[];
    expect(reasons.map(({ code }) => code)).toEqual([
      'PRIOR',
      'NAME_EQUAL',
      'GENDER_EQUAL',
      'BORN_ON_EQUAL',
      'ID_NUMBER_MASKED',
      'PHONE_EQUAL',
      'DIVISION_EQUAL',
      'ADDRESS_ROOM',
      'REST',
    ]);
  });

  test.each([
    ['the number of somebody with another name', 'client_3'],
    ['no number', 'client_4'],
  ])('leaves a record with %s a person of its own', async (_, client) => {
    const id = await personOf(client);
    expect(await person(officer, id, `${members} links { weight }`)).toEqual({
      id,
      resident: null,
      client: { id: client },
      beneficiary: null,
      volunteerRecord: null,
      links: [],
    });
  });

  test('gives the smallest id where a department has several records of one person', async () => {
    const [id] = await personsOf(otherOfficer, ref('Client', 'client_9'));
    expect(await person(otherOfficer, id ?? '')).toMatchObject({ resident: { id: 'resident_8' } });
  });

  test('says why records are held to be one person, in the language of who asks', async () => {
    const query = `query ($id: ID!) { person(id: $id) { links { departments weight probability reasons { code text } } } }`;
    const id = await personOf('client_1');
    const linksIn = async (language: 'zh' | 'en') => {
      const { data, errors } = await ask(officer, query, { id }, { language });
      expect(errors).toBeUndefined();
      const found = data?.person as {
        links: { departments: string[]; probability: number; reasons: { text: string }[] }[];
      };
      return found.links;
    };
    const english = await linksIn('en');
    expect(english).toHaveLength(10);
    expect(english.every(({ probability }) => probability > 0.99)).toBe(true);
    const link = english.find(({ departments }) => departments.join() === 'charities,volunteers');
    expect(link?.reasons).toEqual([
      { code: 'ID_NUMBER_EQUAL', text: 'The ID numbers are equal (+26.5 bits).' },
      { code: 'NAME_EQUAL', text: 'The names are equal (+8.9 bits).' },
      { code: 'BIRTH_DATE_MISSING', text: 'One of the birth dates is missing.' },
      { code: 'GENDER_EQUAL', text: 'The genders are equal (+0.6 bits).' },
    ]);
    expect((await linksIn('zh'))[0]?.reasons[0]?.text).toBe('身份证号一致(+26.5 比特)。');
  });

  describe('visibility', () => {
    test('an officer of another district sees nothing of a person, asked in whichever way', async () => {
      const id = await personOf('client_1');
      expect(await person(otherOfficer, id)).toBeNull();
      const refs = [ref('Client', 'client_1'), ref('Resident', 'resident_1'), need('need_1', 'client_1')];
      expect(await personsOf(otherOfficer, ...refs)).toEqual([null, null, null]);
      const { data } = await ask(otherOfficer, representations, {
        refs: [ref('Person', id), ref('Person', 'person_none')],
      });
      expect(data?._entities).toEqual([null, null]);
    });

    test('what is hidden and what is not there give the same answer', async () => {
      const answerTo = (id: string) => ask(otherOfficer, `{ person(id: "${id}") { ${members} } }`);
      expect(await answerTo(await personOf('client_1'))).toEqual(await answerTo('person_none'));
    });

    test.each([
      ['a station worker, no beneficiary', stationWorker, ['resident', 'client', 'volunteerRecord'], 6],
      ['a volunteer platform, the volunteer alone', platform, ['volunteerRecord'], 0],
      ['a charity, its beneficiary alone', charity, ['beneficiary'], 0],
    ] as const)('gives %s', async (_, viewer, fields, links) => {
      const found = (await person(viewer, await personOf('client_1'), `${members} links { departments }`)) as object;
      const { id: _id, links: given, ...records } = found as { id: string; links: unknown[] };
      expect(Object.entries(records).flatMap(([field, value]) => (value === null ? [] : [field]))).toEqual(fields);
      expect(given).toHaveLength(links);
    });

    test('does not lead from a record that the viewer may not know to a person whom she sees by another', async () => {
      const id = await personOf('client_1');
      expect(await personsOf(platform, ref('Volunteer', 'volunteer_1'), ref('Client', 'client_1'))).toEqual([id, null]);
      expect(await personsOf(platform, need('need_1', 'client_1'))).toEqual([null]);
    });

    test('withholds by class, and says what was disclosed', async () => {
      const id = await personOf('client_1');
      const query = `{ person(id: "${id}") { id client { id } links { probability reasons { text } } } }`;
      const aimless = await ask({ ...officer, purpose: null }, query);
      expect(aimless.data).toEqual({ person: { id, client: null, links: null } });
      expect(aimless.withheld.map(({ field, needed }) => [field, needed])).toEqual([
        ['Person.client', 'PURPOSE'],
        ['Person.links', 'PURPOSE'],
      ]);
      expect((await ask(officer, query)).disclosures).toMatchObject([
        { type: 'Person', id, classes: ['CASE'] },
        { type: 'PersonLink', id, classes: ['CASE'] },
        { type: 'LinkReason', id, classes: ['CASE'] },
      ]);
    });

    test('says for the ledger by which record a person was found, and which records a link joins', async () => {
      const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) {
        ... on Client { person { id client { id } links { departments } } } } }`;
      const { disclosures } = await ask(officer, query, { refs: [ref('Client', 'client_1')] });
      expect(disclosures.find(({ type }) => type === 'Person')?.about).toEqual(['Client:client_1']);
      expect(disclosures.find(({ type }) => type === 'PersonLink')?.about.toSorted()).toEqual([
        'Beneficiary:beneficiary_1',
        'Client:client_1',
        'Client:client_2',
        'Resident:resident_1',
        'Volunteer:volunteer_1',
      ]);
    });
  });

  test('takes one statement for the persons of a page of needs, one for their records and one for their links', async () => {
    const clients = ['client_1', 'client_2', 'client_3', 'client_4', 'client_9', null];
    const refs = clients.map((client, at) => need(`need_${at}`, client));
    const statementsFor = async (more: boolean) => {
      const before = subgraph.statements();
      const { data } = await ask(officer, representations, { refs, with: more });
      const entities = data?._entities as readonly { person: unknown }[];
      expect(entities.map((entity) => entity.person !== null)).toEqual([true, true, true, true, false, false]);
      return subgraph.statements() - before;
    };
    expect(await statementsFor(false)).toBe(1);
    expect(await statementsFor(true)).toBe(3);
  });

  test('takes nothing in but by feed', async () => {
    expect(subgraph.intake.kinds).toEqual([]);
    await expect(subgraph.intake.load('persons', [])).rejects.toThrow();
  });

  test.runIf(storeName === 'SQLite')('keeps nothing personal in plain in its files', () => {
    const place = stores.place('linkage');
    const files = place.dialect === 'sqlite' ? [place.file, `${place.file}-wal`] : [];
    const bytes = Buffer.concat(files.map((file) => readFileSync(file)));
    const numbers = [number, number.slice(6, 14), number.slice(0, 14), fifteenDigits, '13507200000'];
    const personal = ['向秀', '赵大勇', '李建国', '1946-01-01', '学院路', ...numbers];
    expect(personal.filter((text) => bytes.includes(text))).toEqual([]);
    expect(bytes.includes('civil-affairs:resident_1')).toBe(true);
  });
});
