import { createHash } from 'node:crypto';
import type { Viewer } from '@hub/engine-policy';
import type { DelegatedAnswer, GraphAnswer } from '@hub/kernel';
import { createStoreOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  answered,
  failed,
  type Office,
  officer,
  openDesk,
  openOffice,
  refused,
  setClock,
  viewerOf,
} from './calendar.ts';
import { answersWith, type ExportProcess, type NeedOfTest, openExportProcess } from './exports.ts';

const other = viewerOf('other');
const operator = viewerOf('operator', { role: 'operator', organisation: 'org_hub', purpose: null });
const auditor = viewerOf('auditor', { role: 'auditor', purpose: 'AUDIT' });

const needs: readonly NeedOfTest[] = [1, 2, 3, 4, 5].map((at) => ({ id: `need_${at}`, status: 'OPEN', units: at }));
const jsonl = needs.map((need) => `${JSON.stringify(need)}\n`).join('');

const start = `mutation ($input: StartBulkExportInput!) { startBulkExport(input: $input) { id version state format } }`;
const cancel = `mutation ($input: CancelBulkExportInput!) { cancelBulkExport(input: $input) { id state } }`;
const one = `query ($id: ID!, $number: Int!) { bulkExport(id: $id) { id version owner state pages rows cost outcome outcomeText
  requestedAt startedAt endedAt expiresAt fileName bytes sha256 pieces piece(number: $number) operation { name } delegation { id } } }`;
const list = '{ bulkExports { totalCount edges { node { id owner state pages rows bytes sha256 pieces } } } }';
const register = 'mutation ($input: RegisterOperationInput!) { registerOperation(input: $input) { id } }';
const texts = { titleZh: '需求', titleEn: 'Needs', descriptionZh: '需求', descriptionEn: 'Needs', shared: true };

interface Told {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly [field: string]: unknown;
}
const rootOf = ({ data, errors }: GraphAnswer, field: string): Told => {
  if (!data?.[field]) throw new Error(errors?.[0]?.message ?? `no ${field}`);
  return data[field] as Told;
};
const codeOf = ({ errors }: GraphAnswer) => errors?.[0]?.extensions?.reason ?? errors?.[0]?.extensions?.code;

describe.each(storesOfTest)('bulk exports on %s', (name) => {
  const stores = createStoreOfTest(name);
  const clock = setClock('2026-11-21T04:00:00.000Z');
  const desk = openDesk();
  let office: Office;
  let hub: ExportProcess;
  let peer: ExportProcess;
  let operation = '';
  const pass = (seconds: number) => clock.set(new Date(clock().getTime() + seconds * 1000).toISOString());

  beforeAll(async () => {
    office = await openOffice(stores, clock);
    hub = await openExportProcess(stores, clock, desk, 'hub');
    peer = await openExportProcess(stores, clock, desk, 'peer');
    const document =
      'query OpenNeeds($status: NeedStatus) { needs(where: { status: $status }) { edges { node { id status units } } } }';
    const variables = [{ name: 'status', value: '"OPEN"' }];
    operation = rootOf(
      await office.ask(register, { input: { document, variables, ...texts } }),
      'registerOperation',
    ).id;
  });
  beforeEach(() => answersWith(desk, needs));
  afterAll(async () => {
    await hub.close();
    await peer.close();
    await office.close();
    await stores.remove();
  });

  const begun = async (parts: object = {}, viewer = officer) =>
    rootOf(
      await office.ask(start, { input: { operation, delegation: 'delegation_1', format: 'JSONL', ...parts } }, viewer),
      'startBulkExport',
    );
  const told = async ({ id }: Pick<Told, 'id'>, viewer: Viewer = officer, number = 1) =>
    rootOf(await office.ask(one, { id, number }, viewer), 'bulkExport');
  const giveUp = async (of: Told) => office.ask(cancel, { input: { id: of.id, version: (await told(of)).version } });
  const fileOf = async (of: Pick<Told, 'id'>) => Buffer.from(String((await told(of)).piece), 'base64');

  test('asks for every page under the delegation, and gives the rows as a file to whoever asked', async () => {
    const before = desk.asked.length;
    const made = await begun();
    expect(made).toMatchObject({ state: 'WAITING', format: 'JSONL' });
    expect(await told(made)).toMatchObject({ state: 'WAITING', pages: 0, piece: null });
    await hub.work();
    const asked = desk.asked.slice(before).filter(({ query }) => query.includes('needs'));
    expect(asked.map(({ variables }) => variables)).toEqual(
      [null, '2', '4'].map((pageAfter) => ({ status: 'OPEN', pageAfter })),
    );
    for (const question of asked)
      expect(question).toMatchObject({ delegation: 'delegation_1', subject: 'officer', requestId: made.id });
    const ready = await told(made);
    expect(ready).toMatchObject({
      state: 'READY',
      pages: 3,
      rows: 5,
      cost: 21,
      outcome: null,
      expiresAt: '2026-11-22T04:00:00.000Z',
      fileName: 'OpenNeeds-20261121-040000.jsonl',
      pieces: 1,
      operation: { name: 'OpenNeeds' },
      delegation: { id: 'delegation_1' },
    });
    const file = await fileOf(made);
    expect(file.toString()).toBe(jsonl);
    expect([ready.bytes, ready.sha256]).toEqual([file.length, createHash('sha256').update(file).digest('hex')]);
    expect((await told(made, officer, 2)).piece).toBeNull();
  });

  test('writes CSV that a spreadsheet opens, and workbooks', async () => {
    const csv = await begun({ format: 'CSV' });
    const xlsx = await begun({ format: 'XLSX' });
    await hub.work();
    expect((await fileOf(csv)).toString()).toBe(
      `\uFEFF${['id,status,units', ...needs.map(({ id, status, units }) => `${id},${status},${units}`), ''].join('\r\n')}`,
    );
    expect((await fileOf(xlsx)).subarray(0, 2).toString()).toBe('PK');
  });

  test('has a head and no rows where nothing is answered', async () => {
    answersWith(desk, []);
    const made = await begun({ format: 'CSV' });
    await hub.work();
    expect((await fileOf(made)).toString()).toBe('\uFEFFid,status,units\r\n');
  });

  test('counts a row once that moved while pages were turned', async () => {
    const moved = [...needs.slice(0, 3), { ...needs[0], units: 9 } as NeedOfTest, ...needs.slice(3)];
    answersWith(desk, moved);
    const made = await begun();
    await hub.work();
    const rows = (await fileOf(made))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as NeedOfTest);
    expect(rows.map(({ id, units }) => `${id} ${units}`)).toEqual([
      'need_1 9',
      'need_2 2',
      'need_3 3',
      'need_4 4',
      'need_5 5',
    ]);
    expect((await told(made)).rows).toBe(5);
  });

  test('takes values of its own for variables', async () => {
    const before = desk.asked.length;
    const made = await begun({ variables: [{ name: 'status', value: '"MET"' }] });
    await hub.work();
    expect(desk.asked[before]?.variables).toMatchObject({ status: 'MET' });
    expect((await told(made)).state).toBe('READY');
  });

  test('tells the ledger before there is a file, with the records in it', async () => {
    const before = hub.audited.length;
    const made = await begun({ format: 'CSV' });
    await hub.work();
    expect(hub.audited.slice(before)).toMatchObject([
      {
        action: 'EXPORT',
        actor: 'officer',
        tokenId: 'delegation_1',
        purpose: 'RESOURCE_MATCHING',
        operation: `OpenNeeds CSV ${made.id} 1/1`,
        requestId: made.id,
        fieldClasses: ['CASE'],
        subjects: needs.map(({ id }) => `Need:${id}`),
        rows: 5,
      },
    ]);
  });

  test('notes each reading of the file as a disclosure', async () => {
    const made = await begun();
    await hub.work();
    const { disclosures } = await office.ask(one, { id: made.id, number: 1 });
    expect(disclosures).toMatchObject([{ type: 'BulkExport', id: made.id, classes: expect.arrayContaining(['CASE']) }]);
  });

  test('keeps nothing in the open', async () => {
    answersWith(desk, [{ id: 'need_1', status: 'SECRET_STATUS', units: 1 }]);
    const made = await begun({ variables: [{ name: 'status', value: '"OPEN"' }] });
    await hub.work({ step: 'KEPT', time: 1 });
    expect(await hub.stored()).not.toMatch(/SECRET_STATUS|"OPEN"/);
    pass(120);
    await peer.work();
    expect((await told(made)).state).toBe('READY');
    expect(await hub.stored()).not.toContain(Buffer.from('SECRET_STATUS').toString('base64').slice(0, 12));
  });

  describe.each(['CLAIMED', 'ANSWERED', 'KEPT', 'AUDITED', 'WRITTEN'] as const)('killed at %s', (step) => {
    test.each(step === 'ANSWERED' || step === 'KEPT' ? [1, 2, 3] : [1])(
      'the %i. time, goes on in another process',
      async (time) => {
        const made = await begun();
        await hub.work({ step, time });
        pass(119);
        await peer.work();
        const state = (await told(made)).state;
        expect(state).toBe(step === 'WRITTEN' ? 'READY' : 'RUNNING');
        pass(1);
        await peer.work();
        expect(await told(made)).toMatchObject({ state: 'READY', rows: 5, pages: 3 });
        expect((await fileOf(made)).toString()).toBe(jsonl);
        expect(await hub.kept(made.id)).toBe(1);
      },
    );
  });

  test('ends with nothing kept when the delegation is revoked on the way', async () => {
    let pages = 0;
    answersWith(desk, needs, async () => (++pages > 2 ? refused('DELEGATION_REVOKED') : (undefined as never)));
    const made = await begun();
    await hub.work();
    expect(await told(made)).toMatchObject({
      state: 'REFUSED',
      outcome: 'DELEGATION_REVOKED',
      outcomeText: 'The delegation was revoked.',
      piece: null,
    });
    expect(await hub.kept(made.id)).toBe(0);
  });

  test('is refused at the end when the right gives less than is in it', async () => {
    const me = {
      role: 'district-officer',
      organisation: null,
      purpose: null,
      basis: null,
      policyVersion: 'test',
      classes: [],
    };
    answersWith(desk, needs, async ({ query }) =>
      query.includes('policyVersion') ? answered({ me }) : (undefined as never),
    );
    const made = await begun();
    await hub.work();
    expect(await told(made)).toMatchObject({ state: 'REFUSED', outcome: 'RIGHT_NARROWED', piece: null });
    expect(await hub.kept(made.id)).toBe(0);
  });

  test('tries a page again that a department did not answer, and fails with nothing kept where it never does', async () => {
    let answer: DelegatedAnswer | undefined = failed('SUBGRAPH_UNAVAILABLE');
    answersWith(desk, needs, async ({ variables }) =>
      variables.pageAfter === '2' && answer ? answer : (undefined as never),
    );
    const mended = await begun();
    await hub.work();
    expect(await told(mended)).toMatchObject({ state: 'RUNNING', pages: 1, rows: 2, outcome: 'SUBGRAPH_UNAVAILABLE' });
    answer = undefined;
    pass(10);
    await hub.work();
    expect((await fileOf(mended)).toString()).toBe(jsonl);

    answer = failed('SUBGRAPH_UNAVAILABLE');
    const hopeless = await begun();
    for (let time = 0; time < 8; time++) {
      await hub.work();
      pass(600);
    }
    expect(await told(hopeless)).toMatchObject({ state: 'FAILED', outcome: 'SUBGRAPH_UNAVAILABLE', piece: null });
    expect(await hub.kept(hopeless.id)).toBe(0);
  });

  test('gives up after six hours', async () => {
    answersWith(desk, needs, async () => failed('RATE_LIMITED'));
    const made = await begun();
    await hub.work();
    pass(6 * 3600);
    await hub.work();
    expect(await told(made)).toMatchObject({ state: 'FAILED', outcome: 'TIMED_OUT' });
  });

  test('is given up by its owner, while a page is on its way too', async () => {
    const made = await begun();
    answersWith(desk, needs, async ({ variables }) => {
      if (variables.pageAfter === '2') expect((await giveUp(made)).errors).toBeUndefined();
      return undefined as never;
    });
    await hub.work();
    expect(await told(made)).toMatchObject({ state: 'CANCELLED', piece: null });
    expect(await hub.kept(made.id)).toBe(0);
    expect(codeOf(await giveUp(made))).toBe('EXPORT_ENDED');
  });

  test('forgets a file that its owner gives up', async () => {
    const made = await begun();
    await hub.work();
    expect(await hub.kept(made.id)).toBe(1);
    await giveUp(made);
    expect(await told(made)).toMatchObject({ state: 'CANCELLED', piece: null });
    expect(await hub.kept(made.id)).toBe(0);
  });

  test('forgets a file when its time is over, and gives nothing of it from that moment on', async () => {
    const made = await begun();
    await hub.work();
    pass(24 * 3600 - 1);
    await hub.work();
    expect((await told(made)).piece).not.toBeNull();
    pass(1);
    expect((await told(made)).piece).toBeNull();
    await hub.work();
    expect(await told(made)).toMatchObject({ state: 'EXPIRED', piece: null });
    expect(await hub.kept(made.id)).toBe(0);
  });

  test.each(['READY', 'REFUSED', 'CANCELLED'])(
    'revokes a delegation made for it alone when it is %s',
    async (state) => {
      const before = desk.asked.length;
      const made = await begun({ endDelegation: true, delegation: 'delegation_once' });
      if (state === 'REFUSED')
        answersWith(desk, needs, async ({ query }) =>
          query.includes('needs') ? failed('FORBIDDEN') : (undefined as never),
        );
      if (state === 'CANCELLED') await giveUp(made);
      await hub.work();
      expect((await told(made)).state).toBe(state === 'REFUSED' ? 'FAILED' : state);
      const revoked = desk.asked.slice(before).filter(({ query }) => query.includes('revokeDelegation'));
      expect(revoked).toMatchObject([
        {
          delegation: 'delegation_once',
          subject: 'officer',
          variables: { input: { id: 'delegation_once', version: 3 } },
        },
      ]);
      await hub.work();
      expect(desk.asked.slice(before).filter(({ query }) => query.includes('revokeDelegation'))).toHaveLength(1);
    },
  );

  test('is its owner’s: others see nothing, and those who look after the hub see how it went', async () => {
    const made = await begun();
    await hub.work();
    const unknown = await office.ask(one, { id: 'export_unknown', number: 1 }, other);
    expect(await office.ask(one, { id: made.id, number: 1 }, other)).toEqual(unknown);
    expect(codeOf(await office.ask(cancel, { input: { id: made.id, version: 1 } }, other))).toBe('NOT_FOUND');
    expect(codeOf(await office.ask(cancel, { input: { id: made.id, version: 1 } }, operator))).toBe('NOT_FOUND');
    expect((await office.ask(list, {}, other)).data?.bulkExports).toEqual({ totalCount: 0, edges: [] });
    for (const viewer of [operator, auditor])
      expect(await told(made, viewer)).toMatchObject({
        owner: 'officer',
        state: 'READY',
        rows: null,
        bytes: null,
        sha256: null,
        pieces: null,
        piece: null,
      });
  });

  test('gives the file only under a purpose that gives what is in it, and says what is lacking', async () => {
    const made = await begun();
    await hub.work();
    const without = await office.ask(one, { id: made.id, number: 1 }, viewerOf('officer', { purpose: null }));
    expect(rootOf(without, 'bulkExport').piece).toBeNull();
    expect(without.withheld).toMatchObject([{ field: 'BulkExport.piece', fieldClass: 'CASE' }]);
  });

  test('refuses what is no query, what lacks a value, and a fourth one at a time', async () => {
    const answer = await office.ask('{ trustedOperations(where: { name: "FullMatchRun" }) { edges { node { id } } } }');
    const stored = rootOf(answer, 'trustedOperations') as unknown as {
      readonly edges: readonly { readonly node: Told }[];
    };
    const full = stored.edges[0]?.node;
    const ask = (parts: object, viewer = officer) =>
      office.ask(start, { input: { operation, delegation: 'delegation_1', format: 'CSV', ...parts } }, viewer);
    expect(codeOf(await ask({ operation: full?.id }))).toBe('EXPORT_CHANGES');
    expect(codeOf(await ask({ operation: 'operation_unknown' }))).toBe('NOT_FOUND');
    expect(codeOf(await ask({}, auditor))).toBe('FORBIDDEN');
    expect(codeOf(await ask({ variables: [{ name: 'nothing', value: '1' }] }))).toBe('OPERATION_VARIABLE');
    for (let at = 0; at < 3; at++) await begun();
    expect(codeOf(await ask({}))).toBe('EXPORTS_UNDER_WAY');
    await begun({}, other);
    await hub.work();
    await begun();
    await hub.work();
  });
});
