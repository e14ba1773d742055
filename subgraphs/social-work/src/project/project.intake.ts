import type { IntakeKind } from '@hub/kernel';
import { serviceCategories } from '@hub/values';
import { phases } from './project.entity.ts';

export const projectIntake: IntakeKind = {
  table: 'project',
  factKind: 'project',
  toRow: (record) => ({
    id: record.text('id'),
    name: record.text('name'),
    programme: record.text('programme'),
    stationId: record.text('stationId'),
    divisionCode: record.text('divisionCode'),
    category: record.code('category', serviceCategories),
    fundingSource: record.text('fundingSource'),
    plannedFen: record.integer('plannedFen', 0, Number.MAX_SAFE_INTEGER),
    fundedFen: record.integer('fundedFen', 0, Number.MAX_SAFE_INTEGER),
    phase: record.code('phase', phases),
    startsOn: record.day('startsOn'),
    endsOn: record.day('endsOn'),
  }),
};
