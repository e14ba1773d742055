import { type SealedColumns, type Sealer, sealedColumns } from '@hub/vault';

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
