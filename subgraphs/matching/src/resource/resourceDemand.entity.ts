import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/** How much a resource was asked for in the last run, over all needs. */
export const ResourceDemandEntity = defineEntity({
  name: 'ResourceDemand',
  tableName: 'resource_demand',
  properties: {
    key: p.integer().primary().autoincrement(),
    resourceId: p.string().unique(),
    needs: p.integer(),
    units: p.bigint('number'),
    proposedUnits: p.bigint('number'),
    lastUnitValue: p.bigint('number'),
  },
});

export type ResourceDemandRow = RowOf<typeof ResourceDemandEntity>;

/** The same as it is told; what the last unit is worth to the whole is no count of needs, and not told to owners. */
export interface ToldDemand extends Omit<ResourceDemandRow, 'lastUnitValue'> {
  readonly lastUnitValue: number | null;
}
