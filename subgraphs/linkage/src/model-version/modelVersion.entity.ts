import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/**
 * A model version, as text; never changed. It joins records by itself from `automaticBits` on and shows pairs to reviewers from
 * `reviewBits` on; `records` counts what it was learned from.
 */
export const ModelVersionEntity = defineEntity({
  name: 'LinkModelVersion',
  tableName: 'model_version',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    madeAt: p.string(),
    madeBy: p.string(),
    records: p.integer(),
    automaticBits: p.double().$type<number>(),
    reviewBits: p.double().$type<number>(),
    content: p.string(),
  },
});

export type ModelVersionRow = RowOf<typeof ModelVersionEntity>;
