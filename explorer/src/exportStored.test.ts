import { describe, expect, it } from 'vitest';
import { type Exporting, exportStored } from './exportStored.ts';

const base64 = (text: string) => btoa(text);

/** A hub that makes an export in as many looks as there are states. */
function hubOfTest(states: readonly object[], start: object = { data: { startBulkExport: { id: 'export_1' } } }) {
  const asked: { query: string; variables: Readonly<Record<string, unknown>> }[] = [];
  const looks = [...states];
  const exporting = (parts: Partial<Exporting> = {}): Exporting => ({
    ask: async (query, variables) => {
      asked.push({ query, variables });
      if (query.includes('delegate(')) return { data: { delegate: { id: 'delegation_1', version: 1 } } };
      if (query.includes('revokeDelegation')) return { data: { revokeDelegation: { id: 'delegation_1' } } };
      if (query.includes('startBulkExport')) return start;
      if (query.includes('piece(')) return { data: { bulkExport: { piece: base64(`part ${variables.number};`) } } };
      if (query.includes('bulkExport')) return { data: { bulkExport: looks.shift() } };
      return { data: { me: { divisions: ['420502000000'], purpose: 'VISIT', basis: 'CONSENT' } } };
    },
    id: 'operation_1',
    format: 'CSV',
    reason: 'An export',
    now: new Date('2026-11-21T20:00:00.000Z'),
    pause: async () => {},
    onRows: () => {},
    ...parts,
  });
  return { asked, exporting };
}

const ready = { state: 'READY', rows: 3, outcomeText: null, fileName: 'Needs.csv', pieces: 2 };

describe('the export of a stored question', () => {
  it('is a file of all its pieces', async () => {
    const { exporting } = hubOfTest([ready]);
    const { name, content } = await exportStored(exporting());
    expect([name, new TextDecoder().decode(content)]).toEqual(['Needs.csv', 'part 1;part 2;']);
  });

  it('is made under a delegation for it alone, within what its asker has', async () => {
    const { asked, exporting } = hubOfTest([ready]);
    await exportStored(exporting());
    expect(asked.slice(1, 3).map(({ variables }) => variables.input)).toEqual([
      {
        divisions: ['420502000000'],
        purpose: 'VISIT',
        basis: 'CONSENT',
        validTo: '2026-11-22',
        reason: 'An export',
      },
      { operation: 'operation_1', delegation: 'delegation_1', endDelegation: true, format: 'CSV' },
    ]);
  });

  it('tells how many rows there are on the way', async () => {
    const rows: number[] = [];
    const { exporting } = hubOfTest([{ state: 'WAITING', rows: 0 }, { state: 'RUNNING', rows: 40 }, ready]);
    await exportStored(exporting({ onRows: (met) => void rows.push(met) }));
    expect(rows).toEqual([0, 40]);
  });

  it('says why there is none', async () => {
    const { exporting } = hubOfTest([{ state: 'REFUSED', rows: null, outcomeText: 'The delegation was revoked.' }]);
    await expect(exportStored(exporting())).rejects.toThrow('The delegation was revoked.');
  });

  it('takes the delegation back where it could not begin', async () => {
    const refusal = { data: { startBulkExport: null }, errors: [{ message: 'You have 3 exports under way.' }] };
    const { asked, exporting } = hubOfTest([], refusal);
    await expect(exportStored(exporting())).rejects.toThrow('You have 3 exports under way.');
    expect(asked.at(-1)?.query).toContain('revokeDelegation');
    expect(asked.at(-1)?.variables.input).toEqual({ id: 'delegation_1', version: 1, reason: 'An export' });
  });
});
