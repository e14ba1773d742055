import { type SealedColumns, type Sealer, sealedColumns } from '@hub/vault';

/** Sealed columns of each table that has some. */
export interface Seals {
  readonly volunteer: SealedColumns;
}

export const sealsOf = (sealer: Sealer): Seals => ({ volunteer: sealedColumns(sealer, 'volunteer') });
