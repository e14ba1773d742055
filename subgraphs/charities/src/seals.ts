import type { SealedTable } from '@hub/kernel';
import { type SealedColumns, type Sealer, sealedColumns } from '@hub/vault';
import { indexedIdNumber } from './beneficiary/beneficiary.rules.ts';

/** Sealed columns of each table that has some. */
export interface Seals {
  readonly beneficiary: SealedColumns;
}

export const sealsOf = (sealer: Sealer): Seals => ({ beneficiary: sealedColumns(sealer, 'beneficiary') });

/** What is sealed anew when a key changes. */
export const sealedTables: readonly SealedTable[] = [
  {
    table: 'beneficiary',
    columns: ['name', 'idNumber', 'bornOn', 'phone', 'address'],
    indexes: [{ of: 'idNumber', use: 'id-number', normalise: indexedIdNumber }],
  },
];
