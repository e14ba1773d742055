import type { SealedTable } from '@hub/kernel';
import { type SealedColumns, type Sealer, sealedColumns } from '@hub/vault';
import { type DeliverySeals, indexedRow } from './delivery/deliveryQueue.repository.ts';

/** Sealed columns of each table that has some. */
export interface Seals {
  readonly bulkExport: SealedColumns;
  readonly bulkExportPart: SealedColumns;
  readonly delivery: DeliverySeals;
  readonly schedule: SealedColumns;
  readonly target: SealedColumns;
}

export const sealsOf = (sealer: Sealer): Seals => ({
  bulkExport: sealedColumns(sealer, 'bulk_export'),
  bulkExportPart: sealedColumns(sealer, 'bulk_export_part'),
  delivery: {
    sealer,
    row: sealedColumns(sealer, 'delivered_row'),
    change: sealedColumns(sealer, 'delivery_change'),
  },
  schedule: sealedColumns(sealer, 'schedule'),
  target: sealedColumns(sealer, 'delivery_target'),
});

/** What is sealed anew when a key changes. */
export const sealedTables: readonly SealedTable[] = [
  { table: 'bulk_export', columns: ['variables'] },
  { table: 'bulk_export_part', columns: ['content'] },
  { table: 'delivered_row', columns: ['row'], indexes: [{ of: 'row', use: 'delivered-row', normalise: indexedRow }] },
  { table: 'delivery_change', columns: ['content'] },
  { table: 'delivery_target', columns: ['url', 'secret', 'formerSecret'] },
  { table: 'schedule', columns: ['variables'] },
];
