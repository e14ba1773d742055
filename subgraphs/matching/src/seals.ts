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
