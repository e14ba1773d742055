import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export const grantKinds = ['APPROVAL', 'BREAK_GLASS'] as const;
export const grantStates = ['REQUESTED', 'GRANTED', 'DECLINED', 'REVOKED'] as const;
export const reviewVerdicts = ['JUSTIFIED', 'UNJUSTIFIED'] as const;

export const AccessGrantEntity = defineEntity({
  name: 'AccessGrant',
  tableName: 'access_grant',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    kind: p.string().$type<(typeof grantKinds)[number]>(),
    state: p.string().$type<(typeof grantStates)[number]>(),
    requester: p.string(),
    requesterRole: p.string(),
    requesterOrganisation: p.string().nullable(),
    purpose: p.string(),
    records: p.string(),
    reasonSealed: p.string(),
    caseReference: p.string().nullable(),
    requestedAt: p.string(),
    days: p.integer(),
    approver: p.string().nullable(),
    decidedAt: p.string().nullable(),
    noteSealed: p.string().nullable(),
    validUntil: p.string().nullable(),
    reviewVerdict: p.string().$type<(typeof reviewVerdicts)[number]>().nullable(),
    reviewer: p.string().nullable(),
    reviewedAt: p.string().nullable(),
    reviewNoteSealed: p.string().nullable(),
  },
});

export type AccessGrantRow = RowOf<typeof AccessGrantEntity>;

/** Which grants somebody may read: all, those that lie wholly in somebody's divisions, or only what was asked for by one person. */
export interface GrantScope {
  readonly all: boolean;
  readonly within: readonly string[];
  readonly requester: string;
}
