import type { IntakeKind } from '@hub/kernel';
import type { SealedColumns, Sealer } from '@hub/vault';
import { readCode } from '../place/place.intake.ts';
import { genders, livingSituations, relations } from './resident.entity.ts';
import { bornOnOf, indexedIdNumber } from './resident.rules.ts';

/** Residents from files and from the synthetic district; all that tells who and where is sealed before it is written. */
export const residentIntake = (sealer: Sealer, sealed: SealedColumns): IntakeKind => ({
  table: 'resident',
  factKind: 'resident',
  toRow: (record) => {
    const id = record.text('id');
    const idNumber = record.optionalText('idNumber');
    const written = record.optionalDay('bornOn');
    const bornOn = bornOnOf(written, idNumber);
    const place = `${record.degrees('longitude', 180)},${record.degrees('latitude', 90)}`;
    return {
      id,
      householdId: record.text('householdId'),
      relationToHead: record.code('relationToHead', relations),
      livingSituation: record.code('livingSituation', livingSituations),
      divisionCode: readCode(record, 'divisionCode'),
      ownerOrganisationId: record.text('ownerOrganisationId'),
      nameSealed: sealed.seal(id, 'name', record.text('name')),
      idNumberSealed: sealed.seal(id, 'idNumber', idNumber),
      idNumberIndex: idNumber === null ? null : sealer.index(indexedIdNumber(idNumber), 'id-number'),
      bornOnSealed: sealed.seal(id, 'bornOn', written),
      birthYear: bornOn === null ? null : Number(bornOn.slice(0, 4)),
      gender: record.code('gender', genders),
      phoneSealed: sealed.seal(id, 'phone', record.optionalText('phone')),
      addressSealed: sealed.seal(id, 'address', record.optionalText('address')),
      placeSealed: sealed.seal(id, 'place', place),
      registeredOn: record.day('registeredOn'),
    };
  },
});
