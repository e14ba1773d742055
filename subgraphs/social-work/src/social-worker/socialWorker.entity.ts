import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export const certificates = ['NONE', 'ASSISTANT', 'SOCIAL_WORKER', 'SENIOR'] as const;
export type Certificate = (typeof certificates)[number];

export const SocialWorkerEntity = defineEntity({
  name: 'SocialWorker',
  tableName: 'social_worker',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    nameSealed: p.string(),
    stationId: p.string(),
    certificate: p.string().$type<Certificate>(),
    registeredUntil: p.string().nullable(),
    caseCapacity: p.integer(),
    divisionCode: p.string(),
  },
});

export type SocialWorkerRow = RowOf<typeof SocialWorkerEntity>;
