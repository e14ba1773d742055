import { createHmac } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { createVerification, parseLine } from '@hub/engine-ledger';
import { type Carrier, type GraphAnswer, systemCaller } from '@hub/kernel';
import { keysOfTest, nowOfTest } from '@hub/kernel/testing';
import { macsOf } from '@hub/vault';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Asking, type House, type Mode, openHouse } from './house.ts';

const modes: readonly Mode[] = ['embedded', 'distributed'];

interface Entry {
  readonly seq: number;
  readonly action: string;
  readonly actor: string;
  readonly role: string;
  readonly purpose: string | null;
  readonly basis: string | null;
  readonly request_id: string;
  readonly operation: string | null;
  readonly outcome: string;
  readonly fieldClasses: readonly string[];
  readonly subjects: readonly string[];
  readonly withheld: readonly string[];
}

const key = keysOfTest().ring('audit-pseudonym').secret('1');

/** A record as the ledger names it. */
const pseudonym = (record: string): string => {
  if (!key) throw new Error('The key of pseudonyms is not there.');
  return `${record.split(':')[0]}:1.${createHmac('sha256', key).update(record).digest('base64url').slice(0, 22)}`;
};

/** The ledger as it stands on the disk, read on a connection of its own. */
function ledgerOf(house: House, condition = 'true', ...values: string[]): Entry[] {
  const place = house.place('access');
  if (place.dialect !== 'sqlite') throw new Error('These tests read the file of the ledger.');
  const database = new DatabaseSync(place.file, { readOnly: true });
  const rows = database.prepare(`select * from audit_entry where ${condition} order by seq`).all(...values);
  database.close();
  const list = (text: unknown) => JSON.parse(String(text)) as string[];
  return rows.map((row) => ({
    ...(row as unknown as Entry),
    fieldClasses: list(row.field_classes),
    subjects: list(row.subjects),
    withheld: list(row.withheld),
  }));
}

interface NeedNode {
  readonly id: string;
  readonly client: { readonly id: string; readonly displayName: string } | null;
  readonly person: { readonly resident: { readonly id: string; readonly displayName: string } | null } | null;
  readonly matches: readonly unknown[] | null;
}
interface Page {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: NeedNode }[];
}
const needsIn = ({ data }: Answer): Page => data?.needs as Page;

const whoNeedsWhat = `query WhoNeedsWhat { needs(first: 10) { totalCount edges { node { id category
  client { id displayName } person { resident { id displayName assistance { category } } } matches { standing } } } } }`;
const open = `mutation OpenIt($client: ID!) { openNeed(input: { client: $client, category: ELDERLY_SUPPORT,
  serviceCode: HAIRCUT, units: 1, urgency: LOW }) { id status } }`;

describe.each(modes)('the ledger of the house, %s,', (mode) => {
  let house: House;
  let asked = 0;
  let before: Page;
  beforeAll(async () => {
    house = await openHouse(mode, 'SQLite');
  }, 120_000);
  afterAll(() => house.close());

  /** Asks, and gives the answer with what the ledger then holds of the request. */
  async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}, asking: Asking = {}) {
    const requestId = `audited-${++asked}`;
    const answer = await house.ask(query, variables, { ...asking, headers: { 'x-request-id': requestId } });
    return { answer, entries: ledgerOf(house, 'request_id = ?', requestId) };
  }
  const needs = async () => needsIn(await house.ask(whoNeedsWhat));

  test('says whose data left, to whom, for what and of which classes', async () => {
    const { answer, entries } = await ask(whoNeedsWhat);
    expect(entries).toMatchObject([
      {
        action: 'READ',
        actor: 'demo-district-officer',
        role: 'district-officer',
        purpose: 'RESOURCE_MATCHING',
        basis: 'STATUTORY_DUTY',
        operation: 'WhoNeedsWhat',
        outcome: 'ALLOWED',
        fieldClasses: ['ASSISTANCE', 'CASE', 'PERSONAL'],
      },
    ]);
    const told = needsIn(answer).edges.flatMap(({ node: { id, client, person } }) => [
      `Need:${id}`,
      ...(client?.displayName ? [`Client:${client.id}`] : []),
      ...(person?.resident?.displayName ? [`Resident:${person.resident.id}`] : []),
    ]);
    expect(told.some((subject) => subject.startsWith('Resident:'))).toBe(true);
    expect(entries[0]?.subjects).toEqual(expect.arrayContaining(told.map(pseudonym)));
  });

  test('says whose records were seen by what is about them', async () => {
    const { answer, entries } = await ask('{ needs(first: 10) { edges { node { id category client { id } } } } }');
    const clients = needsIn(answer).edges.map(({ node: { client } }) => pseudonym(`Client:${client?.id}`));
    expect(clients.length).toBeGreaterThan(0);
    expect(entries[0]?.subjects).toEqual(expect.arrayContaining(clients));
  });

  test('names records and never people', async () => {
    const page = await needs();
    const names = page.edges.flatMap(({ node: { client, person } }) => [
      client?.displayName,
      person?.resident?.displayName,
    ]);
    const text = JSON.stringify(ledgerOf(house));
    for (const name of names.filter((one) => one && one.length >= 3)) expect(text).not.toContain(name);
  });

  test.each([
    ['what is about nobody', '{ stations(first: 3) { edges { node { name } } } }', {}, []],
    [
      'what was withheld',
      '{ clients(first: 2) { edges { node { displayName phone } } } }',
      { purpose: null },
      [
        {
          action: 'REFUSED',
          outcome: 'ALLOWED',
          fieldClasses: [],
          subjects: [],
          withheld: ['CONTACT:PURPOSE', 'PERSONAL:PURPOSE'],
        },
      ],
    ],
    [
      'what was forbidden',
      '{ needs(where: { urgency: HIGH }) { totalCount } }',
      { purpose: null },
      [{ action: 'REFUSED', outcome: 'FAILED FORBIDDEN', subjects: [], purpose: null }],
    ],
    [
      'a change that may not be made',
      'mutation { closeNeed(input: { id: "need_0", version: 1, outcome: MET }) { id } }',
      { role: 'analyst', purpose: 'STATISTICS' },
      [
        { action: 'CHANGE_INTENT', outcome: 'INTENDED' },
        { action: 'CHANGE_OUTCOME', outcome: 'FAILED FORBIDDEN' },
      ],
    ],
    [
      'a change of what is not there',
      'mutation { closeNeed(input: { id: "need_0", version: 1, outcome: MET }) { id } }',
      { purpose: 'CASE_SERVICE' },
      [
        { action: 'CHANGE_INTENT', outcome: 'INTENDED' },
        { action: 'CHANGE_OUTCOME', outcome: 'FAILED NOT_FOUND' },
      ],
    ],
  ] satisfies [string, string, Asking, object[]][])(
    'keeps the right entries of %s',
    async (_, query, asking, expected) => {
      const { entries } = await ask(query, {}, asking);
      expect(entries).toHaveLength(expected.length);
      expect(entries).toMatchObject(expected);
    },
  );

  test('has the intent of a change before its outcome', async () => {
    const client = (await needs()).edges[0]?.node.client?.id;
    const { answer, entries } = await ask(open, { client }, { purpose: 'CASE_SERVICE' });
    const [{ id } = { id: '' }] = Object.values(answer.data ?? {}) as { id: string }[];
    expect(entries).toMatchObject([
      { action: 'CHANGE_INTENT', operation: 'OpenIt', outcome: 'INTENDED', subjects: [] },
      {
        action: 'CHANGE_OUTCOME',
        operation: 'OpenIt',
        outcome: 'ALLOWED',
        subjects: expect.arrayContaining([pseudonym(`Need:${id}`)]),
      },
    ]);
  });

  test('has what workers read and matched', async () => {
    const read = ledgerOf(house, "action = 'FEED'");
    expect(new Set(read.map(({ actor, role }) => `${role} ${actor}`))).toEqual(
      new Set(['worker linkage', 'worker matching', 'worker civil-affairs']),
    );
    const linked = new Set(read.filter(({ actor }) => actor === 'linkage').flatMap(({ subjects }) => subjects));
    const resident = (await needs()).edges.flatMap(({ node }) => node.person?.resident?.id ?? []);
    expect(resident.length).toBeGreaterThan(0);
    for (const id of resident) expect(linked).toContain(pseudonym(`Resident:${id}`));
    expect(ledgerOf(house, "role = 'worker' and action <> 'FEED'")).not.toEqual([]);
  });

  describe('for an auditor', () => {
    const auditor: Asking = { role: 'auditor', purpose: 'AUDIT' };
    const entriesIn = (connection: unknown) =>
      ((connection as { edges?: readonly { node: Entry }[] } | null)?.edges ?? []).map(({ node }) => node);

    test('tells who saw the data of a person, officers and workers, across departments', async () => {
      const { data } = await house.ask(
        '{ needs(first: 10) { edges { node { person { id resident { displayName } } } } } }',
      );
      const people = needsIn({ status: 200, data: data ?? null }).edges as unknown as {
        readonly node: { readonly person: { readonly id: string; readonly resident: object | null } | null };
      }[];
      const seen = people.map(({ node }) => node.person).find((person) => person?.resident);
      const { answer, entries } = await ask(
        `query Saw($person: ID!) { whoSawMyData(person: $person) { id accesses(first: 100) {
          edges { node { actor role action departments purpose requestId } } } } }`,
        { person: seen?.id },
        auditor,
      );
      expect(answer.errors).toBeUndefined();
      const found = entriesIn((answer.data?.whoSawMyData as { accesses?: unknown } | undefined)?.accesses);
      expect(found).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ role: 'worker', action: 'FEED', actor: 'linkage' }),
          expect.objectContaining({ role: 'district-officer', action: 'READ', purpose: 'RESOURCE_MATCHING' }),
        ]),
      );
      expect(entries).toMatchObject([
        { action: 'READ', role: 'auditor', purpose: 'AUDIT', fieldClasses: ['OVERSIGHT'] },
      ]);
      expect(entries[0]?.subjects).toContain(pseudonym(`Person:${seen?.id}`));
    });

    test('gives entries by filter, and nobody else', async () => {
      const query = '{ auditEntries(where: { action: "CHANGE_INTENT" }, first: 1) { edges { node { action } } } }';
      const { answer } = await ask(query, {}, auditor);
      expect(entriesIn(answer.data?.auditEntries)).toEqual([{ action: 'CHANGE_INTENT' }]);
      expect((await ask(query)).answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    });

    test('is whole', async () => {
      const key = keysOfTest().ring('audit-seal');
      const access = house.hub.carriers.get('access') as Carrier;
      const verification = createVerification({ mac: macsOf(key).mac });
      for (let after: number | null = 0; after !== null; ) {
        const { data }: GraphAnswer = await access.execute(
          {
            query: 'query ($after: SafeInteger!) { ledgerLines(after: $after, first: 1000) { lines strayIndex next } }',
            variables: { after },
          },
          systemCaller('verifying', 'en', new Date(nowOfTest)),
        );
        const part = data?.ledgerLines as { lines: string[]; strayIndex: number[]; next: number | null };
        for (const line of part.lines) verification.take(parseLine(line));
        for (const seq of part.strayIndex) verification.strayIndex(seq);
        after = part.next;
      }
      expect(verification.end()).toMatchObject({ whole: true, problems: [] });
    });
  });

  describe('while access is down', () => {
    let entriesBefore: number;
    const refusal = {
      message: 'access does not answer at the moment.',
      extensions: { code: 'SUBGRAPH_UNAVAILABLE', department: 'access' },
    };
    beforeAll(async () => {
      before = await needs();
      entriesBefore = ledgerOf(house).length;
      await house.stop('access');
    });
    afterAll(() => house.reopen(), 60_000);

    test.each([
      ['a viewer who is known already', {}],
      ['a viewer who comes anew', { role: 'street-worker' }],
    ] satisfies [string, Asking][])('nothing about people leaves, for %s', async (_, asking) => {
      const answer = await house.ask(whoNeedsWhat, {}, asking);
      expect(answer.status).toBe(503);
      expect(answer.data ?? null).toBeNull();
      expect(answer.errors).toEqual([refusal]);
    });

    test('nothing is changed', async () => {
      const client = before.edges[0]?.node.client?.id;
      const answer = await house.ask(open, { client }, { purpose: 'CASE_SERVICE' });
      expect(answer.errors).toEqual([refusal]);
      expect(ledgerOf(house)).toHaveLength(entriesBefore);
    });

    test('what is about nobody is still told', async () => {
      const { data, errors } = await house.ask('{ stations(first: 1) { edges { node { name } } } }');
      expect(errors).toBeUndefined();
      expect(data?.stations).not.toBeNull();
    });
  });

  test('after an outage of access all is as it was', async () => {
    expect(before).toBeDefined();
    expect(await needs()).toEqual(before);
  });
});
