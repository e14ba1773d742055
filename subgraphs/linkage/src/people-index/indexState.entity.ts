import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/**
 * How far the index is: `number` counts the changes, `token` names the last one (two processes may both have made a seventh), and
 * persons up to `relinkedAfter` are those of the model version in force, all of them where it is null.
 */
export const IndexStateEntity = defineEntity({
  name: 'IndexState',
  tableName: 'index_state',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    number: p.integer(),
    token: p.string(),
    modelVersion: p.string(),
    relinkedAfter: p.string().nullable(),
    /** Since when the version is in force. */
    inForceSince: p.string(),
    /** The version that is to be put in force once all records are in memory under it, and who asked for it. */
    nextVersion: p.string().nullable(),
    nextBy: p.string().nullable(),
  },
});

export type IndexStateRow = RowOf<typeof IndexStateEntity>;

/** The one row of its table. */
export const stateId = 'people';
