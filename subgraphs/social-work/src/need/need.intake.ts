import { codesToText, type IntakeKind, type RecordReader } from '@hub/kernel';
import {
  helperCertificates,
  safeguardings,
  serviceCategories,
  serviceCodes,
  skills,
  spokenLanguages,
  urgencies,
} from '@hub/values';
import type { SealedColumns } from '@hub/vault';
import { periods, statuses, wishedGenders } from './need.entity.ts';
import { rankOf, unitOf } from './need.rules.ts';
import { mostHelpers, stricter } from './requirements.rules.ts';

const mostUnits = 2_147_483_647;

/** Needs from files and from the synthetic district; the place is sealed before it is written. */
export const needIntake = (sealed: SealedColumns): IntakeKind => ({
  table: 'need',
  factKind: 'need',
  toRow: (record) => {
    const id = record.text('id');
    const serviceCode = record.code('serviceCode', serviceCodes);
    const urgency = record.code('urgency', urgencies);
    const cadence = cadenceIn(record);
    const { cadenceUnits: each, cadenceTimes: times, cadencePeriods: periods } = cadence;
    const planned = each === null ? null : each * (times ?? 1) * (periods ?? 1);
    return {
      id,
      clientId: record.text('clientId'),
      stationId: record.text('stationId'),
      divisionCode: record.text('divisionCode'),
      ownerOrganisationId: record.text('stationId'),
      category: record.code('category', serviceCategories),
      serviceCode,
      unit: unitOf(serviceCode),
      units: record.integer('units', planned ?? 1, planned ?? mostUnits),
      urgency,
      urgencyRank: rankOf(urgency),
      status: record.code('status', statuses),
      openedOn: record.day('openedOn'),
      closedOn: record.optionalDay('closedOn'),
      skill: record.optionalCode('skill', skills),
      ...helperIn(record),
      indivisible: record.optionalFlag('indivisible') ?? 0,
      ...cadence,
      excludedProviders: codesToText(record.optionalTexts('excludedProviders')),
      windows: record.integer('windows', 0, 2 ** 21 - 1),
      placeSealed: sealed.seal(id, 'place', placeOf(record)),
    };
  },
});

const placeOf = (record: RecordReader): string =>
  `${record.degrees('longitude', 180)},${record.degrees('latitude', 90)}`;

/** A record that only says whether vetting is asked for means the ordinary one. */
const helperIn = (record: RecordReader) => ({
  certificate: record.optionalCode('certificate', helperCertificates),
  safeguarding: stricter(
    record.optionalFlag('vettedOnly') === 1 ? 'VETTED' : 'NONE',
    record.optionalCode('safeguarding', safeguardings) ?? 'NONE',
  ),
  genderWish: record.optionalCode('genderWish', wishedGenders),
  genderMust: record.optionalFlag('genderMust') ?? 0,
  languageWish: record.optionalCode('languageWish', spokenLanguages),
  languageMust: record.optionalFlag('languageMust') ?? 0,
  helpers: record.optionalInteger('helpers', 1, mostHelpers) ?? 1,
});

/** All four, or none. */
function cadenceIn(record: RecordReader) {
  const cadencePeriod = record.optionalCode('cadencePeriod', periods);
  if (cadencePeriod === null) return { cadenceUnits: null, cadenceTimes: null, cadencePeriod, cadencePeriods: null };
  return {
    cadenceUnits: record.integer('cadenceUnits', 1, mostUnits),
    cadenceTimes: record.integer('cadenceTimes', 1, 31),
    cadencePeriod,
    cadencePeriods: record.integer('cadencePeriods', 1, 60),
  };
}
