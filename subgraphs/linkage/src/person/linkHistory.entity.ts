import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/** What can happen to a record's membership, and what would undo it. */
export const inverseOf = { JOIN: 'LEAVE', LEAVE: 'JOIN', MERGE: 'SPLIT', SPLIT: 'MERGE' } as const;
export type LinkAction = keyof typeof inverseOf;

/** One record's move from one person to another; rows are only ever added, so that membership at any time can be told. */
export const LinkHistoryEntity = defineEntity({
  name: 'LinkHistory',
  tableName: 'link_history',
  properties: {
    key: p.integer().primary().autoincrement(),
    at: p.string(),
    action: p.string().$type<LinkAction>(),
    inverse: p.string().$type<LinkAction>(),
    record: p.string(),
    fromPerson: p.string().nullable(),
    toPerson: p.string().nullable(),
    modelVersion: p.string(),
    /** Number of the change that it came with; 0 for rows that were written before it was noted. */
    changedIn: p.integer(),
  },
});

export type LinkHistoryRow = RowOf<typeof LinkHistoryEntity>;
