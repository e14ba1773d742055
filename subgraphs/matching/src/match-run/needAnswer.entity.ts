import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/** What the last run gave a need, in short, so that runs can be compared. */
export const NeedAnswerEntity = defineEntity({
  name: 'NeedAnswer',
  tableName: 'need_answer',
  properties: {
    key: p.integer().primary().autoincrement(),
    needId: p.string().unique(),
    units: p.integer(),
    servedUnits: p.integer(),
    /** Who serves it with how much, as a digest. */
    helpers: p.string(),
  },
});

/** What a need had before a run that changed it; nulls where the run was the first to look at it. */
export const NeedBeforeEntity = defineEntity({
  name: 'NeedBefore',
  tableName: 'need_before',
  properties: {
    key: p.integer().primary().autoincrement(),
    runKey: p.integer(),
    needId: p.string(),
    units: p.integer().nullable(),
    servedUnits: p.integer().nullable(),
    helpers: p.string().nullable(),
  },
});

export type NeedAnswerRow = RowOf<typeof NeedAnswerEntity>;
export type NeedBeforeRow = RowOf<typeof NeedBeforeEntity>;

/** What a need had in two runs; `null` where a run did not look at it. */
export interface NeedHistory {
  readonly needId: string;
  readonly before: Omit<NeedAnswerRow, 'needId'> | null;
  readonly after: Omit<NeedAnswerRow, 'needId'> | null;
}
