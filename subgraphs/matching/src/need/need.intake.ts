import { codesToText, type RecordReader } from '@hub/kernel';
import {
  beneficiaryGroups,
  helperCertificates,
  safeguardings,
  serviceCategories,
  serviceCodes,
  skills,
  spokenLanguages,
  units,
  urgencies,
} from '@hub/values';
import type { SealedColumns } from '@hub/vault';
import { genders, needStatuses } from '../vocabulary.ts';
import type { IncomingNeed } from './need.entity.ts';

/** How a need of the feed becomes our copy; its place is sealed before it is written. */
export const needCopyOf =
  (sealed: SealedColumns) =>
  (id: string, record: RecordReader): IncomingNeed => ({
    id,
    clientId: record.text('clientId'),
    divisionCode: record.text('divisionCode'),
    ownerOrganisationId: record.text('ownerOrganisationId'),
    category: record.code('category', serviceCategories),
    serviceCode: record.code('serviceCode', serviceCodes),
    unit: record.code('unit', units),
    units: record.integer('units', 1, 2_147_483_647),
    monthUnits: monthUnitsIn(record),
    urgency: record.code('urgency', urgencies),
    status: record.code('status', needStatuses),
    openedOn: record.day('openedOn'),
    skill: record.optionalCode('skill', skills),
    certificate: record.optionalCode('certificate', helperCertificates),
    safeguarding: record.code('safeguarding', safeguardings),
    genderWish: record.optionalCode('genderWish', genders),
    genderMust: record.flag('genderMust'),
    languageWish: record.optionalCode('languageWish', spokenLanguages),
    languageMust: record.flag('languageMust'),
    helpers: record.integer('helpers', 1, 1000),
    indivisible: record.flag('indivisible'),
    excludedProviders: codesToText(record.optionalTexts('excludedProviders')),
    windows: record.integer('windows', 0, 2 ** 21 - 1),
    groups: codesToText(record.codes('groups', beneficiaryGroups)),
    placeSealed:
      sealed.seal(id, 'place', `${record.degrees('longitude', 180)},${record.degrees('latitude', 90)}`) ?? '',
  });

/** Hours are offered anew each month; money, goods and cases are not, and are asked for at once. */
function monthUnitsIn(record: RecordReader): number | null {
  const aMonth = record.optionalInteger('unitsAMonth', 1, 2_147_483_647);
  return record.code('unit', units) === 'HOUR' ? aMonth : null;
}
