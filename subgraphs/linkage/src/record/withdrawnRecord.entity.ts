import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/** A record that its department withdrew, for processes that still have it in memory. */
export const WithdrawnRecordEntity = defineEntity({
  name: 'WithdrawnRecord',
  tableName: 'withdrawn_record',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    changedIn: p.integer(),
  },
});

export type WithdrawnRecordRow = RowOf<typeof WithdrawnRecordEntity>;
