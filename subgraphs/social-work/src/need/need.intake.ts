import type { IntakeKind, RecordReader } from '@hub/kernel';
import type { SealedColumns } from '@hub/vault';
import { categories, serviceCodes, skills, statuses, urgencies } from './need.entity.ts';
import { rankOf, unitOf } from './need.rules.ts';

/** Needs from files and from the synthetic district; the place is sealed before it is written. */
export const needIntake = (sealed: SealedColumns): IntakeKind => ({
  table: 'need',
  factKind: 'need',
  toRow: (record) => {
    const id = record.text('id');
    const serviceCode = record.code('serviceCode', serviceCodes);
    const urgency = record.code('urgency', urgencies);
    return {
      id,
      clientId: record.text('clientId'),
      stationId: record.text('stationId'),
      divisionCode: record.text('divisionCode'),
      ownerOrganisationId: record.text('stationId'),
      category: record.code('category', categories),
      serviceCode,
      unit: unitOf(serviceCode),
      units: record.integer('units', 1, 2_147_483_647),
      urgency,
      urgencyRank: rankOf(urgency),
      status: record.code('status', statuses),
      openedOn: record.day('openedOn'),
      closedOn: record.optionalDay('closedOn'),
      skill: record.optionalCode('skill', skills),
      vettedOnly: record.flag('vettedOnly'),
      windows: record.integer('windows', 0, 2 ** 21 - 1),
      placeSealed: sealed.seal(id, 'place', placeOf(record)),
    };
  },
});

const placeOf = (record: RecordReader): string =>
  `${record.degrees('longitude', 180)},${record.degrees('latitude', 90)}`;
