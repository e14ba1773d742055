import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/** What people can decide about two records: that they are one person's, or not. */
export const verdicts = ['SAME', 'DIFFERENT'] as const;
export type Verdict = (typeof verdicts)[number];

/** Whether reviewers came to it in the queue, or one of them corrected a person by herself. */
export const origins = ['REVIEW', 'CORRECTION'] as const;

/** A decision of people about two records (`leftRecord` < `rightRecord`), or that one is taken back (`verdict` is null); the last row of a pair holds. */
export const LinkDecisionEntity = defineEntity({
  name: 'LinkDecision',
  tableName: 'link_decision',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    leftRecord: p.string(),
    rightRecord: p.string(),
    verdict: p.string().$type<Verdict>().nullable(),
    decidedBy: p.string(),
    origin: p.string().$type<(typeof origins)[number]>(),
    at: p.string(),
    changedIn: p.integer(),
  },
});

export type LinkDecisionRow = RowOf<typeof LinkDecisionEntity>;

/** A decision, and whether it is the last one of its two records. */
export type DecisionAsTold = LinkDecisionRow & { readonly holds: boolean };
