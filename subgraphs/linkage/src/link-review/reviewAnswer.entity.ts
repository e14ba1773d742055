import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';
import type { Verdict } from './linkDecision.entity.ts';
import type { ReviewKind } from './reviewPair.entity.ts';

/** What one reviewer said of a pair, with what the machine held then; `round` counts the decisions of the pair before. */
export const ReviewAnswerEntity = defineEntity({
  name: 'ReviewAnswer',
  tableName: 'review_answer',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    reviewId: p.string(),
    round: p.integer(),
    reviewer: p.string(),
    verdict: p.string().$type<Verdict | 'UNSURE'>(),
    at: p.string(),
    kind: p.string().$type<ReviewKind>(),
    leftRecord: p.string(),
    rightRecord: p.string(),
    weight: p.double().$type<number>(),
    probability: p.double().$type<number>(),
    reasons: p.string(),
    modelVersion: p.string(),
  },
});

export type ReviewAnswerRow = RowOf<typeof ReviewAnswerEntity>;
