import { type SealedColumns, type Sealer, sealedColumns } from '@hub/vault';

/** Sealed columns of each table that has some. */
export interface Seals {
  readonly beneficiary: SealedColumns;
}

export const sealsOf = (sealer: Sealer): Seals => ({ beneficiary: sealedColumns(sealer, 'beneficiary') });
