import type { Viewer } from '@hub/engine-policy';
import { openStore, type StoreLocation } from '@hub/kernel';
import { asker, openingOfTest, startWorkersOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readMatchingConfig } from '../src/config.ts';
import { openMatching } from '../src/index.ts';
import type { MatchingTables } from '../src/tables.ts';
import { goods, need, officer, operator, volunteer } from './district.ts';
import { type OpenedMatching, openedMatching, openedWith } from './opened.ts';
import { createReferring, dispatcher, worker } from './referring.ts';
import { numbered, thrownDistrict } from './thrownDistrict.ts';

const figures = `{ latestMatchRun { inputDigest answerDigest objective dualBound gap method needs met partlyMet unmet resources
  fairnessPoints examinedPairs eligiblePairs cutNeeds byUnit { unit needs wantedUnits servedUnits } } }`;

const answered = `query ($needs: [_Any!]!) { _entities(representations: $needs) { ... on Need {
  id matches(first: 20) { standing units resource { id demand { proposedUnits } } } unmet { units } } } }`;

interface Figures {
  readonly met: number;
  readonly fairnessPoints: number;
  readonly objective: number;
  readonly gap: number;
  readonly inputDigest: string;
  readonly answerDigest: string | null;
  readonly examinedPairs: number | null;
  readonly unmet: number;
  readonly partlyMet: number;
  readonly byUnit: readonly { readonly wantedUnits: number; readonly servedUnits: number }[];
}
interface Answered {
  readonly matches:
    | readonly {
        readonly standing: string;
        readonly units: number;
        readonly resource: { readonly id: string; readonly demand: { readonly proposedUnits: number } | null };
      }[]
    | null;
  readonly unmet: { readonly units: number } | null;
}

const lastRun = async (ask: OpenedMatching['ask']) => (await ask(operator, figures)).data?.latestMatchRun as Figures;

/** What a hub that starts now makes of the same facts. */
async function runAnew({ place, departments }: OpenedMatching, name: string): Promise<Figures> {
  const subgraph = await openMatching(openingOfTest(place(name), name));
  const workers = startWorkersOfTest(subgraph, departments.feeds);
  try {
    await workers.ready;
    return await lastRun(asker<Viewer>(subgraph));
  } finally {
    await workers.stop();
    await subgraph.close();
  }
}

/** Waits until the last run has seen all that a new hub sees, and sets the two side by side. */
async function expectSameAsAnew(opened: OpenedMatching, name: string) {
  const { answerDigest, examinedPairs, met, partlyMet, unmet, fairnessPoints, objective, gap, ...anew } = await runAnew(
    opened,
    name,
  );
  expect([typeof answerDigest, typeof examinedPairs]).toEqual(['string', 'number']);
  await expect
    .poll(async () => (await lastRun(opened.ask)).inputDigest, { timeout: 60_000, interval: 20 })
    .toBe(anew.inputDigest);
  // Nothing but an incremental run leaves these unsaid; how many needs are met may differ between equal optima.
  const run = await lastRun(opened.ask);
  expect(run).toMatchObject({ ...anew, answerDigest: null, examinedPairs: null });
  // Proposals stay where changing them gains little, and the run says by how much it is below its optimum.
  expect(run.objective + run.gap).toBe(objective);
}

describe.each(storesOfTest)('runs of changes on %s', (storeName) => {
  const district = thrownDistrict(20_261_121, 120, 60);
  let opened: OpenedMatching;
  beforeAll(async () => {
    opened = await openedMatching(storeName, ...district.all);
  });
  afterAll(() => opened.close());

  test('come to the figures of a full run over the same facts, whatever was changed', async () => {
    for (let round = 0; round < 4; round++) {
      await opened.departments.publish(district.change(), district.change());
      await expectSameAsAnew(opened, `anew-${round}`);
    }
  }, 120_000);

  test('leave an answer that is whole: what is stored of each need adds up to the figures', async () => {
    const run = await lastRun(opened.ask);
    const needs = Array.from({ length: 130 }, (_, at) => ({ __typename: 'Need', id: numbered('need', at) }));
    const rows: Answered[] = [];
    for (let at = 0; at < needs.length; at += 10) {
      const { data } = await opened.ask(officer, answered, { needs: needs.slice(at, at + 10) });
      rows.push(...((data?._entities ?? []) as readonly Answered[]));
    }
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
    const matches = rows.flatMap((row) => row.matches ?? []);
    const [served, wanted] = [run.byUnit[0]?.servedUnits ?? 0, run.byUnit[0]?.wantedUnits ?? 0];
    expect(run.answerDigest).toBeNull();
    expect(sum(matches.map(({ units }) => units))).toBe(served);
    expect(sum(rows.map(({ unmet }) => unmet?.units ?? 0))).toBe(wanted - served);
    const { data } = await opened.ask(officer, '{ shortages(first: 100) { edges { node { unmetNeeds } } } }');
    const shortages = data?.shortages as {
      readonly edges: readonly { readonly node: { readonly unmetNeeds: number } }[];
    };
    expect(sum(shortages.edges.map(({ node }) => node.unmetNeeds))).toBe(run.unmet + run.partlyMet);
    for (const [, some] of Map.groupBy(matches, ({ resource }) => resource.id)) {
      const demand = some[0]?.resource.demand;
      if (demand) expect(sum(some.map(({ units }) => units))).toBe(demand.proposedUnits);
    }
  });

  test('are told in comparisons, also where all that differs is a need that is closed', async () => {
    const [needId, given] = ['need_lonely', { serviceCode: 'WHEELCHAIR', unit: 'ITEM', units: 1 }];
    const losing = '{ compareMatchRuns { losing { need { id } before after } } }';
    await opened.ask(operator, 'mutation { startMatchRun { id } }');
    await opened.departments.publish(need(needId, given), goods('goods_lonely'));
    await expectSameAsAnew(opened, 'with-lonely');
    await opened.departments.publish(need(needId, { ...given, status: 'MET' }));
    await expectSameAsAnew(opened, 'without-lonely');
    const { data } = await opened.ask(officer, losing);
    expect(data?.compareMatchRuns).toEqual({ losing: [{ need: { id: needId }, before: 1, after: null }] });
  }, 120_000);

  test('take in a decline, and come to what a full run comes to', async () => {
    await opened.ask(operator, 'mutation { startMatchRun { id } }');
    const { done } = await createReferring(opened);
    const proposals = async () => {
      const { data } = await opened.ask(officer, answered, { needs: [{ __typename: 'Need', id: 'need_asking' }] });
      const [asking] = (data?._entities ?? []) as readonly Answered[];
      return (asking?.matches ?? [])
        .filter(({ standing }) => standing === 'PROPOSED')
        .map(({ resource }) => resource.id);
    };
    await opened.departments.publish(need('need_asking', { urgency: 'CRITICAL' }));
    await expect.poll(proposals, { timeout: 60_000 }).not.toEqual([]);
    const [declined] = await proposals();
    const { id, version } = await done(worker, 'proposeReferral', { need: 'need_asking', resource: declined });
    await done(worker, 'sendReferral', { id, version });
    await done(dispatcher, 'declineReferral', { id, version: version + 1, reason: 'NOT_SUITABLE' });
    await expect.poll(proposals, { timeout: 60_000 }).not.toContain(declined);
    const run = await lastRun(opened.ask);
    expect(run.answerDigest).toBeNull();
    await opened.ask(operator, 'mutation { startMatchRun { id } }');
    const { inputDigest, objective } = await lastRun(opened.ask);
    expect([run.inputDigest, run.objective + run.gap]).toEqual([inputDigest, objective]);
  }, 120_000);

  test('give way to a full run when somebody asks, and when too much changed', async () => {
    const { data } = await opened.ask(operator, 'mutation { startMatchRun { answerDigest } }');
    expect(data?.startMatchRun).toMatchObject({ answerDigest: expect.any(String) });
    const { inputDigest } = await lastRun(opened.ask);
    await opened.departments.publish(...Array.from({ length: 12 }, (_, at) => need(`need_late_${at}`)));
    await expect.poll(async () => (await lastRun(opened.ask)).inputDigest, { timeout: 60_000 }).not.toBe(inputDigest);
    await expect.poll(async () => (await lastRun(opened.ask)).answerDigest, { timeout: 60_000 }).not.toBeNull();
  }, 120_000);

  test('give way to a full run when another process stored one', async () => {
    const other = await openMatching(openingOfTest(opened.location, 'other-process'));
    const workers = startWorkersOfTest(other, opened.departments.feeds);
    try {
      await workers.ready;
      const { data } = await asker<Viewer>(other)(operator, 'mutation { startMatchRun { id } }');
      const id = (data?.startMatchRun as { readonly id: string } | undefined)?.id;
      await workers.stop();
      await opened.departments.publish(district.change());
      const last = async () =>
        (await opened.ask(operator, '{ latestMatchRun { id answerDigest } }')).data?.latestMatchRun;
      await expect.poll(last, { timeout: 60_000 }).not.toMatchObject({ id });
      expect(await last()).toMatchObject({ answerDigest: expect.any(String) });
    } finally {
      await workers.stop();
      await other.close();
    }
  }, 120_000);
});

/** What runs of changes leave as it is, as it is stored. */
async function storedFigures(location: StoreLocation) {
  const store = await openStore<MatchingTables>({ location, entities: [], migrations: [] });
  try {
    const { reads } = store;
    const shortages = await reads.selectFrom('shortage').select(['id', 'serviceCode', 'unlockPoints']).execute();
    const demand = await reads
      .selectFrom('resourceDemand')
      .select(['resourceId', 'needs', 'units', 'lastUnitValue'])
      .orderBy('resourceId')
      .execute();
    return { unlocks: new Map(shortages.map((row) => [row.id, row])), demand };
  } finally {
    await store.close();
  }
}

test.each([
  ['SQLite', 60, 30],
  [storesOfTest.at(-1) ?? 'SQLite', 60, 30],
  ['SQLite', 160, 140],
] as const)(
  'once nothing changes, shortages and resources are told of as a full run tells (%s, %i needs)',
  async (storeName, needs, volunteers) => {
    const district = thrownDistrict(11, needs, volunteers);
    const opened = await openedWith({ ...readMatchingConfig(), restMs: 20 }, storeName, district.all);
    try {
      const item = { serviceCode: 'WHEELCHAIR', unit: 'ITEM', units: 1 };
      await opened.departments.publish(need('need_wheels', item), volunteer('volunteer_new'));
      const points = async () =>
        [...(await storedFigures(opened.location)).unlocks.values()].find((row) => row.serviceCode === 'WHEELCHAIR')
          ?.unlockPoints ?? null;
      await expect.poll(points, { timeout: 60_000 }).toBeGreaterThan(0);
      expect((await lastRun(opened.ask)).answerDigest).toBeNull();
      await runAnew(opened, 'anew');
      const [told, anew] = [await storedFigures(opened.location), await storedFigures(opened.place('anew'))];
      expect(told.demand).toEqual(anew.demand);
      for (const [id, row] of anew.unlocks) if (told.unlocks.has(id)) expect(told.unlocks.get(id)).toEqual(row);
    } finally {
      await opened.close();
    }
  },
  120_000,
);

test('a large run is kept open in its thread', async () => {
  const district = thrownDistrict(7, 160, 140);
  const opened = await openedMatching('SQLite', ...district.all);
  try {
    for (let round = 0; round < 2; round++) {
      await opened.departments.publish(district.change());
      await expectSameAsAnew(opened, `anew-${round}`);
    }
  } finally {
    await opened.close();
  }
}, 120_000);
