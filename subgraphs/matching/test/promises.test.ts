import type { Viewer } from '@hub/engine-policy';
import { asker, openingOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMatching } from '../src/index.ts';
import { charity, fund, need, officer, stationWorker } from './district.ts';
import { type OpenedMatching, openedMatching } from './opened.ts';

const worker: Viewer = { ...stationWorker, purpose: 'CASE_SERVICE' };
const almoner: Viewer = { ...charity, purpose: 'CHARITY_AID' };
const crowd = 24;
const ids = Array.from({ length: crowd }, (_, at) => `need_${String(at).padStart(2, '0')}`);

interface Given {
  readonly id: string;
  readonly version: number;
}

describe.each(storesOfTest)('many at once on %s', (storeName) => {
  let opened: OpenedMatching;
  let other: Awaited<ReturnType<typeof openMatching>> | null = null;
  let resource = '';
  beforeAll(async () => {
    opened = await openedMatching(
      storeName,
      fund('fund_a', { balanceFen: 50_000 }),
      ...ids.map((id) => need(id, { serviceCode: 'MEDICAL_AID', unit: 'FEN', units: 10_000 })),
      need('need_shared', { serviceCode: 'MEDICAL_AID', unit: 'FEN', units: 10_000 }),
    );
    // On PostgreSQL a second process of the same hub works beside the first.
    other = storeName === 'PostgreSQL' ? await openMatching(openingOfTest(opened.location, 'second')) : null;
    const { data } = await opened.ask(officer, '{ resources(where: { kind: FUND }) { edges { node { id } } } }');
    const { edges } = (data?.resources ?? {}) as {
      readonly edges: readonly { readonly node: { readonly id: string } }[];
    };
    resource = edges[0]?.node.id ?? '';
  });
  afterAll(async () => {
    await other?.close();
    await opened.close();
  });

  const run = async (viewer: Viewer, name: string, type: string, input: object, at = 0) => {
    const ask = other !== null && at % 2 === 1 ? asker<Viewer>(other) : opened.ask;
    const { data, errors } = await ask(
      viewer,
      `mutation ($input: ${type}!) { done: ${name}(input: $input) { id version } }`,
      { input },
    );
    return {
      given: (data?.done ?? null) as Given | null,
      reason: errors?.[0]?.extensions?.reason ?? errors?.[0]?.extensions?.code,
    };
  };
  const left = async () => {
    const { data } = await opened.ask(officer, 'query ($id: ID!) { resource(id: $id) { available { amount } } }', {
      id: resource,
    });
    return ((data?.resource ?? {}) as { readonly available?: { readonly amount: number } }).available?.amount;
  };
  const countOf = (words: readonly unknown[], word: unknown) => words.filter((one) => one === word).length;

  test('one referral of a need to a resource is open, whoever comes first', async () => {
    const all = await Promise.all(
      ids.map((_, at) =>
        run(worker, 'proposeReferral', 'ProposeReferralInput', { need: 'need_shared', resource, units: 1 }, at),
      ),
    );
    expect(all.filter(({ given }) => given)).toHaveLength(1);
    expect(
      countOf(
        all.map(({ reason }) => reason),
        'REFERRAL_ALREADY_OPEN',
      ),
    ).toBe(crowd - 1);
  });

  test('no more is promised than there is, and what is taken back can be promised again', async () => {
    const sent: Given[] = [];
    for (const [at, id] of ids.entries()) {
      const { given } = await run(worker, 'proposeReferral', 'ProposeReferralInput', { need: id, resource }, at);
      const { id: referral = '', version = 0 } = given ?? {};
      const step = await run(worker, 'sendReferral', 'SendReferralInput', { id: referral, version });
      if (step.given) sent.push(step.given);
    }
    expect(sent).toHaveLength(crowd);
    const accept = (one: Given, at: number) =>
      run(almoner, 'acceptReferral', 'ReferralStepInput', { id: one.id, version: one.version }, at);
    const answers = await Promise.all(sent.map(accept));
    expect(
      countOf(
        answers.map(({ reason }) => reason),
        'RESOURCE_EXHAUSTED',
      ),
    ).toBe(crowd - 5);
    expect(await left()).toBe(0);

    // Each acceptance is taken back and completed at the same moment: one of the two comes first.
    const accepted = answers.flatMap(({ given }) => given ?? []);
    const ends = await Promise.all(
      accepted.flatMap(({ id, version }, at) => [
        run(almoner, 'unacceptReferral', 'EndReferralInput', { id, version, reason: 'OTHER' }, at),
        run(almoner, 'completeReferral', 'CompleteReferralInput', { id, version, outcome: 'SERVED' }, at + 1),
      ]),
    );
    expect(
      countOf(
        ends.map(({ reason }) => reason),
        'CONFLICT',
      ),
    ).toBe(5);
    const { data } = await opened.ask(worker, '{ referrals(where: { state: COMPLETED }) { totalCount } }');
    const { totalCount: completed } = (data?.referrals ?? { totalCount: 0 }) as { readonly totalCount: number };
    expect(await left()).toBe((5 - completed) * 10_000);

    const refused = sent.filter((_, at) => answers[at]?.given === null);
    const again = await Promise.all(refused.map(accept));
    expect(again.filter(({ given }) => given)).toHaveLength(5 - completed);
    expect(await left()).toBe(0);
  });
});
