import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/** That a division is run by a zone or another division (代管) for a time; one for each division and first day. */
export const ManagedByEntity = defineEntity({
  name: 'ManagedBy',
  tableName: 'managed_by',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    divisionCode: p.string(),
    managerId: p.string(),
    validFrom: p.string(),
    validTo: p.string().nullable(),
  },
});

export type ManagedByRow = RowOf<typeof ManagedByEntity>;
