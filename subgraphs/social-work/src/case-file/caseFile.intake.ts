import type { IntakeKind } from '@hub/kernel';
import { stages } from './caseFile.entity.ts';

export const caseFileIntake: IntakeKind = {
  table: 'caseFile',
  factKind: 'caseFile',
  toRow: (record) => ({
    id: record.text('id'),
    clientId: record.text('clientId'),
    stationId: record.text('stationId'),
    socialWorkerId: record.optionalText('socialWorkerId'),
    divisionCode: record.text('divisionCode'),
    ownerOrganisationId: record.text('stationId'),
    stage: record.code('stage', stages),
    deep: record.flag('deep'),
    openedOn: record.day('openedOn'),
    closedOn: record.optionalDay('closedOn'),
  }),
};
