import type { SealedTable } from '@hub/kernel';
import { type SealedColumns, type Sealer, sealedColumns } from '@hub/vault';
import { indexedIdNumber } from './volunteer/volunteer.rules.ts';

/** Sealed columns of each table that has some. */
export interface Seals {
  readonly volunteer: SealedColumns;
}

export const sealsOf = (sealer: Sealer): Seals => ({ volunteer: sealedColumns(sealer, 'volunteer') });

/** What is sealed anew when a key changes. */
export const sealedTables: readonly SealedTable[] = [
  {
    table: 'volunteer',
    columns: ['number', 'name', 'idNumber', 'bornOn', 'phone', 'address', 'place'],
    indexes: [
      { of: 'number', use: 'volunteer-number', normalise: (number) => number },
      { of: 'idNumber', use: 'id-number', normalise: indexedIdNumber },
    ],
  },
];
