import { type SealedColumns, type Sealer, sealedColumns } from '@hub/kernel';

/** Sealed columns of each table that has some. */
export interface Seals {
  readonly beneficiary: SealedColumns;
}

export const sealsOf = (sealer: Sealer): Seals => ({ beneficiary: sealedColumns(sealer, 'beneficiary') });
