import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export const DelegationEntity = defineEntity({
  name: 'Delegation',
  tableName: 'delegation',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    subject: p.string(),
    role: p.string(),
    organisationId: p.string().nullable(),
    /** Token with which it was given or last renewed: when that is revoked, so is what it left behind. */
    tokenId: p.string(),
    divisions: p.string(),
    purpose: p.string().nullable(),
    basis: p.string().nullable(),
    reason: p.string(),
    grantedAt: p.string(),
    /** Last day on which it holds. */
    validTo: p.string(),
    revokedBy: p.string().nullable(),
    revokedAt: p.string().nullable(),
    revocationReason: p.string().nullable(),
  },
});

export type DelegationRow = RowOf<typeof DelegationEntity>;

/** Whose delegations somebody may see: everybody's, or those of one bearer. */
export type DelegationScope = 'ALL' | { readonly subject: string };
