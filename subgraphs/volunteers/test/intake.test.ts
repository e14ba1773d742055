import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readToHead, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { community, type DistrictOfTest, openDistrict, team, volunteer } from './district.ts';

describe.each(storesOfTest)('intake and feed of the volunteers on %s', (storeName) => {
  let district: DistrictOfTest;

  beforeAll(async () => {
    district = await openDistrict(storeName);
    await load('volunteerTeams', team('team_1'));
    await load('volunteers', volunteer('volunteer_1', 'team_1'));
  });

  afterAll(() => district.close());

  const load = (kind: string, ...records: unknown[]) => district.subgraph.intake.load(kind, records);
  const head = () => district.subgraph.feed.head();
  const pull = (reader: string, after: Awaited<ReturnType<typeof head>> | null = null) =>
    readToHead(district.subgraph.feed, reader, ['volunteer', 'volunteerTeam'], after);

  test.each([
    ['no number', { number: null }, ['number']],
    ['her ID number as her number', { number: '11010519491231002x' }, ['number']],
    ['unknown skills and state', { skills: ['MAGIC'], status: 'GONE' }, ['skills', 'status']],
    ['times beyond the week', { windows: 2 ** 21 }, ['windows']],
    ['more hours than a month has', { hoursPerMonth: 745, radiusMetres: -1 }, ['radiusMetres', 'hoursPerMonth']],
    ['a place off the earth', { longitude: 181, latitude: '30' }, ['longitude', 'latitude']],
    [
      'a paper and a language that nobody knows',
      { certificates: [{ code: 'COOK' }, { code: 'NURSE', until: '2027' }], languages: ['KLINGON'], travelMinutes: 0 },
      ['certificates[0].code', 'certificates[1].until', 'languages', 'travelMinutes'],
    ],
    ['days in another form', { vettedUntil: '2027/5/1', bornOn: '19491231' }, ['bornOn', 'vettedUntil']],
  ])('rejects a volunteer with %s, with every bad field', async (_, parts, fields) => {
    const { loaded, rejected } = await load('volunteers', volunteer('volunteer_x', 'team_1', parts));
    expect([loaded, rejected.map(({ field }) => field)]).toEqual([0, fields]);
  });

  describe('a unified number that somebody has', () => {
    const taken = (index: number, id: string) => ({
      index,
      id,
      field: 'number',
      message: 'BAD_VALUE',
      params: { field: 'number', expected: 'a value that no other record has' },
    });

    test('is rejected with its place, however it is written, while the others are taken', async () => {
      expect(
        await load(
          'volunteers',
          volunteer('volunteer_2', 'team_1', { number: 'V-2' }),
          volunteer('volunteer_3', 'team_1', { number: ' v-volunteer_1' }),
          volunteer('volunteer_4', 'team_1', { number: 'V-2' }),
        ),
      ).toEqual({ loaded: 1, rejected: [taken(1, 'volunteer_3'), taken(2, 'volunteer_4')] });
      expect(await district.subgraph.intake.count('volunteers')).toBe(2);
    });

    test('is no hindrance for herself, and is free again once she has another', async () => {
      const again = volunteer('volunteer_2', 'team_1', { number: 'V-2' });
      expect(await load('volunteers', again, again)).toEqual({ loaded: 2, rejected: [] });
      await load('volunteers', { ...again, number: 'V-5' });
      const heir = volunteer('volunteer_5', null, { number: 'V-2' });
      expect(await load('volunteers', heir)).toEqual({ loaded: 1, rejected: [] });
    });
  });

  test('tells linkage of a volunteer what it compares', async () => {
    const { facts, classes } = await pull('linkage');
    expect([classes, facts.find(({ id }) => id === 'volunteer_1')?.record]).toEqual([
      ['CONTACT', 'IDENTIFIER', 'PERSONAL'],
      {
        name: '郑学工',
        idNumber: '11010519491231002X',
        bornOn: '1949-12-31',
        gender: 'MALE',
        phone: '13907170000',
        address: null,
        divisionCode: community,
        ownerOrganisationId: 'team_1',
      },
    ]);
  });

  test('tells matching of a volunteer what she can do and what people wish of a helper, and not who she is', async () => {
    const { facts, classes } = await pull('matching');
    expect([classes, facts.find(({ id }) => id === 'volunteer_1')?.record]).toEqual([
      ['CONTACT', 'PERSONAL'],
      {
        teamId: 'team_1',
        teamName: 'team_1服务队',
        skills: ['CARE', 'LAW'],
        vettedUntil: '2027-05-01',
        vettedFor: 'VETTED',
        certificates: [],
        gender: 'MALE',
        languages: [],
        travelMode: null,
        travelMinutes: null,
        radiusMetres: 1500,
        hoursPerMonth: 8,
        windows: 1,
        divisionCode: community,
        longitude: 111.2987654,
        latitude: 30.7012345,
        status: 'ACTIVE',
        registeredOn: '2020-03-05',
        usedMonth: null,
        usedHours: 0,
        bookedUnits: 0,
      },
    ]);
  });

  test('tells of the members again when the name of their team changes', async () => {
    await load('volunteers', volunteer('volunteer_6', null));
    const before = await head();
    await load('volunteerTeams', team('team_1', { name: '新名服务队' }));
    const { facts } = await pull('matching', before);
    expect(facts.map(({ id }) => id)).toContain('volunteer_1');
    expect(facts.map(({ id }) => id)).not.toContain('volunteer_6');
    expect(new Set(facts.filter(({ kind }) => kind === 'volunteer').map(({ record }) => record?.teamName))).toEqual(
      new Set(['新名服务队']),
    );
  });

  test('tells another reader nothing', async () => {
    expect((await pull('charities')).facts).toEqual([]);
  });
});

test('keeps nothing personal in plain in the files of a store', async () => {
  const { subgraph, location, close } = await openDistrict('SQLite');
  const number = 'V0123456789012345678';
  await subgraph.intake.load('volunteers', [volunteer('volunteer_1', 'team_1', { number })]);
  const folder = location.dialect === 'sqlite' ? dirname(location.file) : '';
  const bytes = Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file))));
  expect(bytes.includes('volunteer_1')).toBe(true);
  const personal = ['郑学工', '11010519491231002X', '1949-12-31', '13907170000', '学院街道2号', '111.2987', number];
  for (const text of personal) expect(bytes.includes(text)).toBe(false);
  await close();
});
