import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export const tiers = ['PROVINCE', 'CITY'] as const;
export type GrantTier = (typeof tiers)[number];

export const MatchGrantEntity = defineEntity({
  name: 'MatchGrant',
  tableName: 'match_grant',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    fundId: p.string(),
    tier: p.string().$type<GrantTier>(),
    amountFen: p.bigint('number'),
    grantedOn: p.string(),
  },
});

export type MatchGrantRow = RowOf<typeof MatchGrantEntity>;
