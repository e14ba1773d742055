import { type SealedColumns, type Sealer, sealedColumns } from '@hub/vault';

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
