import type { Viewer } from '@hub/engine-policy';
import { asker, createStoreOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { district, gone, numberOf, openPeopleIndex, type PeopleIndex, record } from './peopleIndex.ts';

const reviewer = (subject: string, parts: Partial<Viewer> = {}): Viewer => ({
  ...{ subject, role: 'reviewer', divisions: [district], organisation: null, purpose: 'CORRECTION' },
  ...{ basis: 'STATUTORY_DUTY', tokenId: null, agreement: null, grant: null, caseReference: null },
  ...parts,
});
const [one, two, three] = ['one', 'two', 'three'].map((subject) => reviewer(subject)) as [Viewer, Viewer, Viewer];

const review = `id status answer left { department resident { id } client { id } } right { department client { id } }
  comparison { field level text } machine { weight probability joined reasons { code weight } }`;
const answering = `mutation ($input: AnswerLinkReviewInput!) { answerLinkReview(input: $input) { ${review} } }`;

interface Review {
  readonly id: string;
  readonly status: string;
  readonly answer: string | null;
  readonly comparison: readonly { readonly field: string; readonly level: string; readonly text: string }[];
  readonly machine: { readonly weight: number; readonly joined: boolean } | null;
}

const nodesIn = <Node>(connection: unknown): readonly Node[] =>
  (connection as { readonly edges: readonly { readonly node: Node }[] }).edges.map(({ node }) => node);

describe.each(storesOfTest)('link reviews on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let index: PeopleIndex;
  const ask = (viewer: Viewer, query: string, variables: object = {}, key: string | null = null) =>
    asker<Viewer>(index.subgraph())(viewer, query, { ...variables }, { idempotencyKey: key });
  const listFor = async (viewer: Viewer): Promise<readonly Review[]> => {
    const { data, errors } = await ask(viewer, `{ linkReviews { edges { node { ${review} } } } }`);
    expect(errors).toBeUndefined();
    return nodesIn<Review>(data?.linkReviews);
  };
  const answer = async (viewer: Viewer, id: string, verdict: string, key: string | null = null) => {
    const { data, errors } = await ask(viewer, answering, { input: { id, verdict } }, key);
    return (
      (data?.answerLinkReview as Review | null) ??
      String(errors?.[0]?.extensions?.reason ?? errors?.[0]?.extensions?.code)
    );
  };
  const personOf = async (key: string) => (await index.membership()).get(key);
  const areOne = async () => (await personOf('civil-affairs:r1')) === (await personOf('social-work:c1'));

  /** One name, one day, one place, and two valid numbers: the machine may not tell. */
  const resident = record('resident', 'r1', { idNumber: numberOf(1) });
  const client = record('client', 'c1', { idNumber: numberOf(40) });
  beforeAll(async () => {
    index = await openPeopleIndex(stores);
    await index.change(resident, client);
  });
  afterAll(async () => {
    await index.close();
    await stores.remove();
  });

  test('shows how far two records agree, and neither what they say nor what the machine holds', async () => {
    const { data, disclosures } = await ask(one, `{ linkReviews { edges { node { ${review} } } } }`);
    const [pair] = nodesIn<Review>(data?.linkReviews);
    expect(pair).toMatchObject({ status: 'OPEN', answer: null, machine: null });
    expect(pair?.comparison).toContainEqual({ field: 'NAME', level: 'EQUAL', text: 'Name: equal.' });
    expect(pair?.comparison.find(({ field }) => field === 'PHONE')?.level).toBe('MISSING');
    expect(JSON.stringify(data)).not.toMatch(/向秀兰|1946/);
    expect(disclosures.find(({ type }) => type === 'LinkReview')?.about.toSorted()).toEqual([
      'Client:c1',
      'Resident:r1',
    ]);
  });

  test.each([
    ['an officer', { ...one, role: 'district-officer' } as Viewer],
    ['a reviewer of another district', reviewer('far', { divisions: ['420503000000'] })],
  ])('shows nothing to %s', async (_, viewer) => {
    const [{ id } = { id: '' }] = await listFor(one);
    expect(await listFor(viewer)).toEqual([]);
    expect((await ask(viewer, `{ linkReview(id: "${id}") { id } }`)).data?.linkReview ?? null).toBeNull();
    expect(['FORBIDDEN', 'NOT_FOUND']).toContain(await answer(viewer, id, 'SAME'));
    expect(await answer(viewer, 'review_none', 'SAME')).toBe(await answer(viewer, id, 'SAME'));
  });

  test('joins what two reviewers call one person, shows the machine to who has answered, and asks nobody twice', async () => {
    const [{ id } = { id: '' }] = await listFor(one);
    expect(await answer(one, id, 'SAME', 'key-1')).toMatchObject({
      answer: 'SAME',
      status: 'OPEN',
      machine: { joined: false },
    });
    expect(await answer(one, id, 'SAME', 'key-1')).toMatchObject({ answer: 'SAME' });
    expect(await answer(one, id, 'DIFFERENT')).toBe('REVIEW_ANSWERED');
    expect(await listFor(one)).toEqual([]);
    expect(await areOne()).toBe(false);
    expect((await listFor(two))[0]).toMatchObject({ id, status: 'OPEN', machine: null });
    expect(await answer(two, id, 'SAME')).toMatchObject({ status: 'SAME' });
    expect(await areOne()).toBe(true);
    expect(await listFor(three)).toEqual([]);
    expect(await answer(three, id, 'SAME')).toBe('REVIEW_SETTLED');
  });

  test('a decision goes before the machine, whatever comes, and is taken back by its id', async () => {
    const listed = '{ linkDecisions { edges { node { id records verdict origin holds } } } }';
    const decisions = async () => nodesIn<{ id: string; holds: boolean }>((await ask(one, listed)).data?.linkDecisions);
    await index.change(gone('client', 'c1'));
    await index.reopen();
    await index.change(client);
    expect(await areOne()).toBe(true);
    const [decision] = await decisions();
    expect(decision).toMatchObject({
      records: ['Resident:r1', 'Client:c1'].toSorted().toReversed(),
      verdict: 'SAME',
      origin: 'REVIEW',
    });
    const undo = 'mutation ($id: ID!) { undoLinkDecision(input: { id: $id }) { verdict holds } }';
    expect((await ask(two, undo, { id: decision?.id })).data).toEqual({
      undoLinkDecision: { verdict: null, holds: true },
    });
    expect(await areOne()).toBe(false);
    expect((await ask(two, undo, { id: decision?.id })).errors?.[0]?.extensions).toMatchObject({
      reason: 'DECISION_NOT_IN_FORCE',
    });
    expect(await listFor(one)).toHaveLength(1);
  });

  test('a third reviewer judges where two disagree, and what was called different stays so', async () => {
    const [{ id } = { id: '' }] = await listFor(one);
    expect(await answer(one, id, 'SAME')).toMatchObject({ status: 'OPEN' });
    expect(await answer(two, id, 'DIFFERENT')).toMatchObject({ status: 'DISPUTED' });
    expect(await answer(three, id, 'DIFFERENT')).toMatchObject({ status: 'DIFFERENT' });
    await index.change(record('client', 'c1'));
    expect(await areOne()).toBe(false);
    await index.change(client);
  });

  test('a reviewer takes a wrong link apart, and only what is linked', async () => {
    const pair = [
      record('resident', 'r2', { idNumber: numberOf(7) }),
      record('volunteer', 'v2', { idNumber: numberOf(7) }),
    ];
    await index.change(...pair);
    expect(await personOf('civil-affairs:r2')).toBe(await personOf('volunteers:v2'));
    const part = 'mutation ($input: UnlinkRecordsInput!) { unlinkRecords(input: $input) { verdict origin holds } }';
    const input = { left: 'Volunteer:v2', right: 'Resident:r2' };
    const parted = { verdict: 'DIFFERENT', origin: 'CORRECTION', holds: true };
    expect((await ask(one, part, { input })).data).toEqual({ unlinkRecords: parted });
    expect(await personOf('civil-affairs:r2')).not.toBe(await personOf('volunteers:v2'));
    expect((await ask(one, part, { input })).errors?.[0]?.extensions).toMatchObject({ reason: 'NOT_ONE_PERSON' });
    const nobody = { input: { left: 'Volunteer:v2', right: 'Resident:none' } };
    expect((await ask(one, part, nobody)).errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
  });
});
