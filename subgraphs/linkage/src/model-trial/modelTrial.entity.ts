import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export const trialKinds = ['RECORDS', 'DECISIONS', 'VERSION'] as const;
export const trialStatuses = ['WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'] as const;
export const trialStages = ['READING', 'LEARNING', 'WEIGHING', 'COMPARING'] as const;

/** Why a training cannot come to a version; of anything else the log tells. */
export const trialFailures = ['TOO_FEW_RECORDS', 'NO_DECISIONS', 'MODEL_NOT_READABLE', 'TRIAL_FAULT'] as const;

/**
 * A version that is made, or only tried. `modelVersion` is what is tried, or was made; `outcome` is JSON once it is done. `done` of
 * `total` records are behind the stage.
 */
export const ModelTrialEntity = defineEntity({
  name: 'LinkModelTrial',
  tableName: 'model_trial',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    kind: p.string().$type<(typeof trialKinds)[number]>(),
    status: p.string().$type<(typeof trialStatuses)[number]>(),
    stage: p.string().$type<(typeof trialStages)[number]>().nullable(),
    done: p.integer(),
    total: p.integer(),
    askedAt: p.string(),
    askedBy: p.string(),
    endedAt: p.string().nullable(),
    failure: p.string().$type<(typeof trialFailures)[number]>().nullable(),
    modelVersion: p.string().nullable(),
    outcome: p.string().nullable(),
  },
});

export type ModelTrialRow = RowOf<typeof ModelTrialEntity>;
