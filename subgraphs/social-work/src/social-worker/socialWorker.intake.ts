import type { IntakeKind } from '@hub/kernel';
import type { SealedColumns } from '@hub/vault';
import { certificates } from './socialWorker.entity.ts';

export const socialWorkerIntake = (sealed: SealedColumns): IntakeKind => ({
  table: 'socialWorker',
  factKind: 'socialWorker',
  toRow: (record) => {
    const id = record.text('id');
    return {
      id,
      nameSealed: sealed.seal(id, 'name', record.text('name')),
      stationId: record.text('stationId'),
      certificate: record.code('certificate', certificates),
      registeredUntil: record.optionalDay('registeredUntil'),
      caseCapacity: record.integer('caseCapacity', 0, 1000),
      divisionCode: record.text('divisionCode'),
    };
  },
});
