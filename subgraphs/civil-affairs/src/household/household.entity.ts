import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export const HouseholdEntity = defineEntity({
  name: 'Household',
  tableName: 'household',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    divisionCode: p.string(),
    ownerOrganisationId: p.string(),
    addressSealed: p.string().nullable(),
    monthlyIncomePerHeadFen: p.bigint('number').nullable(),
    registeredOn: p.string(),
  },
});

export type HouseholdRow = RowOf<typeof HouseholdEntity>;
