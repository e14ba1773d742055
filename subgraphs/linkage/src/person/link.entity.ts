import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/** Two records of one person; `weight` is in bits, `reasons` is JSON text of codes and parameters, never a person's data. */
export const LinkEntity = defineEntity({
  name: 'PersonLink',
  tableName: 'link',
  properties: {
    key: p.integer().primary().autoincrement(),
    personId: p.string(),
    leftRecord: p.string(),
    rightRecord: p.string(),
    weight: p.double().$type<number>(),
    probability: p.double().$type<number>(),
    reasons: p.string(),
    modelVersion: p.string(),
  },
});

export type StoredLink = RowOf<typeof LinkEntity>;

/** One piece of evidence, and whom it is about. */
export interface LinkReasonRow extends Pick<StoredLink, 'personId' | 'leftRecord' | 'rightRecord'> {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export type LinkRow = Omit<StoredLink, 'reasons'> & { readonly reasons: readonly LinkReasonRow[] };
