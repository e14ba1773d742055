import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export const ZoneEntity = defineEntity({
  name: 'Zone',
  tableName: 'zone',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    name: p.string(),
    validFrom: p.string(),
    validTo: p.string().nullable(),
  },
});

export type ZoneRow = RowOf<typeof ZoneEntity>;

/** That a division belongs to a zone for a time. */
export interface ZoneMemberRow {
  readonly zoneId: string;
  readonly divisionCode: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}
