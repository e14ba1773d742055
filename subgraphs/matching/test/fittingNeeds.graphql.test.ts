import type { Viewer } from '@hub/engine-policy';
import { storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { charity, elsewhere, fund, need, officer, platform, stationWorker } from './district.ts';
import { type OpenedMatching, openedMatching } from './opened.ts';

const ofFunds = (fields: string) =>
  `query ($funds: [_Any!]!) { _entities(representations: $funds) { ... on Fund { id ${fields} } } }`;
const fittingFields = 'fittingNeedCount fittingNeeds { standing units need { id } }';

interface FundGiven {
  readonly id: string;
  readonly fittingNeedCount: number | null;
  readonly fittingNeeds:
    | readonly { readonly standing: string; readonly units: number; readonly need: { readonly id: string } }[]
    | null;
}
const needOfMoney = (id: string, parts: object = {}) =>
  need(id, { serviceCode: 'MEDICAL_AID', unit: 'FEN', units: 100_000, ...parts });

describe.each(storesOfTest)('needs that funds fit on %s', (storeName) => {
  let opened: OpenedMatching;

  beforeAll(async () => {
    opened = await openedMatching(
      storeName,
      // It pays for two of four needs that it fits; what it does not pay for is next in line.
      fund('fund_small', { balanceFen: 200_000, expiresOn: '2026-12-31' }),
      fund('fund_large', { restricted: false, beneficiaryGroups: [] }),
      fund('fund_schools', { serviceCodes: ['SCHOOL_AID'] }),
      needOfMoney('need_low', { urgency: 'LOW' }),
      needOfMoney('need_critical', { urgency: 'CRITICAL' }),
      needOfMoney('need_older', { urgency: 'HIGH', openedOn: '2026-10-01' }),
      needOfMoney('need_elsewhere', { divisionCode: elsewhere, ownerOrganisationId: 'station_b', urgency: 'HIGH' }),
      needOfMoney('need_met', { status: 'MET' }),
      need('need_school', { serviceCode: 'SCHOOL_AID', unit: 'FEN', units: 50_000, groups: ['ORPHAN'] }),
      need('need_visit'),
    );
  });
  afterAll(() => opened.close());

  const ask = (viewer: Viewer, ids: readonly string[], fields = fittingFields) =>
    opened.ask(viewer, ofFunds(fields), { funds: ids.map((id) => ({ __typename: 'Fund', id })) }, { language: 'en' });
  const given = async (viewer: Viewer, id: string, fields = fittingFields) => {
    const answer = await ask(viewer, [id], fields);
    expect(answer.errors).toBeUndefined();
    const [fund] = (answer.data?._entities ?? []) as readonly FundGiven[];
    return fund as FundGiven;
  };
  const idsOf = ({ fittingNeeds }: FundGiven) => fittingNeeds?.map(({ need }) => need.id);

  test('are told the most urgent first, proposed or next in line, and never those that are met', async () => {
    const { fittingNeedCount, fittingNeeds } = await given(officer, 'fund_small');
    expect(fittingNeedCount).toBe(4);
    const told = fittingNeeds?.map(({ need, standing, units }) => [need.id, standing, units]);
    expect(told?.map(([id]) => id)).toEqual(
      expect.arrayContaining(['need_critical', 'need_older', 'need_elsewhere', 'need_low']),
    );
    expect([told?.[0]?.[0], told?.[3]?.[0]]).toEqual(['need_critical', 'need_low']);
    for (const [, standing, units] of told ?? []) expect(standing === 'PROPOSED').toBe(Number(units) > 0);
    const proposed = told?.filter(([, standing]) => standing === 'PROPOSED') ?? [];
    expect(proposed.reduce((sum, [, , units]) => sum + Number(units), 0)).toBe(200_000);
    expect(proposed.length).toBeLessThan(4);
  });

  test('agree with what each need is told of its matches', async () => {
    const ids = ['need_critical', 'need_older', 'need_elsewhere', 'need_low'];
    const { data } = await opened.ask(
      officer,
      `query ($needs: [_Any!]!) { _entities(representations: $needs) { ... on Need { id
        matches(first: 20) { standing units resource { ... on FundAllocation { fund { id ${fittingFields} } } } } } } }`,
      { needs: ids.map((id) => ({ __typename: 'Need', id })) },
      { language: 'en' },
    );
    const needs = data?._entities as readonly {
      readonly id: string;
      readonly matches: readonly {
        readonly standing: string;
        readonly units: number;
        readonly resource: { readonly fund: FundGiven };
      }[];
    }[];
    let matches = 0;
    for (const { id, matches: ofNeed } of needs) {
      for (const { standing, units, resource } of ofNeed) {
        expect(resource.fund.fittingNeeds).toContainEqual({ standing, units, need: { id } });
        matches++;
      }
    }
    expect(matches).toBe(8);
  });

  test.each([
    ['an officer', officer, 4],
    ['an officer of another street', { ...officer, divisions: ['420502002000'] }, 1],
    ['a station', stationWorker, 3],
    ['a charity', charity, 4],
    ['a charity whose agreement is for one street', { ...charity, divisions: ['420502002000'] }, 1],
    ['a volunteer platform', platform, 0],
  ] as const)('are counted for %s over those that she may see', async (_, viewer, count) => {
    for (const id of ['fund_small', 'fund_large']) {
      const { fittingNeedCount, fittingNeeds } = await given(viewer as Viewer, id);
      expect([fittingNeedCount, fittingNeeds?.length]).toEqual([count, count]);
    }
  });

  test('are none for a fund that fits only what is hidden, that fits nothing, or that is not there', async () => {
    const hidden = await given(platform, 'fund_small');
    for (const id of ['fund_schools', 'fund_nowhere']) expect(await given(platform, id)).toEqual({ ...hidden, id });
    expect(hidden).toEqual({ id: 'fund_small', fittingNeedCount: 0, fittingNeeds: [] });
    expect(idsOf(await given(officer, 'fund_schools'))).toEqual([]);
  });

  test.each([
    [0, 'BAD_USER_INPUT'],
    [21, 'BAD_USER_INPUT'],
    [20, undefined],
    ['null', undefined],
  ])('asked for the first %s the error is %s', async (first, code) => {
    const answer = await ask(officer, ['fund_small'], `fittingNeeds(first: ${first}) { units }`);
    expect(answer.errors?.[0]?.extensions?.code).toBe(code);
  });

  test('are as many as asked for, and counted whole', async () => {
    const first = await given(officer, 'fund_large', 'fittingNeedCount fittingNeeds(first: 1) { need { id } }');
    expect([first.fittingNeedCount, idsOf(first)]).toEqual([4, ['need_critical']]);
  });

  test('are withheld without a purpose, and in the ledger with one', async () => {
    const aimless = await ask({ ...officer, purpose: null }, ['fund_small']);
    expect(aimless.data).toEqual({ _entities: [{ id: 'fund_small', fittingNeedCount: null, fittingNeeds: null }] });
    for (const field of ['Fund.fittingNeeds', 'Fund.fittingNeedCount'])
      expect(aimless.withheld).toContainEqual({ field, fieldClass: 'CASE', needed: 'PURPOSE' });
    const { disclosures } = await ask(officer, ['fund_small']);
    expect(disclosures).toContainEqual(
      expect.objectContaining({ type: 'FittingNeed', id: 'need_low', about: ['Client:client_of_need_low'] }),
    );
  });

  test.each([
    ['their needs', 'fittingNeeds { need { id } }', 1],
    ['their needs and counts', fittingFields, 2],
    ['five needs and one', 'fittingNeeds { units } best: fittingNeeds(first: 1) { units }', 2],
  ])('take a fixed number of statements for %s of all funds of a page', async (_, fields, statements) => {
    const before = opened.subgraph.statements();
    await ask(officer, ['fund_small', 'fund_large', 'fund_schools'], fields);
    expect(opened.subgraph.statements() - before).toBe(statements);
  });
});
