import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Viewer } from '@hub/engine-policy';
import type { GraphAnswer, Subgraph } from '@hub/kernel';
import { asker, createStoreOfTest, openingOfTest, storesOfTest } from '@hub/kernel/testing';
import { publishedWorkdays } from '@hub/values';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isSignedBy } from '../src/delivery/signature.ts';
import { deliveryFilesIn } from '../src/delivery/writeDeliveryFile.ts';
import { openOperations } from '../src/index.ts';
import type { ScheduleRow } from '../src/schedule/schedule.entity.ts';
import { type DeliveriesOfTest, openDeliveries, runOf } from './deliveries.ts';
import { honest, openReceiver } from './receiver.ts';

const receiver = await openReceiver();
afterAll(() => receiver.close());

const officer: Viewer = {
  subject: 'officer',
  role: 'district-officer',
  divisions: ['420502000000'],
  organisation: 'org_civil_affairs',
  purpose: 'RESOURCE_MATCHING',
  basis: 'STATUTORY_DUTY',
  tokenId: 'token_1',
  agreement: null,
  grant: null,
  caseReference: null,
};
const other: Viewer = { ...officer, subject: 'other' };
const operator: Viewer = { ...officer, subject: 'operator', role: 'operator', organisation: 'org_hub', purpose: null };
const auditor: Viewer = { ...officer, subject: 'auditor', role: 'auditor', purpose: 'AUDIT' };

const open = `mutation ($input: OpenDeliveryTargetInput!) { openDeliveryTarget(input: $input) { key target { id version kind format url schedules } } }`;
const inbox = `query ($where: DeliveryFilter) { deliveries(where: $where) { edges { node { id version status sequence
  newRows changedRows goneRows reason { code text } target { id name url } attempts { number outcome { code } statusCode }
  changes { totalCount edges { node { kind identity set cells { column value changed before } matches { kind } } } } } } totalCount } }`;
const register = 'mutation ($input: RegisterOperationInput!) { registerOperation(input: $input) { id } }';
const texts = { titleZh: '需求', titleEn: 'Needs', descriptionZh: '需求', descriptionEn: 'Needs' };
const scheduleOfTest: Omit<ScheduleRow, 'id' | 'name' | 'owner' | 'operationId'> = {
  version: 1,
  organisationId: null,
  variablesSealed: '',
  delegationId: 'delegation_1',
  language: 'en',
  cron: null,
  days: 'ANY',
  onChange: '',
  state: 'PAUSED',
  overlap: 'SKIP',
  misfire: 'SKIP',
  attempts: 1,
  backoffSeconds: 1,
  backoffCeilingSeconds: 1,
  timeoutSeconds: 60,
  createdAt: '2026-11-21T04:00:00.000Z',
  nextDueAt: null,
  wakeAt: null,
  lastOrdinal: 0,
};
const codeOf = ({ errors }: GraphAnswer) => errors?.[0]?.extensions?.reason ?? errors?.[0]?.extensions?.code;

interface Target {
  readonly id: string;
  readonly version: number;
}
interface Node extends Target {
  readonly status: string;
  readonly changes: { readonly totalCount: number; readonly edges: readonly { readonly node: object }[] } | null;
}
const rootOf = <Root>({ data }: GraphAnswer, field: string): Root => data?.[field] as Root;
const nodesOf = (answer: GraphAnswer) =>
  rootOf<{ readonly edges: readonly { readonly node: Node }[] }>(answer, 'deliveries').edges.map(({ node }) => node);

describe.each(storesOfTest)('deliveries in GraphQL on %s', (name) => {
  const stores = createStoreOfTest(name);
  const folder = mkdtempSync(join(tmpdir(), 'hub-deliveries-'));
  let subgraph: Subgraph;
  let at: DeliveriesOfTest;
  let ask: ReturnType<typeof asker<Viewer | null>>;
  const targets: Record<string, Target> = {};
  let key = '';

  const openOne = async (input: object, viewer = officer) =>
    ask(viewer, open, { input: { schedules: ['schedule_1'], ...input } });
  const opened = async (input: object) => {
    const { data, errors } = await openOne(input);
    expect(errors).toBeUndefined();
    return data?.openDeliveryTarget as { readonly key: string | null; readonly target: Target };
  };
  const only = async (target: string, viewer = officer, more: object = {}) =>
    nodesOf(await ask(viewer, inbox, { where: { target: targets[target]?.id, ...more } }));

  async function addSchedule(id: string, operation: string, selection: string, owner = officer): Promise<void> {
    const input = { document: `query ${operation} ${selection}`, ...texts };
    const answer = await ask(owner, register, { input });
    const operationId = rootOf<{ readonly id: string }>(answer, 'registerOperation').id;
    const row = { ...scheduleOfTest, id, name: id, owner: owner.subject, operationId };
    await at.store.write(({ db }) => db.insertInto('schedule').values(row).execute());
  }

  beforeAll(async () => {
    receiver.behave(honest);
    const location = stores.place('operations');
    subgraph = await openOperations(openingOfTest(location), {
      delivery: { networks: '127.0.0.0/8', authorities: null, folder, keptDays: 30 },
      workdays: publishedWorkdays,
      keptRunDays: 365,
      keptExportHours: 24,
    });
    ask = asker(subgraph);
    at = await openDeliveries(location, { certificate: receiver.certificate, folder, seed: `deliveries-${name}` });
    await addSchedule('schedule_1', 'OpenNeeds', '{ needs { edges { node { id } } } }');
    await addSchedule('schedule_nameless', 'Statuses', '{ needs { edges { node { status } } } }');
    await addSchedule('schedule_other', 'OpenNeeds', '{ needs { edges { node { id } } } }', other);
    const webhook = await opened({ name: '平台', kind: 'WEBHOOK', url: receiver.url });
    key = webhook.key ?? '';
    targets.webhook = webhook.target;
    targets.file = (await opened({ name: '文件', kind: 'FILE', format: 'CSV' })).target;
    targets.inbox = (await opened({ name: '收件箱', kind: 'INBOX' })).target;
    await at.run(runOf(1, { need_1: 1, need_2: 1 }));
    await at.deliverAll();
    await at.run(runOf(2, { need_1: 2 }));
    await at.deliverAll();
  });
  afterAll(async () => {
    await at.close();
    await subgraph.close();
    await stores.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ['without a name', { name: ' ', kind: 'INBOX' }, 'TARGET_NAME'],
    ['of no schedule', { name: 'a', kind: 'INBOX', schedules: [] }, 'TARGET_SCHEDULES'],
    ['of a schedule that is not there', { name: 'a', kind: 'INBOX', schedules: ['schedule_x'] }, 'NOT_FOUND'],
    ['of a schedule of somebody else', { name: 'a', kind: 'INBOX', schedules: ['schedule_other'] }, 'NOT_FOUND'],
    [
      'of rows without identity',
      { name: 'a', kind: 'INBOX', schedules: ['schedule_nameless'] },
      'ROWS_WITHOUT_IDENTITY',
    ],
    ['of what is no schedule', { name: 'a', kind: 'INBOX', schedules: ['a|b'] }, 'TARGET_SCHEDULES'],
    ['in the open', { name: 'a', kind: 'WEBHOOK', url: 'http://receiver.test/' }, 'WEBHOOK_URL'],
    ['with a password', { name: 'a', kind: 'WEBHOOK', url: 'https://a:b@receiver.test/' }, 'WEBHOOK_URL'],
    ['nowhere', { name: 'a', kind: 'WEBHOOK' }, 'WEBHOOK_URL'],
    ['in a private network', { name: 'a', kind: 'WEBHOOK', url: 'https://10.0.0.1/' }, 'WEBHOOK_ADDRESS'],
    [
      'in a private network, written as one number',
      { name: 'a', kind: 'WEBHOOK', url: 'https://167772161/' },
      'WEBHOOK_ADDRESS',
    ],
    ['that is a file at an address', { name: 'a', kind: 'FILE', url: receiver.url }, 'TARGET_PART'],
    ['that is an inbox with a format', { name: 'a', kind: 'INBOX', format: 'CSV' }, 'TARGET_PART'],
  ])('a target %s is refused', async (_, input, reason) => {
    expect(codeOf(await openOne(input))).toBe(reason);
  });

  test('an auditor opens no target', async () => {
    expect(codeOf(await openOne({ name: 'a', kind: 'INBOX' }, auditor))).toBe('FORBIDDEN');
  });

  test('the inbox gives its owner what changed, from what to what, page by page', async () => {
    const [second, first] = await only('inbox');
    expect(first).toMatchObject({ status: 'DELIVERED', sequence: 1, newRows: 2, changes: { totalCount: 2 } });
    expect(second).toMatchObject({ status: 'DELIVERED', sequence: 2, changedRows: 1, goneRows: 1 });
    expect(second?.changes?.edges).toEqual([
      {
        node: {
          kind: 'CHANGED',
          identity: 'need_1',
          set: 'needs',
          matches: [],
          cells: [
            { column: 'id', value: '"need_1"', changed: false, before: null },
            { column: 'status', value: '"OPEN"', changed: false, before: null },
            { column: 'units', value: '2', changed: true, before: '1' },
          ],
        },
      },
      { node: { kind: 'GONE', identity: 'need_2', set: 'needs', cells: [], matches: [] } },
    ]);
    const page =
      'query ($id: ID!, $after: String) { delivery(id: $id) { changes(first: 1, after: $after) { pageInfo { endCursor hasNextPage } edges { node { identity } } } } }';
    interface Read {
      readonly changes: { readonly pageInfo: { readonly endCursor: string }; readonly edges: readonly object[] };
    }
    const read = async (after: string | null) =>
      rootOf<Read>(await ask(officer, page, { id: first?.id, after }), 'delivery').changes;
    const one = await read(null);
    const two = await read(one.pageInfo.endCursor);
    expect([...one.edges, ...two.edges]).toEqual([{ node: { identity: 'need_1' } }, { node: { identity: 'need_2' } }]);
  });

  test('what is read is noted with the records that it names', async () => {
    const { disclosures } = await ask(officer, inbox, { where: { target: targets.inbox?.id } });
    expect(disclosures.map(({ type, classes, about }) => [type, ...classes, ...about])).toEqual([
      ['Delivery', 'CASE', 'Need:need_1'],
      ['Delivery', 'CASE', 'Need:need_1', 'Need:need_2'],
    ]);
  });

  test('rows are withheld from their owner under a purpose that does not give them', async () => {
    const answer = await ask({ ...officer, purpose: 'STATISTICS' }, inbox, { where: { target: targets.inbox?.id } });
    expect(nodesOf(answer).map(({ changes }) => changes)).toEqual([null, null]);
    expect(answer.withheld).toEqual([{ field: 'Delivery.changes', fieldClass: 'CASE', needed: 'ROLE_AND_PURPOSE' }]);
    expect(answer.disclosures).toEqual([]);
  });

  test('an operator sees how it went, and neither rows, nor how many, nor where to', async () => {
    const [node] = await only('webhook', operator);
    expect(node).toMatchObject({
      status: 'DELIVERED',
      newRows: null,
      changedRows: null,
      changes: null,
      target: { url: null },
    });
    expect(node).toMatchObject({ attempts: [{ number: 1, outcome: { code: 'DELIVERED' }, statusCode: 204 }] });
  });

  test('somebody else sees nothing, and changes nothing', async () => {
    expect(nodesOf(await ask(other, inbox))).toEqual([]);
    expect((await ask(other, inbox)).data?.deliveries).toMatchObject({ totalCount: 0 });
    const [node] = await only('inbox');
    const input = { id: node?.id, version: node?.version };
    for (const viewer of [other, operator])
      for (const change of ['acknowledgeDelivery', 'resendDelivery', 'discardDelivery'])
        expect(
          codeOf(await ask(viewer, `mutation ($input: DeliveryInput!) { ${change}(input: $input) { id } }`, { input })),
        ).toBe('NOT_FOUND');
    expect(codeOf(await ask(other, 'query ($id: ID!) { delivery(id: $id) { id } }', { id: node?.id }))).toBe(
      'NOT_FOUND',
    );
  });

  test('a reader acknowledges what she has read, and asks for what she has not', async () => {
    const [node] = await only('inbox');
    const input = { id: node?.id, version: node?.version };
    const acknowledge = 'mutation ($input: DeliveryInput!) { acknowledgeDelivery(input: $input) { acknowledgedAt } }';
    expect((await ask(officer, acknowledge, { input })).data?.acknowledgeDelivery).toEqual({
      acknowledgedAt: '2026-11-21T04:00:00.000Z',
    });
    expect(await only('inbox', officer, { unread: true })).toHaveLength(1);
  });

  test('what the target lost is sent once more under its key, and moves nothing', async () => {
    const before = receiver.stored.length;
    const [node] = await only('webhook', officer, { status: 'DELIVERED' });
    const resend = 'mutation ($input: DeliveryInput!) { resendDelivery(input: $input) { dueAt status } }';
    await ask(officer, resend, { input: { id: node?.id, version: node?.version } });
    await at.deliverAll();
    const [again] = receiver.stored.slice(before);
    expect(receiver.stored.filter(({ idempotencyKey }) => idempotencyKey === again?.idempotencyKey)).toHaveLength(2);
    expect(await at.run(runOf(3, { need_1: 2 }))).toMatchObject({ changed: 0 });
  });

  test('a dead delivery stops its lane until it is given up, and the next run tells everything since', async () => {
    receiver.behave(() => ({ stores: false, answers: 500 }));
    await at.run(runOf(4, { need_1: 3 }));
    await at.run(runOf(5, { need_1: 4 }));
    await at.deliverAll();
    receiver.behave(honest);
    const [, dead] = await only('webhook');
    expect(dead).toMatchObject({ status: 'DEAD', reason: { code: 'STATUS_REFUSED' } });
    const discard = 'mutation ($input: DeliveryInput!) { discardDelivery(input: $input) { status reason { text } } }';
    const { data } = await ask(
      officer,
      discard,
      { input: { id: dead?.id, version: dead?.version } },
      { language: 'zh' },
    );
    expect(data?.discardDelivery).toEqual({ status: 'DISCARDED', reason: { text: '已由所有者放弃。' } });
    expect((await only('webhook')).slice(0, 2)).toMatchObject([{ status: 'DISCARDED' }, { status: 'DISCARDED' }]);
    const before = receiver.stored.length;
    await at.run(runOf(6, { need_1: 5 }));
    await at.deliverAll();
    const bodies = receiver.stored.slice(before).map(({ body }) => JSON.parse(body));
    expect(bodies).toMatchObject([
      { since: 'run_0002', changes: [{ kind: 'CHANGED', columns: [{ column: 'units', from: 2, to: 5 }] }] },
    ]);
  });

  test('a dead delivery goes out in its turn when it is sent again', async () => {
    receiver.behave(() => ({ stores: false, answers: 500 }));
    await at.run(runOf(7, { need_1: 6 }));
    await at.run(runOf(8, { need_1: 7 }));
    await at.deliverAll();
    receiver.behave(honest);
    const before = receiver.stored.length;
    const [, dead] = await only('webhook');
    await ask(officer, 'mutation ($input: DeliveryInput!) { resendDelivery(input: $input) { id } }', {
      input: { id: dead?.id, version: dead?.version },
    });
    await at.deliverAll();
    const told = receiver.stored
      .slice(before)
      .map(
        ({ body }) =>
          (JSON.parse(body) as { readonly changes: readonly { readonly row: { readonly units: number } }[] }).changes[0]
            ?.row.units,
      );
    expect(told).toEqual([6, 7]);
  });

  test('a webhook is signed with both keys for a day after its key was changed', async () => {
    const [target] = await only('webhook');
    const id = targets.webhook?.id;
    expect(target).toBeDefined();
    const rotate =
      'mutation ($input: DeliveryTargetInput!) { rotateDeliveryKey(input: $input) { key target { version formerKeyUntil } } }';
    const rotated = await ask(officer, rotate, { input: { id, version: targets.webhook?.version } }, { now: at.now() });
    const next = rootOf<{ readonly key: string }>(rotated, 'rotateDeliveryKey').key;
    expect(next).not.toBe(key);
    const signedBy = async (ordinal: number, units: number) => {
      const before = receiver.stored.length;
      await at.run(runOf(ordinal, { need_1: units }));
      await at.deliverAll();
      const [one] = receiver.stored.slice(before);
      return [key, next].map((secret) => isSignedBy(secret, one?.signature ?? '', one?.body ?? '', at.now()));
    };
    expect(await signedBy(9, 90)).toEqual([true, true]);
    at.pass(25 * 3_600_000);
    expect(await signedBy(10, 100)).toEqual([false, true]);
  });

  test('files are in the folder of their target, in order, whole', async () => {
    const files = await deliveryFilesIn({ root: folder, folder: targets.file?.id ?? '' });
    expect(files.map((file) => file.replace(/delivery_\w+/, 'KEY')).slice(0, 2)).toEqual([
      'schedule_1-000001-KEY.csv',
      'schedule_1-000002-KEY.csv',
    ]);
    expect(files.filter((file) => file.endsWith('.part'))).toEqual([]);
  });

  test('an ended target takes nothing more, and what was on its way says so', async () => {
    receiver.behave(() => ({ stores: false, answers: 500 }));
    await at.run(runOf(11, { need_1: 110 }));
    await at.deliver();
    const { data } = await ask(officer, 'query ($id: ID!) { deliveryTarget(id: $id) { version } }', {
      id: targets.webhook?.id,
    });
    const input = { id: targets.webhook?.id, version: (data?.deliveryTarget as Target | undefined)?.version };
    await ask(officer, 'mutation ($input: DeliveryTargetInput!) { endDeliveryTarget(input: $input) { endedAt } }', {
      input,
    });
    await at.deliverAll();
    expect((await only('webhook'))[0]).toMatchObject({
      status: 'WITHHELD',
      reason: { code: 'TARGET_ENDED', text: 'The target is ended.' },
    });
    expect(await at.run(runOf(12, { need_1: 120 }))).toMatchObject({ changed: 1 });
    expect((await only('webhook')).filter(({ status }) => status === 'PENDING')).toEqual([]);
  });
});
