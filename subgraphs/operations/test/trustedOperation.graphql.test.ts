import type { Viewer } from '@hub/engine-policy';
import type { GraphAnswer, Subgraph } from '@hub/kernel';
import { asker, createStoreOfTest, openingOfTest, storesOfTest } from '@hub/kernel/testing';
import { shippedOperations } from '@hub/schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOperations } from '../src/index.ts';

const somebody = (subject: string, parts: Partial<Viewer> = {}): Viewer => ({
  subject,
  role: 'district-officer',
  divisions: ['420502000000'],
  organisation: null,
  purpose: null,
  basis: 'STATUTORY_DUTY',
  tokenId: 'token_1',
  agreement: null,
  grant: null,
  caseReference: null,
  ...parts,
});
const officer = somebody('officer');
const worker = somebody('worker', { role: 'station-worker', organisation: 'station_1' });
const colleague = somebody('colleague', { role: 'station-worker', organisation: 'station_1' });
const operator = somebody('operator', { role: 'operator', divisions: [] });
const auditor = somebody('auditor', { role: 'auditor' });

const register = `mutation ($input: RegisterOperationInput!) { registerOperation(input: $input) {
  id version name edition hash kind owner shared document variables { name type required value relative } variablesToday } }`;
const list = `query ($where: TrustedOperationFilter) { trustedOperations(where: $where, first: 100) {
  totalCount edges { node { id name edition title description kind variablesToday } } } }`;
const document = `query OpenNeeds($division: ID!, $since: CalendarDate, $many: Int = 5) {
  needs(where: { division: $division, openedFrom: $since }, first: $many) { edges { node { id category } } } }`;
const wish = (parts: object = {}) => ({
  document,
  titleZh: '新增需求',
  titleEn: 'New needs',
  descriptionZh: '上月以来新增的需求。',
  descriptionEn: 'Needs opened since last month.',
  variables: [
    { name: 'division', relative: 'my division' },
    { name: 'since', relative: 'first day of last month' },
  ],
  ...parts,
});

interface Stored {
  readonly id: string;
  readonly name: string;
  readonly edition: number;
  readonly version: number;
  readonly hash: string;
  readonly variablesToday: string;
  readonly title: string;
  readonly document: string;
}
const storedIn = ({ data }: GraphAnswer) => data?.registerOperation as Stored;
const listedIn = ({ data }: GraphAnswer): readonly Stored[] => {
  const list = data?.trustedOperations as { edges: { node: Stored }[] };
  return list.edges.map(({ node }) => node);
};
const namesIn = (answer: GraphAnswer) => listedIn(answer).map(({ name }) => name);
const reasonOf = ({ errors }: GraphAnswer) => errors?.[0]?.extensions?.reason ?? errors?.[0]?.extensions?.code;

describe.each(storesOfTest)('stored questions on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let operations: Subgraph;
  let ask: ReturnType<typeof asker>;
  beforeAll(async () => {
    operations = await openOperations(openingOfTest(stores.place('operations')));
    ask = asker(operations);
  });
  afterAll(async () => {
    await operations.close();
    await stores.remove();
  });

  test('those that ship are there once, however often the hub is opened', async () => {
    await operations.close();
    operations = await openOperations(openingOfTest(stores.place('operations')));
    ask = asker(operations);
    const answer = await ask(worker, list, { where: { everyEdition: true } });
    expect(answer.data?.trustedOperations).toMatchObject({ totalCount: shippedOperations().length });
    expect(namesIn(answer)).toContain('NeedsWithResources');
  });

  test('has its variables worked out for who asks, on the day on which she asks', async () => {
    const stored = storedIn(await ask(officer, register, { input: wish() }));
    expect(stored).toMatchObject({ name: 'OpenNeeds', edition: 1, kind: 'QUERY', owner: 'officer', shared: false });
    expect(JSON.parse(stored.variablesToday)).toEqual({ division: '420502000000', since: '2026-10-01' });
    const later = await ask(
      officer,
      `query ($id: ID!) { trustedOperation(id: $id) { variablesToday } }`,
      { id: stored.id },
      { now: '2026-12-31T16:30:00.000Z' },
    );
    // Half past midnight of New Year in Shanghai.
    expect(later.data?.trustedOperation).toEqual({
      variablesToday: JSON.stringify({ division: '420502000000', since: '2026-12-01' }),
    });
  });

  test('gives the edition that is there when nothing changed but the layout', async () => {
    const once = storedIn(await ask(officer, register, { input: wish() }));
    const spaced = document.replaceAll('\n', '\n\n# a remark\n');
    const again = storedIn(await ask(officer, register, { input: wish({ document: spaced }) }));
    expect(again).toEqual(once);
    expect(once.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('becomes the next edition when it changes, and the earlier one keeps its link', async () => {
    const first = storedIn(await ask(officer, register, { input: wish() }));
    const changed = wish({ document: document.replace('category', 'category urgency') });
    const second = storedIn(await ask(officer, register, { input: changed }));
    expect(second).toMatchObject({ name: 'OpenNeeds', edition: first.edition + 1 });
    const linked = await ask(officer, `query ($id: ID!) { trustedOperation(id: $id) { document } }`, { id: first.id });
    expect(linked.data?.trustedOperation).toEqual({ document: first.document });
    const { data } = await ask(officer, list, { where: { name: 'OpenNeeds' } });
    expect(data?.trustedOperations).toMatchObject({ totalCount: 1, edges: [{ node: { id: second.id } }] });
  });

  test('is seen by its owner and those who look after the hub, and by everybody once it is shared', async () => {
    const stored = storedIn(await ask(worker, register, { input: wish() }));
    const seenBy = async (viewer: Viewer) => namesIn(await ask(viewer, list, { where: { owner: 'worker' } })).length;
    expect([await seenBy(worker), await seenBy(operator), await seenBy(auditor)]).toEqual([1, 1, 1]);
    expect([await seenBy(colleague), await seenBy(officer)]).toEqual([0, 0]);
    const door = `query ($id: ID!) { trustedOperation(id: $id) { id } }`;
    expect(reasonOf(await ask(colleague, door, { id: stored.id }))).toBe('NOT_FOUND');
    const shared = await ask(officer, register, { input: wish({ shared: true, titleEn: 'For all' }) });
    const { data } = await ask(colleague, door, { id: storedIn(shared).id });
    expect(data?.trustedOperation).toEqual({ id: storedIn(shared).id });
  });

  test('two owners may use one name and do not learn of each other', async () => {
    const hers = storedIn(await ask(worker, register, { input: wish() }));
    const his = storedIn(await ask(colleague, register, { input: wish() }));
    expect([his.edition, hers.id === his.id]).toEqual([1, false]);
  });

  test('is taken out of the list by its owner, and still opened by its link', async () => {
    const { id, version } = storedIn(await ask(colleague, register, { input: wish({ titleEn: 'To be retired' }) }));
    const retire = 'mutation ($input: RetireOperationInput!) { retireOperation(input: $input) { retiredAt } }';
    expect(reasonOf(await ask(officer, retire, { input: { id, version } }))).toBe('NOT_FOUND');
    const retired = await ask(colleague, retire, { input: { id, version } });
    expect(retired.data?.retireOperation).toEqual({ retiredAt: '2026-11-21T04:00:00.000Z' });
    expect(namesIn(await ask(colleague, list, { where: { owner: 'colleague' } }))).toEqual([]);
    expect((await ask(colleague, `query ($id: ID!) { trustedOperation(id: $id) { id } }`, { id })).data).toMatchObject({
      trustedOperation: { id },
    });
  });

  test('that ships is retired by nobody', async () => {
    const [shipped] = listedIn(await ask(operator, list, { where: { name: 'NeedsWithResources' } }));
    const retire = 'mutation ($input: RetireOperationInput!) { retireOperation(input: $input) { id } }';
    expect(reasonOf(await ask(operator, retire, { input: { id: shipped?.id, version: 1 } }))).toBe('FORBIDDEN');
  });

  test('has its title in the language of who asks', async () => {
    const titles = async (language: 'en' | 'zh') => {
      const [shipped] = listedIn(await ask(worker, list, { where: { name: 'NeedsWithResources' } }, { language }));
      return shipped?.title;
    };
    expect([await titles('en'), await titles('zh')]).toEqual([
      'Every need with what could meet it',
      '每项需求与可用资源',
    ]);
  });

  test.each([
    ['no GraphQL', wish({ document: '{ needs(' }), 'OPERATION_DOCUMENT', 'line 1, column 9'],
    [
      'a field that is not there',
      wish({ document: 'query A { needs { totals } }' }),
      'OPERATION_DOCUMENT',
      'line 1, column 19',
    ],
    ['no name', wish({ document: '{ needs { totalCount } }' }), 'OPERATION_DOCUMENT', 'with a name'],
    [
      'two operations',
      wish({ document: 'query A { me { role } } query B { me { role } }' }),
      'OPERATION_DOCUMENT',
      'exactly one',
    ],
    [
      'a change',
      wish({ document: 'mutation M { startMatchRun { id } }', variables: [] }),
      'OPERATION_CHANGES',
      'only queries',
    ],
    ['an empty title', wish({ titleZh: ' ' }), 'OPERATION_TEXT', 'titleZh has 0 characters'],
    [
      'a default of no variable',
      wish({ variables: [{ name: 'until', value: '1' }] }),
      'OPERATION_VARIABLE',
      'one of division, since, many',
    ],
    [
      'a default of another type',
      wish({ variables: [{ name: 'many', value: '"ten"' }] }),
      'OPERATION_DEFAULT',
      'type Int',
    ],
    [
      'a default that is no JSON',
      wish({ variables: [{ name: 'since', value: '2026-1' }] }),
      'OPERATION_DEFAULT',
      'JSON',
    ],
    [
      'a relative day that is none',
      wish({ variables: [{ name: 'since', relative: 'last summer' }] }),
      'OPERATION_DEFAULT',
      'first day of last month',
    ],
    [
      'two defaults at once',
      wish({ variables: [{ name: 'division', value: '"1"', relative: 'my division' }] }),
      'OPERATION_DEFAULT',
      'not both',
    ],
  ])('refuses %s and says what was expected', async (_, input, reason, words) => {
    const answer = await ask(officer, register, { input });
    expect(reasonOf(answer)).toBe(reason);
    expect(answer.errors?.[0]?.message).toContain(words);
  });

  test('may be shared by operators and district officers, and kept by nobody who only watches', async () => {
    expect(reasonOf(await ask(worker, register, { input: wish({ shared: true }) }))).toBe('FORBIDDEN');
    expect(reasonOf(await ask(auditor, register, { input: wish() }))).toBe('FORBIDDEN');
  });

  test('an idempotency key registers once', async () => {
    const key = { idempotencyKey: 'key-1' };
    const first = await ask(officer, register, { input: wish({ titleEn: 'Keyed' }) }, key);
    await ask(officer, register, { input: wish({ titleEn: 'In between' }) });
    const again = await ask(officer, register, { input: wish({ titleEn: 'Keyed' }) }, key);
    expect(storedIn(again)).toMatchObject({ id: storedIn(first).id });
  });

  test('many registered at once are counted one after the other', async () => {
    const crowd = somebody('crowd');
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) => ask(crowd, register, { input: wish({ titleEn: `Try ${at}` }) })),
    );
    expect(answers.map((answer) => storedIn(answer).edition).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
