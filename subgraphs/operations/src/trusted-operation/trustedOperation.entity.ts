import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export const operationKinds = ['QUERY', 'CHANGE'] as const;

export const TrustedOperationEntity = defineEntity({
  name: 'TrustedOperation',
  tableName: 'trusted_operation',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    owner: p.string(),
    organisationId: p.string().nullable(),
    name: p.string(),
    edition: p.integer(),
    hash: p.string(),
    kind: p.string().$type<(typeof operationKinds)[number]>(),
    document: p.string(),
    titleZh: p.string(),
    titleEn: p.string(),
    descriptionZh: p.string(),
    descriptionEn: p.string(),
    /** Typed variables with their defaults, as JSON. */
    variables: p.string(),
    purpose: p.string().nullable(),
    shared: p.integer().$type<0 | 1>(),
    /** Whether it is the last edition of its owner and name. */
    latest: p.integer().$type<0 | 1>(),
    registeredAt: p.string(),
    retiredAt: p.string().nullable(),
  },
});

export type TrustedOperationRow = RowOf<typeof TrustedOperationEntity>;

/** Whose stored questions somebody may open beside the shared ones. */
export interface OperationScope {
  readonly all: boolean;
  readonly owner: string;
}
