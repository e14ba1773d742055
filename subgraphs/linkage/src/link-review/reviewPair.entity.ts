import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/** Why two records are shown to reviewers: the machine cannot tell, or it joined them and they belong to the sample that is looked at again. */
export const reviewKinds = ['UNSURE', 'SAMPLE'] as const;
export type ReviewKind = (typeof reviewKinds)[number];

/** Two records for people to judge; the id is a keyed pseudonym of the two, so that it says nothing and stays the same. */
export const ReviewPairEntity = defineEntity({
  name: 'LinkReview',
  tableName: 'review_pair',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    kind: p.string().$type<ReviewKind>(),
    leftRecord: p.string(),
    rightRecord: p.string(),
    weight: p.double().$type<number>(),
    probability: p.double().$type<number>(),
    reasons: p.string(),
    modelVersion: p.string(),
  },
});

export type ReviewPairRow = RowOf<typeof ReviewPairEntity>;
