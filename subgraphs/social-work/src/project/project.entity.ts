import type { RowOf } from '@hub/kernel';
import type { ServiceCategory } from '@hub/values';
import { defineEntity, p } from '@mikro-orm/core';

export const phases = ['BEFORE', 'DURING', 'AFTER'] as const;
export type ProjectPhase = (typeof phases)[number];

export const ProjectEntity = defineEntity({
  name: 'Project',
  tableName: 'project',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    name: p.string(),
    programme: p.string(),
    stationId: p.string(),
    divisionCode: p.string(),
    category: p.string().$type<ServiceCategory>(),
    fundingSource: p.string(),
    plannedFen: p.bigint('number'),
    fundedFen: p.bigint('number'),
    phase: p.string().$type<ProjectPhase>(),
    startsOn: p.string(),
    endsOn: p.string(),
  },
});

export type ProjectRow = RowOf<typeof ProjectEntity>;
