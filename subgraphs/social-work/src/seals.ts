import type { SealedTable } from '@hub/kernel';
import { type SealedColumns, type Sealer, sealedColumns } from '@hub/vault';
import { indexedIdNumber } from './client/client.rules.ts';

/** Sealed columns of each table that has some. */
export interface Seals {
  readonly client: SealedColumns;
  readonly need: SealedColumns;
  readonly socialWorker: SealedColumns;
}

export const sealsOf = (sealer: Sealer): Seals => ({
  client: sealedColumns(sealer, 'client'),
  need: sealedColumns(sealer, 'need'),
  socialWorker: sealedColumns(sealer, 'social_worker'),
});

/** What is sealed anew when a key changes. */
export const sealedTables: readonly SealedTable[] = [
  {
    table: 'client',
    columns: ['name', 'idNumber', 'bornOn', 'phone', 'address'],
    indexes: [{ of: 'idNumber', use: 'id-number', normalise: indexedIdNumber }],
  },
  { table: 'need', columns: ['place'] },
  { table: 'social_worker', columns: ['name'] },
];
