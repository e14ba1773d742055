import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export const targetKinds = ['WEBHOOK', 'FILE', 'INBOX'] as const;
export type TargetKind = (typeof targetKinds)[number];

export const fileFormats = ['CSV', 'XLSX', 'JSONL'] as const;
export type FileFormat = (typeof fileFormats)[number];

export const DeliveryTargetEntity = defineEntity({
  name: 'DeliveryTarget',
  tableName: 'delivery_target',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    owner: p.string(),
    organisationId: p.string().nullable(),
    name: p.string(),
    kind: p.string().$type<TargetKind>(),
    format: p.string().$type<FileFormat>().nullable(),
    /** Schedules whose answers it takes. */
    scheduleIds: p.string(),
    urlSealed: p.string().nullable(),
    secretSealed: p.string().nullable(),
    formerSecretSealed: p.string().nullable(),
    formerUntil: p.string().nullable(),
    createdAt: p.string(),
    endedAt: p.string().nullable(),
  },
});

export type DeliveryTargetRow = RowOf<typeof DeliveryTargetEntity>;
