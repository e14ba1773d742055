import type { Viewer } from '@hub/engine-policy';
import type { Published } from './departments.ts';

export const district = '420502000000';
export const street = '420502001000';
export const community = '420502001001';
export const elsewhere = '420502002001';

export const places: Readonly<Record<string, readonly string[]>> = {
  [district]: [],
  [street]: [district],
  [community]: [street, district, 'zone_river'],
  '420502002000': [district],
  [elsewhere]: ['420502002000', district],
  // Numbered under the district and run by a zone: the district's officer sees no record there.
  zone_hightech: [],
  '420502007001': ['zone_hightech'],
};

const home = { longitude: 111.2917, latitude: 30.7083 };
/** About so many metres north of the home of all clients. */
export const north = (metres: number) => ({ longitude: home.longitude, latitude: home.latitude + metres / 111_195 });

export const need = (id: string, parts: object = {}): Published => ({
  kind: 'need',
  id,
  record: {
    clientId: `client_of_${id}`,
    stationId: 'station_a',
    divisionCode: community,
    ownerOrganisationId: 'station_a',
    category: 'ELDERLY_SUPPORT',
    serviceCode: 'HOME_VISIT',
    unit: 'HOUR',
    units: 4,
    urgency: 'MEDIUM',
    status: 'OPEN',
    openedOn: '2026-11-01',
    skill: null,
    certificate: null,
    safeguarding: 'NONE',
    genderWish: null,
    genderMust: false,
    languageWish: null,
    languageMust: false,
    helpers: 1,
    indivisible: false,
    excludedProviders: [],
    windows: 0,
    groups: ['ELDERLY_ALONE'],
    ...home,
    ...parts,
  },
});

export const volunteer = (id: string, parts: object = {}): Published => ({
  kind: 'volunteer',
  id,
  record: {
    teamId: 'team_a',
    teamName: '学院街道红马甲志愿服务队',
    skills: ['CARE'],
    vettedUntil: '2027-06-30',
    vettedFor: 'VETTED',
    certificates: [],
    gender: 'FEMALE',
    languages: [],
    travelMode: null,
    travelMinutes: null,
    radiusMetres: 3000,
    hoursPerMonth: 10,
    windows: 0,
    divisionCode: community,
    ...north(300),
    status: 'ACTIVE',
    registeredOn: '2024-01-01',
    ...parts,
  },
});

/** A team of which two come together. */
export const volunteerTeam = (id: string, parts: object = {}): Published => ({
  kind: 'volunteerTeam',
  id,
  record: {
    name: '学院街道邻里帮志愿服务队',
    together: 2,
    hoursPerMonth: 10,
    radiusMetres: 2000,
    windows: 0,
    skills: ['CARE'],
    vettedUntil: '2027-06-30',
    vettedFor: 'VETTED',
    divisionCode: street,
    ...north(400),
    ...parts,
  },
});

export const fund = (id: string, parts: object = {}): Published => ({
  kind: 'fund',
  id,
  record: {
    name: '特困老人关爱',
    charityOrganisationId: 'charity_a',
    charityName: '西陵区慈善总会',
    serviceCodes: ['MEDICAL_AID'],
    beneficiaryGroups: ['ELDERLY_ALONE'],
    restricted: true,
    regionCode: district,
    balanceFen: 3_000_000_000_00,
    perPersonCapFen: null,
    startsOn: '2025-01-01',
    expiresOn: '2027-12-31',
    ...parts,
  },
});

export const goods = (id: string, parts: object = {}): Published => ({
  kind: 'goodsStock',
  id,
  record: {
    name: '轮椅',
    serviceCode: 'WHEELCHAIR',
    charityOrganisationId: 'charity_a',
    charityName: '西陵区慈善总会',
    beneficiaryGroups: [],
    divisionCode: street,
    quantity: 3,
    ...north(900),
    expiresOn: null,
    ...parts,
  },
});

export const socialWorker = (id: string, parts: object = {}): Published => ({
  kind: 'socialWorker',
  id,
  record: {
    stationId: 'station_a',
    stationName: '学院街道社工站',
    freeCases: 5,
    divisionCode: street,
    ...north(500),
    ...parts,
  },
});

const hoursOfStation = {
  stationId: 'station_a',
  hoursPerMonth: 20,
  windows: 0,
  skills: [],
  divisionCode: community,
  vettedUntil: '2027-06-30',
  startsOn: '2025-01-01',
  endsOn: null,
  ...north(500),
};

export const stationService = (id: string, parts: object = {}): Published => ({
  kind: 'serviceOffer',
  id,
  record: {
    ...hoursOfStation,
    name: '学院街道助餐点',
    stationName: '学院街道社工站',
    serviceCode: 'MEAL_DELIVERY',
    reachMetres: 1500,
    beneficiaryGroups: [],
    ...parts,
  },
});

export const venueSlot = (id: string, parts: object = {}): Published => ({
  kind: 'venueSlot',
  id,
  record: { ...hoursOfStation, name: '社区活动室 四点半课堂', serviceCode: 'TUTORING', windows: 1 << 4, ...parts },
});

/** Whose a record is, as linkage tells it. */
export const keyOf = (
  kind: 'client' | 'volunteerKey',
  id: string,
  person: string,
  families: readonly string[] = [],
): Published => ({ kind, id, record: { person, families } });

export const withdrawn = ({ kind, id }: Published): Published => ({ kind, id, record: null });

export const officer: Viewer = {
  subject: 'officer',
  role: 'district-officer',
  divisions: [district],
  organisation: null,
  purpose: 'RESOURCE_MATCHING',
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
};
export const stationWorker: Viewer = {
  ...officer,
  subject: 'worker',
  role: 'station-worker',
  divisions: [street],
  organisation: 'station_a',
};
export const charity: Viewer = {
  ...officer,
  subject: 'charity',
  role: 'charity-partner',
  agreement: {
    id: 'agreement_1',
    divisions: [district],
    fieldClasses: ['REFERENCE', 'CASE', 'PERSONAL', 'CONTACT', 'ASSISTANCE', 'IDENTIFIER'],
  },
  organisation: 'charity_a',
  basis: 'CONTRACT',
};
export const platform: Viewer = {
  ...charity,
  subject: 'platform',
  role: 'volunteer-partner',
  organisation: 'platform_a',
};
export const operator: Viewer = { ...officer, subject: 'operator', role: 'operator', divisions: [], purpose: null };
