import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export const RevocationEntity = defineEntity({
  name: 'Revocation',
  tableName: 'revocation',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    tokenId: p.string().nullable(),
    subject: p.string().nullable(),
    revokedBy: p.string(),
    revokedAt: p.string(),
    reason: p.string(),
  },
});

export type RevocationRow = RowOf<typeof RevocationEntity>;
