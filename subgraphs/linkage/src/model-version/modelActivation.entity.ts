import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/** A version was put in force in the place of another; never changed. */
export const ModelActivationEntity = defineEntity({
  name: 'LinkModelActivation',
  tableName: 'model_activation',
  properties: {
    key: p.integer().primary().autoincrement(),
    version: p.string(),
    replaced: p.string().nullable(),
    at: p.string(),
    activatedBy: p.string(),
  },
});

export type ModelActivationRow = RowOf<typeof ModelActivationEntity>;
