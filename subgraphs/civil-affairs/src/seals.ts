import type { SealedTable } from '@hub/kernel';
import { type SealedColumns, type Sealer, sealedColumns } from '@hub/vault';
import { indexedIdNumber } from './resident/resident.rules.ts';

/** Sealed columns of each table that has some. */
export interface Seals {
  readonly assistanceStatus: SealedColumns;
  readonly household: SealedColumns;
  readonly resident: SealedColumns;
}

export const sealsOf = (sealer: Sealer): Seals => ({
  assistanceStatus: sealedColumns(sealer, 'assistance_status'),
  household: sealedColumns(sealer, 'household'),
  resident: sealedColumns(sealer, 'resident'),
});

/** What is sealed anew when a key changes. */
export const sealedTables: readonly SealedTable[] = [
  { table: 'assistance_status', columns: ['documentNumber'] },
  { table: 'household', columns: ['address'] },
  {
    table: 'resident',
    columns: ['name', 'idNumber', 'bornOn', 'phone', 'address', 'place'],
    indexes: [{ of: 'idNumber', use: 'id-number', normalise: indexedIdNumber }],
  },
];
