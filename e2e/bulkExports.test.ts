import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { rootOf } from './deliveredStations.ts';
import { district, type House, openHouse } from './house.ts';

const matching = { purpose: 'RESOURCE_MATCHING' } as const;
const page = (after: string) =>
  `{ needs(where: { division: "${district}" }, first: 50${after}) { edges { node { id category units person { resident { displayName } } } } pageInfo { hasNextPage endCursor } } }`;
const document = `query NeedsOfTheDistrict($division: ID!) { needs(where: { division: $division }, first: 50) {
  edges { node { id category units person { resident { displayName } } } } } }`;
const texts = { titleZh: '需求', titleEn: 'Needs', descriptionZh: '需求', descriptionEn: 'Needs' };

interface Export {
  readonly id: string;
  readonly state: string;
  readonly rows: number;
  readonly pages: number;
  readonly pieces: number;
  readonly sha256: string;
}

describe.each(['embedded', 'distributed'] as const)('a bulk export of a house, %s', (mode) => {
  let house: House;
  let operation = '';
  beforeAll(async () => {
    house = await openHouse(mode, 'SQLite');
    const variables = [{ name: 'division', relative: 'my division' }];
    operation = (
      await made<{ id: string }>('registerOperation', 'RegisterOperationInput', { document, variables, ...texts })
    ).id;
  }, 180_000);
  afterAll(() => house.close());

  async function made<Made>(field: string, type: string, input: object, selection = 'id'): Promise<Made> {
    const change = `mutation ($input: ${type}!) { made: ${field}(input: $input) { ${selection} } }`;
    const { data, errors } = await house.ask(change, { input }, matching);
    if (!data?.made) throw new Error(JSON.stringify(errors));
    return data.made as Made;
  }
  const once = () =>
    made<{ id: string; version: number }>(
      'delegate',
      'DelegateInput',
      { divisions: [district], purpose: 'RESOURCE_MATCHING', validTo: '2026-11-21', reason: 'one export' },
      'id version',
    );
  const begun = (delegation: string) =>
    made<Export>('startBulkExport', 'StartBulkExportInput', {
      operation,
      delegation,
      endDelegation: true,
      format: 'JSONL',
    });
  const look = async (id: string, asking: Parameters<House['ask']>[2] = matching) =>
    (await house.ask(`{ bulkExport(id: "${id}") { id state rows pages pieces sha256 outcome } }`, {}, asking)).data
      ?.bulkExport as Export;
  const ended = (id: string) =>
    vi.waitUntil(
      async () => {
        const now = await look(id);
        return ['WAITING', 'RUNNING'].includes(now.state) ? null : now;
      },
      { timeout: 60_000, interval: 50 },
    );

  async function ownRows(): Promise<string[]> {
    const rows: string[] = [];
    for (let after = ''; ; ) {
      const answer = await house.ask(page(after), {}, matching);
      const { edges, pageInfo } = rootOf<{
        edges: {
          node: {
            id: string;
            category: string;
            units: number;
            person: { resident: { displayName: string } | null } | null;
          };
        }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      }>(answer, 'needs');
      for (const { node } of edges)
        rows.push(
          JSON.stringify({
            id: node.id,
            category: node.category,
            units: node.units,
            'person.resident.displayName': node.person?.resident?.displayName ?? null,
          }),
        );
      if (!pageInfo.hasNextPage) return rows;
      after = `, after: "${pageInfo.endCursor}"`;
    }
  }

  test('holds every row that its owner would be answered, page after page', async () => {
    const delegation = await once();
    const { id } = await begun(delegation.id);
    const ready = await ended(id);
    const own = await ownRows();
    expect(ready).toMatchObject({ state: 'READY', rows: own.length, outcome: null });
    expect(ready.pages).toBe(Math.ceil(own.length / 50));
    expect(ready.pages).toBeGreaterThan(1);
    const parts: Buffer[] = [];
    for (let number = 1; number <= ready.pieces; number++) {
      const answer = await house.ask(`{ bulkExport(id: "${id}") { piece(number: ${number}) } }`, {}, matching);
      parts.push(Buffer.from(rootOf<{ readonly piece: string }>(answer, 'bulkExport').piece, 'base64'));
    }
    const file = Buffer.concat(parts);
    expect(file.toString().trimEnd().split('\n')).toEqual(own);
    expect(createHash('sha256').update(file).digest('hex')).toBe(ready.sha256);
    expect(file.toString()).toMatch(/displayName":"\p{Script=Han}/u);

    // The delegation that was made for it has ended with it.
    const standing = async () =>
      rootOf<{ readonly state: string }>(
        await house.ask(`{ delegation(id: "${delegation.id}") { state } }`, {}, matching),
        'delegation',
      ).state;
    await vi.waitUntil(async () => (await standing()) === 'REVOKED', { timeout: 20_000, interval: 50 });

    const ledger = `{ auditEntries(where: { requestId: "${id}" }, first: 100) { edges { node { action actor token purpose rows operation } } } }`;
    const told = await house.ask(ledger, {}, { role: 'auditor', purpose: 'AUDIT' });
    const { edges } = rootOf<{ edges: { node: { action: string; token: string; operation: string } }[] }>(
      told,
      'auditEntries',
    );
    const entries = edges.map(({ node }) => node);
    expect(entries.filter(({ action }) => action === 'READ').length).toBeGreaterThanOrEqual(ready.pages);
    expect(entries.filter(({ action }) => action === 'EXPORT')[0]).toMatchObject({
      actor: 'demo-district-officer',
      token: delegation.id,
      purpose: 'RESOURCE_MATCHING',
      operation: expect.stringMatching(/^NeedsOfTheDistrict JSONL export_/),
    });

    // Whoever is not its owner is told the same of it as of what is not there.
    for (const asking of [{ role: 'street-worker' }, { role: 'charity-partner' }] as const)
      expect(await look(id, { ...matching, ...asking })).toBeNull();
  }, 120_000);

  test('is not begun under a delegation that was revoked, or that somebody else gave', async () => {
    const { id, version } = await once();
    await made('revokeDelegation', 'RevokeDelegationInput', { id, version, reason: 'not wanted any more' });
    await expect(begun(id)).rejects.toThrow('DELEGATION_REVOKED');
    const wish = `{ divisions: ["${district}"], purpose: VISIT, validTo: "2026-11-21", reason: "one export" }`;
    const other = await house.ask(`mutation { delegate(input: ${wish}) { id } }`, {}, { role: 'street-worker' });
    const theirs = rootOf<{ readonly id: string }>(other, 'delegate');
    await expect(begun(theirs.id)).rejects.toThrow('DELEGATION_UNKNOWN');
  });
});
