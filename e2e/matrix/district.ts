import type { Hub } from '@hub/hub';
import type { SubgraphName } from '@hub/schema';
import { checkSigns } from './idNumbers.ts';

/** Records of each kind: kept by the viewer's organisation, by another in her place, or lying out of it. */
export const places = ['own', 'other', 'out'] as const;
export type Place = (typeof places)[number];
export const ages = ['adult', 'youth', 'child'] as const;
export type Age = (typeof ages)[number];

export const homeStreet = '420502001000';
const otherStreet = '420502002000';
const communityOf: Readonly<Record<Place, string>> = {
  own: '420502001001',
  other: '420502001001',
  out: '420502002001',
};
const bornOn: Readonly<Record<Age, string>> = { adult: '1950-03-04', youth: '2010-03-04', child: '2016-03-04' };
const longAgo = '2020-01-01';
const here = { longitude: 111.3, latitude: 30.7 };

export const station = 'station_own';
export const charity = 'charity_own';
export const platform = 'org_platform';
const stationOf: Readonly<Record<Place, string>> = { own: station, other: 'station_other', out: 'station_out' };
const charityOf: Readonly<Record<Place, string>> = { own: charity, other: 'charity_other', out: charity };

const people = places.flatMap((place) => ages.map((age) => ({ place, age, key: `${place}_${age}` })));

/** One and the same person in all departments, where the place is the same. */
const person = (place: Place, age: Age, ordinal: number) => ({
  name: `${'赵钱孙李周吴郑王冯'[ordinal]}小${'一二三四五六七八九'[ordinal]}`,
  idNumber: checkSigns(`420502${bornOn[age].replaceAll('-', '')}${String(ordinal * 2 + 101)}`),
  bornOn: bornOn[age],
  gender: 'MALE',
  phone: `1390717${String(1000 + ordinal)}`,
  address: '和平路1号',
  divisionCode: communityOf[place],
});

const division = (code: string, name: string, level: string, parentCode: string | null) => ({
  code,
  name,
  level,
  parentCode,
  validFrom: longAgo,
  validTo: null,
  ...here,
});

const civilAffairs = {
  divisions: [
    division('420000000000', '湖北省', 'PROVINCE', null),
    division('420500000000', '宜昌市', 'PREFECTURE', '420000000000'),
    division('420502000000', '西陵区', 'COUNTY', '420500000000'),
    division(homeStreet, '西陵街道', 'TOWNSHIP', '420502000000'),
    division(otherStreet, '学院街道', 'TOWNSHIP', '420502000000'),
    division(communityOf.own, '甲社区', 'VILLAGE', homeStreet),
    division(communityOf.out, '乙社区', 'VILLAGE', otherStreet),
  ],
  households: people.map(({ key, place }) => ({
    id: `household_${key}`,
    divisionCode: communityOf[place],
    ownerOrganisationId: 'org_street',
    address: '和平路1号',
    monthlyIncomePerHeadFen: 100,
    registeredOn: longAgo,
  })),
  residents: people.map(({ key, place, age }, ordinal) => ({
    ...person(place, age, ordinal),
    ...here,
    id: `resident_${key}`,
    householdId: `household_${key}`,
    ownerOrganisationId: 'org_street',
    relationToHead: 'HEAD',
    livingSituation: 'ALONE',
    registeredOn: longAgo,
  })),
  assistanceStatuses: people.map(({ key }) => ({
    id: `status_${key}`,
    residentId: `resident_${key}`,
    category: 'DIBAO',
    validFrom: longAgo,
    validTo: null,
    nextReviewOn: null,
    authority: '民政局',
    documentNumber: '1号',
    monthlyAmountFen: 100,
  })),
};

const needOf = (key: string, place: Place, serviceCode: string, unit: string) => ({
  id: `need_${key}_${unit}`,
  clientId: `client_${key}`,
  stationId: stationOf[place],
  divisionCode: communityOf[place],
  category: 'ELDERLY_SUPPORT',
  serviceCode,
  units: 2,
  urgency: 'HIGH',
  status: 'OPEN',
  openedOn: '2026-11-01',
  closedOn: null,
  skill: null,
  vettedOnly: false,
  windows: 0,
  ...here,
});

const socialWork = {
  stations: places.map((place) => ({
    id: stationOf[place],
    name: '社工站',
    level: 'TOWNSHIP_STATION',
    status: 'OPERATING',
    rating: null,
    divisionCode: place === 'out' ? otherStreet : homeStreet,
    openedOn: longAgo,
    ...here,
  })),
  clients: people.map(({ key, place, age }, ordinal) => ({
    ...person(place, age, ordinal),
    id: `client_${key}`,
    stationId: stationOf[place],
    ownerOrganisationId: stationOf[place],
    groups: ['ELDERLY'],
    registeredOn: longAgo,
  })),
  needs: people.flatMap(({ key, place }) => [
    needOf(key, place, 'HOME_VISIT', 'HOUR'),
    needOf(key, place, 'CASH_RELIEF', 'FEN'),
  ]),
  caseFiles: people.map(({ key, place }) => ({
    id: `case_${key}`,
    clientId: `client_${key}`,
    stationId: stationOf[place],
    socialWorkerId: null,
    divisionCode: communityOf[place],
    stage: 'PLANNING',
    deep: false,
    openedOn: longAgo,
    closedOn: null,
  })),
};

const charities = {
  beneficiaries: people.map(({ key, place, age }, ordinal) => ({
    ...person(place, age, ordinal),
    id: `beneficiary_${key}`,
    charityOrganisationId: charityOf[place],
    ownerOrganisationId: charityOf[place],
    groups: ['ELDERLY'],
    registeredOn: longAgo,
  })),
};

const volunteers = {
  volunteers: people.map(({ key, place, age }, ordinal) => ({
    ...person(place, age, ordinal),
    ...here,
    id: `volunteer_${key}`,
    ownerOrganisationId: platform,
    number: `4205020${ordinal}`,
    teamId: null,
    skills: [],
    vettedUntil: null,
    radiusMetres: 1000,
    hoursPerMonth: 4,
    windows: 0,
    registeredOn: longAgo,
    status: 'ACTIVE',
  })),
};

const agreement = (organisationId: string, purposes: readonly string[]) => ({
  id: `agreement_${organisationId}`,
  organisationId,
  purposes,
  bases: ['CONTRACT', 'CONSENT', 'GUARDIAN_CONSENT', 'STATUTORY_DUTY', 'EMERGENCY', 'PUBLIC_DISCLOSED'],
  divisionCode: '420502000000',
  fieldClasses: ['REFERENCE', 'CASE', 'PERSONAL', 'CONTACT', 'IDENTIFIER', 'ASSISTANCE', 'SENSITIVE'],
  validFrom: longAgo,
  validTo: '2099-12-31',
  impactAssessmentNumber: 'PIA-1',
  documentNumber: null,
});

/** Agreements that name everything, so that only the policy bounds what a partner gets. */
const access = {
  agreements: [
    agreement(charity, ['CHARITY_AID', 'RESOURCE_MATCHING']),
    agreement(platform, ['VOLUNTEER_DISPATCH', 'RESOURCE_MATCHING']),
  ],
};

/** Loads the same few people into every department. */
export async function loadDistrict(subgraphs: Hub['subgraphs']): Promise<void> {
  const lists: Readonly<Partial<Record<SubgraphName, Readonly<Record<string, readonly unknown[]>>>>> = {
    'civil-affairs': civilAffairs,
    'social-work': socialWork,
    charities,
    volunteers,
    access,
  };
  for (const [name, kinds] of Object.entries(lists)) {
    for (const [kind, records] of Object.entries(kinds)) {
      const outcome = await subgraphs.get(name as SubgraphName)?.intake.load(kind, records);
      const [rejected] = outcome?.rejected ?? [];
      if (rejected) throw new Error(`${name} rejected ${kind} ${rejected.id}: ${rejected.field} ${rejected.message}.`);
    }
  }
}
