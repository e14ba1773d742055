import type { Viewer } from '@hub/engine-policy';
import type { Subgraph } from '@hub/kernel';
import { asker, createStoreOfTest, openingOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCivilAffairs } from '../src/index.ts';
import { city, code, divisions, managedBy, xiling, zone, zones } from './xiling.ts';

const analyst: Viewer = {
  subject: 'analyst',
  role: 'analyst',
  divisions: [city],
  organisation: null,
  purpose: 'STATISTICS',
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
};

const people = (prefix: string, count: number, divisionCode: string, livingSituation = 'WITH_FAMILY') =>
  Array.from({ length: count }, (_, at) => ({
    id: `resident_${prefix}${at}`,
    householdId: 'household_1',
    divisionCode,
    ownerOrganisationId: 'org_street',
    name: '向秀兰',
    idNumber: null,
    bornOn: '1946-01-01',
    gender: 'FEMALE',
    phone: null,
    address: null,
    relationToHead: 'HEAD',
    livingSituation,
    longitude: 111.29,
    latitude: 30.7,
    registeredOn: '2023-04-01',
  }));
const status = (residentId: string, category: string, validFrom = '2024-01-01', validTo: string | null = null) => ({
  id: `status_${residentId}_${category}`,
  residentId,
  category,
  validFrom,
  validTo,
  nextReviewOn: null,
  authority: '西陵区民政局',
  documentNumber: '西民低保〔2024〕1号',
  monthlyAmountFen: null,
});
const each = (prefix: string, count: number, category: string, ...days: [from?: string, to?: string | null]) =>
  Array.from({ length: count }, (_, at) => status(`resident_${prefix}${at}`, category, ...days));

describe.each(storesOfTest)('statistics of residents on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let subgraph: Subgraph;
  beforeAll(async () => {
    subgraph = await openCivilAffairs(openingOfTest(stores.place('civil-affairs')));
    await subgraph.intake.load('divisions', divisions);
    await subgraph.intake.load('zones', zones);
    await subgraph.intake.load('managedBy', managedBy);
    const household = { id: 'household_1', divisionCode: code('001', '001'), ownerOrganisationId: 'org_street' };
    await subgraph.intake.load('households', [
      { ...household, address: null, monthlyIncomePerHeadFen: null, registeredOn: '2023-03-01' },
    ]);
    const { rejected } = await subgraph.intake.load('residents', [
      ...people('a', 12, code('001', '001'), 'ALONE'),
      ...people('b', 20, code('001')),
      ...people('c', 9, code('002', '002')),
      ...people('d', 14, code('007', '001')),
      ...people('e', 6, code('008', '001')),
    ]);
    expect(rejected).toEqual([]);
    await subgraph.intake.load('assistanceStatuses', [
      ...each('a', 12, 'OTHER_DIFFICULT'),
      ...each('a', 6, 'DIBAO'),
      ...each('b', 20, 'DIBAO', '2020-01-01', '2026-11-21'),
      ...each('c', 9, 'DIBAO', '2026-11-21'),
    ]);
  });
  afterAll(async () => {
    await subgraph.close();
    await stores.remove();
  });

  const linesOf = async (divisionsOfViewer: readonly string[], table: string) => {
    const { data, errors } = await asker<Viewer>(subgraph)(
      { ...analyst, divisions: divisionsOfViewer },
      `{ residentStatistics(table: ${table}) { rows { placeId division { name } total cells { value count } } } }`,
    );
    expect(errors).toBeUndefined();
    const given = data?.residentStatistics as
      | {
          rows: readonly {
            placeId: string;
            division: { name: string } | null;
            total: number;
            cells: readonly { value: string; count: number | null }[];
          }[];
        }
      | undefined;
    return (given?.rows ?? []).map(({ placeId, division, total, cells }) => ({
      placeId,
      name: division?.name ?? null,
      total,
      ...Object.fromEntries(cells.flatMap(({ value, count }) => (count === null ? [] : [[value, count]]))),
    }));
  };

  test('count who has several kinds of assistance today once, for the first of the order', async () => {
    const [district] = await linesOf([xiling], 'ASSISTANCE');
    expect(district).toEqual({ placeId: xiling, name: '西陵区', total: 41, DIBAO: 15, NONE: 20 });
  });

  test('count a street for the zone that runs it, and not for its district', async () => {
    const lines = await linesOf([city], 'LIVING_SITUATION');
    expect(lines.map(({ placeId, total }) => [placeId, total]).filter(([, total]) => total !== null)).toEqual([
      [xiling, 41],
      [code('001'), 32],
      [zone, 20],
      [code('007'), 14],
    ]);
    expect(lines.find(({ placeId }) => placeId === zone)?.name).toBeNull();
    expect((await linesOf([zone], 'LIVING_SITUATION')).map(({ placeId }) => placeId)).toEqual([
      zone,
      code('007'),
      code('008'),
      code('009'),
    ]);
  });
});
