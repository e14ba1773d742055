import { codesToText, type RecordReader } from '@hub/kernel';
import {
  beneficiaryGroups,
  helperCertificates,
  safeguardings,
  serviceCodes,
  skills,
  spokenLanguages,
  travelModes,
} from '@hub/values';
import type { SealedColumns } from '@hub/vault';
import type { StableIds } from '../stableIds.ts';
import { genders } from '../vocabulary.ts';
import type { ResourceKind, ResourceRow } from './resource.entity.ts';
import { offers, servicesOfVolunteer } from './resource.rules.ts';

export interface ResourceIntakeParts {
  readonly sealed: SealedColumns;
  readonly stableIds: StableIds;
}

/** How an owner's record becomes a resource; `null` when it offers nothing at present. */
export type ResourceIntake = (ownerId: string, record: RecordReader) => ResourceRow | null;

const mostMetres = 1_000_000;
const mostRatio = 1_000_000;

export const resourceIntakes = (parts: ResourceIntakeParts): Readonly<Record<ResourceKind, ResourceIntake>> => ({
  VOLUNTEER_TIME: (ownerId, record) => volunteerTime(parts, ownerId, record),
  TEAM: (ownerId, record) => teamTime(parts, ownerId, record),
  FUND: (ownerId, record) => fund(parts, ownerId, record),
  GOODS: (ownerId, record) => goods(parts, ownerId, record),
  CASELOAD: (ownerId, record) => caseload(parts, ownerId, record),
  SERVICE: (ownerId, record) => stationService(parts, ownerId, record),
  VENUE_SLOT: (ownerId, record) => venueSlot(parts, ownerId, record),
});

function volunteerTime({ sealed, stableIds }: ResourceIntakeParts, ownerId: string, record: RecordReader) {
  const isActive = record.text('status') === 'ACTIVE';
  const own = record.codes('skills', skills);
  const row: ResourceRow = {
    ...plain(stableIds('volunteer-time', ownerId), 'VOLUNTEER_TIME', ownerId),
    usedMonth: record.optionalText('usedMonth'),
    usedUnits: record.optionalInteger('usedHours', 0, Number.MAX_SAFE_INTEGER) ?? 0,
    ...bookedIn(record),
    unit: 'HOUR',
    providerId: record.optionalText('teamId'),
    name: record.optionalText('teamName'),
    capacity: record.integer('hoursPerMonth', 0, 1000),
    services: codesToText(servicesOfVolunteer(own)),
    skills: codesToText(own),
    divisionCode: record.text('divisionCode'),
    placeSealed: placeOf(sealed, ownerId, record),
    radiusMetres: record.integer('radiusMetres', 0, mostMetres),
    windows: record.integer('windows', 0, 2 ** 21 - 1),
    ...fitnessIn(record),
  };
  return isActive ? row : null;
}

/** A team that says how many of it come together; where one is enough it may come too, as many as it likes. */
function teamTime({ sealed, stableIds }: ResourceIntakeParts, ownerId: string, record: RecordReader) {
  const together = record.optionalInteger('together', 2, 1000);
  if (together === null) return null;
  const own = record.codes('skills', skills);
  return {
    ...plain(stableIds('team-time', ownerId), 'TEAM', ownerId),
    usedMonth: record.optionalText('usedMonth'),
    usedUnits: record.optionalInteger('usedHours', 0, Number.MAX_SAFE_INTEGER) ?? 0,
    ...bookedIn(record),
    unit: 'HOUR' as const,
    providerId: ownerId,
    name: record.text('name'),
    capacity: record.integer('hoursPerMonth', 0, Number.MAX_SAFE_INTEGER),
    helpers: together,
    services: codesToText(servicesOfVolunteer(own)),
    skills: codesToText(own),
    divisionCode: record.text('divisionCode'),
    placeSealed: placeOf(sealed, ownerId, record),
    radiusMetres: record.integer('radiusMetres', 0, mostMetres),
    windows: record.integer('windows', 0, 2 ** 21 - 1),
    vettedUntil: record.optionalDay('vettedUntil'),
    vettedFor: record.code('vettedFor', safeguardings),
  };
}

function fund({ stableIds }: ResourceIntakeParts, ownerId: string, record: RecordReader): ResourceRow {
  const regionCode = record.text('regionCode');
  return {
    ...plain(stableIds('fund-allocation', ownerId), 'FUND', ownerId),
    ...bookedIn(record),
    unit: 'FEN',
    providerId: record.text('charityOrganisationId'),
    name: record.text('name'),
    capacity: record.integer('balanceFen', 0, Number.MAX_SAFE_INTEGER),
    services: codesToText(record.codes('serviceCodes', serviceCodes)),
    groups: codesToText(record.codes('beneficiaryGroups', beneficiaryGroups)),
    regions: codesToText([regionCode]),
    divisionCode: regionCode,
    restricted: record.flag('restricted'),
    perPersonCap: record.optionalInteger('perPersonCapFen', 0, Number.MAX_SAFE_INTEGER),
    perPersonYearCap: record.optionalInteger('perPersonYearCapFen', 0, Number.MAX_SAFE_INTEGER),
    providerYearCap: record.optionalInteger('charityYearCapFen', 0, Number.MAX_SAFE_INTEGER),
    leastUnits: record.optionalInteger('leastGrantFen', 0, 2 ** 31 - 1),
    matchGives: record.optionalInteger('matchGives', 1, mostRatio),
    matchForEach: record.optionalInteger('matchForEach', 1, mostRatio),
    matchBeside: codesToText(record.optionalTexts('matchBeside')),
    startsOn: record.optionalDay('startsOn'),
    expiresOn: record.optionalDay('expiresOn'),
  };
}

function goods({ sealed, stableIds }: ResourceIntakeParts, ownerId: string, record: RecordReader): ResourceRow {
  return {
    ...plain(stableIds('goods-allotment', ownerId), 'GOODS', ownerId),
    ...bookedIn(record),
    unit: 'ITEM',
    providerId: record.text('charityOrganisationId'),
    name: record.text('name'),
    capacity: record.integer('quantity', 0, Number.MAX_SAFE_INTEGER),
    services: codesToText([record.code('serviceCode', serviceCodes)]),
    groups: codesToText(record.codes('beneficiaryGroups', beneficiaryGroups)),
    divisionCode: record.text('divisionCode'),
    placeSealed: placeOf(sealed, ownerId, record),
    radiusMetres: offers.goodsReachMetres,
    expiresOn: record.optionalDay('expiresOn'),
  };
}

function caseload({ sealed, stableIds }: ResourceIntakeParts, ownerId: string, record: RecordReader): ResourceRow {
  const divisionCode = record.text('divisionCode');
  return {
    ...plain(stableIds('caseload', ownerId), 'CASELOAD', ownerId),
    ...bookedIn(record),
    unit: 'CASE',
    providerId: record.text('stationId'),
    name: record.text('stationName'),
    capacity: record.integer('freeCases', 0, 1000),
    services: codesToText(offers.ofCaseload),
    regions: codesToText([divisionCode]),
    divisionCode,
    placeSealed: placeOf(sealed, ownerId, record),
  };
}

function stationService(parts: ResourceIntakeParts, ownerId: string, record: RecordReader): ResourceRow {
  return {
    ...plain(parts.stableIds('station-service', ownerId), 'SERVICE', ownerId),
    ...hoursOfStation(parts, ownerId, record),
    groups: codesToText(record.codes('beneficiaryGroups', beneficiaryGroups)),
    radiusMetres: record.optionalInteger('reachMetres', 0, mostMetres),
  };
}

function venueSlot(parts: ResourceIntakeParts, ownerId: string, record: RecordReader): ResourceRow {
  return {
    ...plain(parts.stableIds('venue-time', ownerId), 'VENUE_SLOT', ownerId),
    ...hoursOfStation(parts, ownerId, record),
    radiusMetres: offers.venueReachMetres,
  };
}

/** What a station's services and the hours of its rooms have in common. */
const hoursOfStation = ({ sealed }: ResourceIntakeParts, ownerId: string, record: RecordReader) => ({
  ...bookedIn(record),
  unit: 'HOUR' as const,
  usedMonth: record.optionalText('usedMonth'),
  usedUnits: record.optionalInteger('usedHours', 0, Number.MAX_SAFE_INTEGER) ?? 0,
  providerId: record.text('stationId'),
  name: record.text('name'),
  capacity: record.integer('hoursPerMonth', 0, Number.MAX_SAFE_INTEGER),
  services: codesToText([record.code('serviceCode', serviceCodes)]),
  skills: codesToText(record.codes('skills', skills)),
  divisionCode: record.text('divisionCode'),
  placeSealed: placeOf(sealed, ownerId, record),
  windows: record.integer('windows', 0, 2 ** 21 - 1),
  vettedUntil: record.optionalDay('vettedUntil'),
  startsOn: record.day('startsOn'),
  expiresOn: record.optionalDay('endsOn'),
});

/** A resource that is bound by nothing; each kind says what binds it. */
const plain = (id: string, kind: ResourceKind, ownerId: string) => ({
  id,
  kind,
  ownerId,
  skills: '',
  groups: '',
  regions: '',
  placeSealed: null,
  radiusMetres: null,
  windows: 0,
  vettedUntil: null,
  vettedFor: 'NONE' as const,
  certificates: '[]',
  gender: null,
  languages: '',
  travelMode: null,
  travelMinutes: null,
  helpers: 1,
  restricted: 0 as const,
  perPersonCap: null,
  perPersonYearCap: null,
  providerYearCap: null,
  leastUnits: null,
  matchGives: null,
  matchForEach: null,
  matchBeside: '',
  startsOn: null,
  expiresOn: null,
  bookedUnits: 0,
  usedMonth: null,
  usedUnits: 0,
});

/** What somebody is who comes in person. */
const fitnessIn = (record: RecordReader) => ({
  vettedUntil: record.optionalDay('vettedUntil'),
  vettedFor: record.code('vettedFor', safeguardings),
  certificates: JSON.stringify(
    record.records('certificates', (paper) => ({
      code: paper.code('code', helperCertificates),
      until: paper.optionalDay('until'),
    })),
  ),
  gender: record.optionalCode('gender', genders),
  languages: codesToText(record.codes('languages', spokenLanguages)),
  travelMode: record.optionalCode('travelMode', travelModes),
  travelMinutes: record.optionalInteger('travelMinutes', 1, 1440),
});

/** An owner tells in one record what it offers and what of our referrals it has taken from that. */
const bookedIn = (record: RecordReader) => ({
  bookedUnits: record.optionalInteger('bookedUnits', 0, Number.MAX_SAFE_INTEGER) ?? 0,
});

// Sealed for the owner's record, because the id of a resource may come from a key that is no longer the current one.
const placeOf = (sealed: SealedColumns, ownerId: string, record: RecordReader): string | null =>
  sealed.seal(ownerId, 'place', `${record.degrees('longitude', 180)},${record.degrees('latitude', 90)}`);
