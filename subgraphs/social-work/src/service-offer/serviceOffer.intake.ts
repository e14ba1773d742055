import { codesToText, type IntakeKind } from '@hub/kernel';
import { beneficiaryGroups, skills } from '@hub/values';
import { servicesInPerson } from './serviceOffer.rules.ts';

export const serviceOfferIntake: IntakeKind = {
  table: 'serviceOffer',
  factKind: 'serviceOffer',
  toRow: (record) => ({
    id: record.text('id'),
    name: record.text('name'),
    stationId: record.text('stationId'),
    serviceCode: record.code('serviceCode', servicesInPerson),
    divisionCode: record.text('divisionCode'),
    hoursPerMonth: record.integer('hoursPerMonth', 0, 100_000),
    reachMetres: record.optionalInteger('reachMetres', 0, 100_000),
    windows: record.integer('windows', 0, 2 ** 21 - 1),
    skills: codesToText(record.codes('skills', skills)),
    beneficiaryGroups: codesToText(record.codes('beneficiaryGroups', beneficiaryGroups)),
    vettedUntil: record.optionalDay('vettedUntil'),
    startsOn: record.day('startsOn'),
    endsOn: record.optionalDay('endsOn'),
    longitude: record.degrees('longitude', 180),
    latitude: record.degrees('latitude', 90),
  }),
};
