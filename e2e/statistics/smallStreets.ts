import type { SubgraphName } from '@hub/schema';
import { seededRandomness } from '@hub/vault/testing';
import type { House } from '../house.ts';

const district = '420502000000';
const streets = ['420502003000', '420502004000', '420502005000', '420502006000'];
const communityOf = (street: string) => `${street.slice(0, 9)}001`;

const random = seededRandomness('small streets');
const upTo = (most: number) => random(2).reduce((number, byte) => number * 256 + byte, 0) % (most + 1);
const oneOf = <Value>(...values: readonly Value[]) => values[upTo(values.length - 1)] as Value;

const division = (code: string, level: string, parentCode: string) => ({
  code,
  name: `区划${code}`,
  level,
  parentCode,
  validFrom: '2000-01-01',
  validTo: null,
  longitude: 111.29,
  latitude: 30.7,
});

/** So many records at most in each street, down to none. */
const inEachStreet = (kind: string, most: number, make: () => object) =>
  streets.flatMap((street) =>
    Array.from({ length: upTo(most) }, (_, at) => ({
      id: `${kind}_${street}_${at}`,
      divisionCode: communityOf(street),
      ...make(),
    })),
  );

const person = (ownerOrganisationId: string) => ({
  ownerOrganisationId,
  name: '向秀兰',
  idNumber: null,
  bornOn: oneOf(null, '1940-01-01', '1950-01-01', '1970-01-01', '1990-01-01', '2010-01-01', '2020-01-01'),
  gender: oneOf('FEMALE', 'MALE'),
  phone: null,
  address: null,
  longitude: 111.29,
  latitude: 30.7,
  registeredOn: '2024-01-01',
  groups: [],
});
const resident = () => ({
  ...person('org_street'),
  householdId: 'household_small',
  relationToHead: 'HEAD',
  livingSituation: oneOf('ALONE', 'EMPTY_NEST', 'WITH_FAMILY'),
});
const client = () => ({ ...person('station_small'), stationId: 'station_small' });
const need = () => ({
  clientId: 'client_small',
  stationId: 'station_small',
  category: oneOf('ELDERLY_SUPPORT', 'CHILD_SUPPORT', 'POVERTY_RELIEF'),
  serviceCode: oneOf('HOME_VISIT', 'HAIRCUT', 'TUTORING'),
  units: 1,
  urgency: oneOf('LOW', 'HIGH', 'CRITICAL'),
  status: oneOf('OPEN', 'MET'),
  openedOn: '2026-01-01',
  closedOn: null,
  skill: null,
  vettedOnly: false,
  windows: 0,
  longitude: 111.29,
  latitude: 30.7,
});
const caseFile = () => ({
  clientId: 'client_small',
  stationId: 'station_small',
  socialWorkerId: null,
  ownerOrganisationId: 'station_small',
  stage: oneOf('INTAKE', 'CLOSURE', 'SUSPENDED'),
  deep: oneOf(true, false),
  openedOn: '2026-01-01',
  closedOn: null,
});
const beneficiary = () => ({ ...person('charity_small'), charityOrganisationId: 'charity_small' });
const volunteer = () => ({
  ...person('platform'),
  teamId: null,
  skills: [],
  vettedUntil: oneOf(null, '2027-01-01'),
  radiusMetres: 1000,
  hoursPerMonth: 4,
  windows: 0,
  status: oneOf('ACTIVE', 'PAUSED', 'LEFT'),
});

/** Loads streets with few people each, drawn from a seed, so that most of their cells are under the threshold. */
export async function loadSmallStreets({ hub }: House): Promise<void> {
  const load = async (subgraph: SubgraphName, kind: string, records: readonly unknown[]) => {
    const loaded = await hub.subgraphs.get(subgraph)?.intake.load(kind, records);
    if (loaded?.rejected.length !== 0)
      throw new Error(`${kind} were not taken: ${JSON.stringify(loaded?.rejected[0])}`);
  };
  await load('civil-affairs', 'divisions', [
    ...streets.map((street) => division(street, 'TOWNSHIP', district)),
    ...streets.map((street) => division(communityOf(street), 'VILLAGE', street)),
  ]);
  await load('civil-affairs', 'residents', inEachStreet('resident', 14, resident));
  await load('social-work', 'clients', inEachStreet('client', 12, client));
  await load('social-work', 'needs', inEachStreet('need', 16, need));
  await load('social-work', 'caseFiles', inEachStreet('case', 9, caseFile));
  await load('charities', 'beneficiaries', inEachStreet('beneficiary', 10, beneficiary));
  const volunteers = inEachStreet('volunteer', 12, volunteer);
  await load(
    'volunteers',
    'volunteers',
    volunteers.map((one) => ({ ...one, number: `S-${one.id}` })),
  );
}
