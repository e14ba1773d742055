import { codesToText, type IntakeKind, type RecordReader } from '@hub/kernel';
import { helperCertificates, safeguardings, skills, spokenLanguages, travelModes } from '@hub/values';
import type { SealedColumns, Sealer } from '@hub/vault';
import { genders, type HeldPaper, statuses } from './volunteer.entity.ts';
import { indexedIdNumber, numberOf } from './volunteer.rules.ts';

const hoursOfMonth = 744;
const farthestMetres = 1_000_000;
const minutesOfDay = 1440;

/** Volunteers from files and from the synthetic district; identifiers and home are sealed before they are written. */
export const volunteerIntake = (sealer: Sealer, sealed: SealedColumns): IntakeKind => ({
  table: 'volunteer',
  factKind: 'volunteer',
  unique: {
    numberIndex: {
      field: 'number',
      formsOf: ({ id, numberSealed }) =>
        sealer.indexes(sealed.open(String(id), 'number', String(numberSealed)) ?? '', 'volunteer-number'),
    },
  },
  toRow: (record) => {
    const id = record.text('id');
    const idNumber = record.optionalText('idNumber');
    const bornOn = record.optionalDay('bornOn');
    const number = record.parsed('number', numberOf(idNumber, bornOn));
    const vettedUntil = record.optionalDay('vettedUntil');
    const place = `${record.degrees('longitude', 180)},${record.degrees('latitude', 90)}`;
    return {
      id,
      teamId: record.optionalText('teamId'),
      divisionCode: record.text('divisionCode'),
      ownerOrganisationId: record.text('ownerOrganisationId'),
      numberSealed: sealed.seal(id, 'number', number),
      numberIndex: sealer.index(number, 'volunteer-number'),
      nameSealed: sealed.seal(id, 'name', record.text('name')),
      idNumberSealed: sealed.seal(id, 'idNumber', idNumber),
      idNumberIndex: idNumber === null ? null : sealer.index(indexedIdNumber(idNumber), 'id-number'),
      bornOnSealed: sealed.seal(id, 'bornOn', bornOn),
      birthYear: bornOn === null ? null : Number(bornOn.slice(0, 4)),
      gender: record.code('gender', genders),
      phoneSealed: sealed.seal(id, 'phone', record.optionalText('phone')),
      addressSealed: sealed.seal(id, 'address', record.optionalText('address')),
      placeSealed: sealed.seal(id, 'place', place),
      skills: codesToText(record.codes('skills', skills)),
      vettedUntil,
      vettedFor: vettedUntil === null ? 'NONE' : (record.optionalCode('vettedFor', safeguardings) ?? 'VETTED'),
      certificates: JSON.stringify(record.records('certificates', certificateIn)),
      languages: codesToText(record.optionalCodes('languages', spokenLanguages) ?? []),
      travelMode: record.optionalCode('travelMode', travelModes),
      travelMinutes: record.optionalInteger('travelMinutes', 1, minutesOfDay),
      radiusMetres: record.integer('radiusMetres', 0, farthestMetres),
      hoursPerMonth: record.integer('hoursPerMonth', 0, hoursOfMonth),
      windows: record.integer('windows', 0, 2 ** 21 - 1),
      status: record.code('status', statuses),
      registeredOn: record.day('registeredOn'),
    };
  },
});

const certificateIn = (record: RecordReader): HeldPaper => ({
  code: record.code('code', helperCertificates),
  until: record.optionalDay('until'),
});
