import type { Viewer } from '@hub/engine-policy';
import { asker, fixedClock, openingOfTest, startWorkersOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMatching } from '../src/index.ts';
import { charity, fund, need, officer, stationWorker } from './district.ts';
import { type OpenedMatching, openedMatching } from './opened.ts';

const worker: Viewer = { ...stationWorker, purpose: 'CASE_SERVICE' };
const almoner: Viewer = { ...charity, purpose: 'CHARITY_AID' };
const aid = { serviceCode: 'MEDICAL_AID', unit: 'FEN', units: 10_000, urgency: 'HIGH' };

interface Given {
  readonly id: string;
  readonly version: number;
}

describe.each(storesOfTest)('as time passes on %s', (storeName) => {
  let opened: OpenedMatching;
  const referrals: Record<string, Given> = {};

  beforeAll(async () => {
    opened = await openedMatching(
      storeName,
      fund('fund_a', { balanceFen: 50_000, expiresOn: '2026-12-01' }),
      ...['draft', 'sent', 'accepted'].map((id) => need(id, aid)),
    );
    const { data } = await opened.ask(officer, '{ resources(where: { kind: FUND }) { edges { node { id } } } }');
    const { edges } = (data?.resources ?? { edges: [] }) as {
      readonly edges: readonly { readonly node: { readonly id: string } }[];
    };
    const run = async (viewer: Viewer, name: string, type: string, input: object): Promise<Given> => {
      const query = `mutation ($input: ${type}!) { done: ${name}(input: $input) { id version } }`;
      const answer = await opened.ask(viewer, query, { input });
      expect(answer.errors).toBeUndefined();
      return answer.data?.done as Given;
    };
    for (const id of ['draft', 'sent', 'accepted'])
      referrals[id] = await run(worker, 'proposeReferral', 'ProposeReferralInput', {
        need: id,
        resource: edges[0]?.node.id,
      });
    for (const id of ['sent', 'accepted'])
      referrals[id] = await run(worker, 'sendReferral', 'SendReferralInput', referrals[id] ?? {});
    referrals.accepted = await run(almoner, 'acceptReferral', 'ReferralStepInput', referrals.accepted ?? {});
    await opened.workers.stop();
  });
  afterAll(() => opened.close());

  /** What the hub says when it is started on another day, after its workers had their turn. */
  async function on(day: string) {
    const opening = { ...openingOfTest(opened.location, day), clock: fixedClock(`${day}T04:00:00.000Z`) };
    const subgraph = await openMatching(opening);
    const workers = startWorkersOfTest(subgraph, opened.departments.feeds);
    try {
      await workers.ready;
      const { data } = await asker<Viewer>(subgraph)(
        officer,
        `{ referrals(first: 50) { edges { node { id state overdue steps { command party } } } }
          overcommitments { edges { node { offered committed since } } } }`,
        {},
        { now: `${day}T04:00:00.000Z` },
      );
      const nodes = (list: string) =>
        (
          (data?.[list] ?? { edges: [] }) as { readonly edges: readonly { readonly node: Record<string, unknown> }[] }
        ).edges.map(({ node }) => node);
      const of = (name: string) => nodes('referrals').find(({ id }) => id === referrals[name]?.id);
      return { of, overcommitments: nodes('overcommitments') };
    } finally {
      await workers.stop();
      await subgraph.close();
    }
  }

  test('what nobody answers is overdue after its workdays, and runs out a week of workdays later', async () => {
    // Proposed on Saturday the 21st; due on Tuesday the 24th, run out after Tuesday the 1st.
    const due = await on('2026-11-24');
    expect([due.of('draft'), due.of('sent')]).toMatchObject([{ overdue: false }, { overdue: false }]);
    const late = await on('2026-12-01');
    expect(['draft', 'sent', 'accepted'].map((name) => late.of(name))).toMatchObject([
      { state: 'PROPOSED', overdue: true },
      { state: 'SENT', overdue: true },
      { state: 'ACCEPTED', overdue: true },
    ]);
    expect(late.overcommitments).toEqual([]);
  });

  test('what is accepted stays, and a fund that is over stands among what is promised too much', async () => {
    const over = await on('2026-12-02');
    for (const name of ['draft', 'sent']) {
      const given = over.of(name);
      expect(given).toMatchObject({ state: 'EXPIRED', overdue: false });
      expect(((given?.steps ?? []) as readonly object[]).at(-1)).toEqual({ command: 'expire', party: 'CLOCK' });
    }
    expect(over.of('accepted')).toMatchObject({ state: 'ACCEPTED' });
    expect(over.overcommitments).toEqual([{ offered: 0, committed: 10_000, since: '2026-12-02T04:00:00.000Z' }]);
    // The day is over once: the next start finds nothing to end.
    const again = await on('2026-12-03');
    expect(again.of('sent')).toMatchObject({ steps: { length: 3 } });
    expect(again.overcommitments).toMatchObject([{ since: '2026-12-02T04:00:00.000Z' }]);
  });
});
