import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Viewer } from '@hub/engine-policy';
import type { Subgraph } from '@hub/kernel';
import { asker, createStoreOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAccess } from '../src/index.ts';
import { appendTo, config, entry, openingIn } from './ledger.ts';

const auditor: Viewer = {
  subject: 'auditor_1',
  role: 'auditor',
  divisions: ['420502000000'],
  organisation: null,
  purpose: 'AUDIT',
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
};

interface Connection {
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, unknown>> }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly totalCount: number;
}

const entriesOf = `query ($where: AuditEntryFilter, $first: Int, $after: String) {
  auditEntries(where: $where, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { cursor node { seq requestId actor role purpose fieldClasses departments subjects minors withheld rows hash } }
  }
}`;
const accesses = `query ($people: [_Any!]!) { _entities(representations: $people) { ... on Person {
  id accesses(first: 10) { totalCount edges { node { requestId departments } } }
} } }`;

describe.each(storesOfTest)('an auditor on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  const folder = mkdtempSync(join(tmpdir(), 'hub-auditor-'));
  let access: Subgraph;
  let ask: ReturnType<typeof asker>;
  const page = async (where: object, more: object = {}) => {
    const { data, errors } = await ask(auditor, entriesOf, { where, first: 50, ...more });
    expect(errors).toBeUndefined();
    return data?.auditEntries as Connection;
  };
  const requests = async (where: object) => (await page(where)).edges.map(({ node }) => node.requestId);

  beforeAll(async () => {
    access = await openAccess(openingIn(stores.place('access'), folder), config);
    ask = asker(access);
    await appendTo(
      access,
      entry('station', { actor: 'worker_1', role: 'station-worker', subjects: ['Client:c1'], organisation: 'org_1' }),
      entry('fund', { role: 'charity-partner', subjects: ['Beneficiary:b1'], at: '2026-11-20T00:00:00.000Z' }),
      entry('feed', {
        action: 'FEED',
        actor: 'linkage',
        role: 'worker',
        purpose: null,
        basis: null,
        subjects: ['Resident:r1', 'Resident:r2'],
      }),
      entry('child', { subjects: ['Client:c2'], minors: ['Client:c2'], grant: 'grant_1', approver: 'chief' }),
      entry('emergency', { subjects: ['Client:c2'], minors: ['Client:c2'], grant: 'grant_2' }),
      entry('bare', { subjects: ['Client:c2', 'Client:c3'], minors: ['Client:c2', 'Client:c3'] }),
      entry('refused', { action: 'REFUSED', subjects: [], fieldClasses: [], withheld: ['PERSONAL:MINOR_APPROVAL'] }),
      entry('other year', { subjects: ['Client:c2'], minors: ['Client:c2'], at: '2025-12-31T15:59:59.000Z' }),
      entry('new year', { subjects: ['Client:c2'], minors: ['Client:c2'], at: '2025-12-31T16:00:00.000Z' }),
    );
  });
  afterAll(async () => {
    await access.close();
    await stores.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test('reads entries newest first, page by page, with records as pseudonyms', async () => {
    const first = await page({}, { first: 4 });
    expect(first.edges.map(({ node }) => node.seq)).toEqual([9, 8, 7, 6]);
    expect(first).toMatchObject({ totalCount: 9, pageInfo: { hasNextPage: true } });
    const second = await page({}, { first: 50, after: first.pageInfo.endCursor });
    expect(second.edges.map(({ node }) => node.seq)).toEqual([5, 4, 3, 2, 1]);
    expect(second.edges.at(-1)?.node).toMatchObject({
      actor: 'worker_1',
      departments: ['social-work'],
      subjects: [expect.stringMatching(/^Client:1\.[\w-]{22}$/)],
      fieldClasses: ['CASE', 'PERSONAL'],
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test.each([
    [{ actor: 'worker_1' }, ['station']],
    [{ role: 'charity-partner' }, ['fund']],
    [{ action: 'FEED' }, ['feed']],
    [{ organisation: 'org_1' }, ['station']],
    [{ requestId: 'bare' }, ['bare']],
    [{ grant: 'grant_1' }, ['child']],
    [{ minors: true, from: '2026-01-01T00:00:00.000Z' }, ['bare', 'emergency', 'child']],
    [{ to: '2026-11-21T00:00:00.000Z', from: '2026-11-01T00:00:00.000Z' }, ['fund']],
    [{ record: 'Client:c3' }, ['bare']],
    [{ record: 'Client:nobody' }, []],
  ])('finds entries by %j', async (where, expected) => {
    expect(await requests(where)).toEqual(expected);
  });

  test('finds by the pseudonym that an entry shows', async () => {
    const [shown] = (await page({ requestId: 'station' })).edges;
    const [subject] = (shown?.node.subjects ?? []) as string[];
    expect(await requests({ subject })).toEqual(['station']);
  });

  test('leaves a trace: what is given of the ledger is disclosed as oversight', async () => {
    const { disclosures } = await ask(auditor, '{ auditEntry(seq: 1) { actor } }');
    expect(disclosures).toMatchObject([{ type: 'AuditEntry', id: '1', classes: ['OVERSIGHT'] }]);
  });

  test('learns who saw a person, in every department and by workers too', async () => {
    const person = { __typename: 'Person', id: 'person_1', records: ['Client:c1', 'Beneficiary:b1', 'Resident:r1'] };
    const { data, disclosures } = await ask(auditor, accesses, { people: [person] });
    const [found] = (data?._entities ?? []) as { readonly id: string; readonly accesses: Connection }[];
    expect(found?.accesses.edges.map(({ node }) => node)).toEqual([
      { requestId: 'feed', departments: ['civil-affairs'] },
      { requestId: 'fund', departments: ['charities'] },
      { requestId: 'station', departments: ['social-work'] },
    ]);
    expect(disclosures.find(({ type }) => type === 'Person')).toMatchObject({ id: 'person_1', about: person.records });
  });

  test.each([
    ['somebody else', { ...auditor, role: 'district-officer', purpose: 'CASE_SERVICE' }],
    ['an auditor for another purpose', { ...auditor, purpose: 'STATISTICS' }],
    ['an operator', { ...auditor, role: 'operator' }],
  ] satisfies [string, Viewer][])('%s is told nothing of it, not even how much there is', async (_, viewer) => {
    for (const query of [
      '{ auditEntries { totalCount } }',
      '{ auditEntry(seq: 1) { seq } }',
      '{ whoSawMyData(person: "person_1") { id } }',
      '{ minorsReport(year: 2026) { year } }',
      '{ ledgerAnchors }',
      '{ ledgerLines(after: 0, first: 1) { lines } }',
      'mutation { retainLedger(months: 6) { removed } }',
    ]) {
      const { data, errors } = await ask(viewer, query);
      expect(Object.values(data ?? { none: null }), query).toEqual([null]);
      expect(errors?.[0]?.extensions?.code, query).toBe('FORBIDDEN');
    }
    const { data, withheld } = await ask(viewer, accesses, {
      people: [{ __typename: 'Person', id: 'p', records: ['Client:c1'] }],
    });
    expect(data?._entities).toEqual([{ id: 'p', accesses: null }]);
    expect(withheld).toMatchObject([{ field: 'Person.accesses', fieldClass: 'OVERSIGHT' }]);
  });

  test('counts accesses to minors of a year in the time zone of the hub, by month and approval', async () => {
    const { data } = await ask(
      auditor,
      '{ minorsReport(year: 2026) { year counts { month role approval accesses records refusals } } }',
    );
    const role = 'district-officer';
    expect(data?.minorsReport).toEqual({
      year: 2026,
      counts: expect.arrayContaining([
        { month: '2026-01', role, approval: 'NONE', accesses: 1, records: 1, refusals: 0 },
        { month: '2026-11', role, approval: 'APPROVED', accesses: 1, records: 1, refusals: 0 },
        { month: '2026-11', role, approval: 'BREAK_GLASS', accesses: 1, records: 1, refusals: 0 },
        { month: '2026-11', role, approval: 'NONE', accesses: 1, records: 2, refusals: 1 },
      ]),
    });
    const { data: before } = await ask(auditor, '{ minorsReport(year: 2025) { counts { month accesses } } }');
    expect(before?.minorsReport).toEqual({ counts: [{ month: '2025-12', accesses: 1 }] });
  });
});
