import type { SealedTable } from '@hub/kernel';
import { type SealedColumns, type Sealer, sealedColumns } from '@hub/vault';

/** Sealed columns of each table that has some. */
export interface Seals {
  readonly need: SealedColumns;
  readonly resource: SealedColumns;
}

export const sealsOf = (sealer: Sealer): Seals => ({
  need: sealedColumns(sealer, 'need_copy'),
  resource: sealedColumns(sealer, 'resource'),
});

/** What is sealed anew when a key changes; a resource's place is sealed for its owner's record. */
export const sealedTables: readonly SealedTable[] = [
  { table: 'need_copy', columns: ['place'] },
  { table: 'resource', columns: ['place'], idColumn: 'ownerId' },
];
