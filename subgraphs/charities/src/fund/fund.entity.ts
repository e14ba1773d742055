import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export const FundEntity = defineEntity({
  name: 'Fund',
  tableName: 'fund',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    name: p.string(),
    programme: p.string(),
    charityOrganisationId: p.string(),
    serviceCodes: p.string(),
    beneficiaryGroups: p.string(),
    restricted: p.integer().$type<0 | 1>(),
    regionCode: p.string(),
    raisedFen: p.bigint('number'),
    balanceFen: p.bigint('number'),
    perPersonCapFen: p.bigint('number').nullable(),
    startsOn: p.string(),
    expiresOn: p.string().nullable(),
  },
});

export type FundRow = RowOf<typeof FundEntity>;
