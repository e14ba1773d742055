import type { IntakeKind } from '@hub/kernel';
import { levels, statuses } from './station.entity.ts';

export const stationIntake: IntakeKind = {
  table: 'station',
  factKind: 'station',
  // What matching learns of these holds the station's name.
  heldBy: [
    { table: 'socialWorker', column: 'stationId', factKind: 'socialWorker' },
    { table: 'serviceOffer', column: 'stationId', factKind: 'serviceOffer' },
  ],
  toRow: (record) => ({
    id: record.text('id'),
    name: record.text('name'),
    level: record.code('level', levels),
    status: record.code('status', statuses),
    rating: record.optionalInteger('rating', 1, 5),
    divisionCode: record.text('divisionCode'),
    openedOn: record.day('openedOn'),
    longitude: record.degrees('longitude', 180),
    latitude: record.degrees('latitude', 90),
  }),
};
