import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';
import type { GrantTier } from './matchGrant.entity.ts';

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
    perPersonYearCapFen: p.bigint('number').nullable(),
    leastGrantFen: p.bigint('number').nullable(),
    /** Gives only beside others, `matchGives` for every `matchForEach`; both are there or neither. */
    matchGives: p.integer().nullable(),
    matchForEach: p.integer().nullable(),
    matchTier: p.string().$type<GrantTier>().nullable(),
    /** Funds beside which it gives; empty means any that does not match itself. */
    matchBeside: p.string(),
    startsOn: p.string(),
    expiresOn: p.string().nullable(),
  },
});

export type FundRow = RowOf<typeof FundEntity>;
