import { addDays } from '@hub/values';
import { writeAddress } from './addresses.ts';
import { drawAssistance } from './assistance.ts';
import type { CommunityPeople } from './community.ts';
import { earlierOf, laterOf } from './days.ts';
import { openDirt } from './dirt.ts';
import { type District, slotOf } from './district.ts';
import type { TrueHousehold } from './household.ts';
import { civilAffairsBureau, hightechZone, streetOffice } from './organisations.ts';
import type { Person } from './people.ts';
import type { Place } from './places.ts';
import { openRandom, type Random } from './random.ts';
import type { AssistanceCategory, DivisionLevel, DivisionRecord, HouseholdRecord } from './records.ts';
import { type CivilAffairs, type Slice, writePeople } from './slices.ts';

// The frame of places is one dated set; the day before which the hub knows no places.
const placesSince = '2000-01-01';
// Synthetic: the national high-tech zone of 宜昌 was approved in November 2010; the day of the hand-over is not published.
const zoneSince = '2011-01-01';

/** Places down to the streets, and the zone with all that is in it. */
export function civilAffairsFrame({ places }: District): CivilAffairs {
  const [province, city] = places.above;
  const zoneCodes = places.zoneStreets.map(({ code }) => code);
  return {
    divisions: [
      ...(province === undefined ? [] : [division(province, 'PROVINCE', null)]),
      ...(city === undefined ? [] : [division(city, 'PREFECTURE', province?.code ?? null)]),
      division(places.district, 'COUNTY', city?.code ?? null),
      ...[...places.streets, ...places.zoneStreets].map((street) => division(street, 'TOWNSHIP', places.district.code)),
      ...places.zoneCommunities.map((community) => division(community, 'VILLAGE', community.streetCode)),
    ],
    managedBy: zoneCodes.map((code) => ({ code, managedBy: hightechZone, validFrom: zoneSince, validTo: null })),
    zones: [
      { id: hightechZone, name: '宜昌高新技术产业开发区', validFrom: zoneSince, validTo: null, memberCodes: zoneCodes },
    ],
    households: [],
    residents: [],
    assistanceStatuses: [],
  };
}

function division(place: Place, level: DivisionLevel, parentCode: string | null): DivisionRecord {
  const { code, name, longitude, latitude } = place;
  return { code, name, level, parentCode, validFrom: placesSince, validTo: null, longitude, latitude };
}

/** The ledger of one community: households, their people, and what helps them. */
export function civilAffairsOf(district: District, people: CommunityPeople): Slice<CivilAffairs> {
  const { seed, today, dirt, ids } = district;
  const { community, quota } = people;
  const slot = slotOf(community);
  const random = openRandom(seed, 'civil-affairs', community.ordinal);
  const households = people.households.map((household, index) => ({
    household,
    record: writeHousehold(random, { district, people, household, id: ids('household', slot, index) }),
  }));
  const homes = new Map<
    Person,
    { readonly record: HouseholdRecord; readonly relation: TrueHousehold['members'][number]['relation'] }
  >();
  for (const { household, record } of households) {
    for (const { person, relation } of household.members) homes.set(person, { record, relation });
  }
  const slips = openDirt(seed, 'civil-affairs', community.ordinal);
  const keeper = (person: Person) => ({
    department: 'civil-affairs' as const,
    divisionCode: community.code,
    ownerOrganisationId: homes.get(person)?.record.ownerOrganisationId ?? civilAffairsBureau,
  });
  const entries = writePeople(slips, people.ledger, quota.residentDuplicates, dirt, keeper);
  const residents = entries.map(({ person, index, again, fields }) => ({
    id: ids('resident', slot, index),
    ...fields,
    householdId: homes.get(person)?.record.id ?? '',
    relationToHead: homes.get(person)?.relation ?? ('OTHER' as const),
    livingSituation: person.home.living,
    longitude: person.home.longitude,
    latitude: person.home.latitude,
    registeredOn: registeredOn(random, person, homes.get(person)?.record.registeredOn ?? today, again ? today : null),
  }));
  return {
    records: {
      divisions: [division(community, 'VILLAGE', community.street.code)],
      managedBy: [],
      zones: [],
      households: households.map(({ record }) => record),
      residents,
      assistanceStatuses: drawAssistance(district, people, residents, homes),
    },
    truth: entries.map(({ person, index }) => ({
      department: 'civil-affairs',
      recordId: ids('resident', slot, index),
      personKey: person.key,
    })),
  };
}

// Income per head and month in fen, by category: the standards of assistance are near 800 yuan in cities of this size.
const incomes: Readonly<Record<AssistanceCategory, readonly [number, number]>> = {
  DIBAO: [0, 50_000],
  TEKUN: [0, 8_000],
  DIBAO_EDGE: [82_000, 122_000],
  RIGID_SPENDING: [100_000, 260_000],
  ANTI_RETURN_POVERTY: [70_000, 110_000],
  OTHER_DIFFICULT: [90_000, 200_000],
};

interface HouseholdSketch {
  readonly district: District;
  readonly people: CommunityPeople;
  readonly household: TrueHousehold;
  readonly id: string;
}

function writeHousehold(random: Random, { district, people, household, id }: HouseholdSketch): HouseholdRecord {
  const { community } = people;
  const [lowest, highest] = incomes[household.category];
  const income = random.between(lowest / 100, highest / 100) * 100;
  return {
    id,
    divisionCode: community.code,
    ownerOrganisationId: household.home.living === 'INSTITUTION' ? civilAffairsBureau : streetOffice(community.street),
    address: random.chance(0.02) ? null : writeAddress(household.home.address, 'FULL'),
    monthlyIncomePerHeadFen: random.chance(0.05) ? null : income,
    registeredOn: addDays(district.today, -random.between(120, 3600)),
  };
}

// With the household, but nobody before the thirtieth day of life; a second entry some time later.
function registeredOn(random: Random, person: Person, household: string, latest: string | null): string {
  const own = laterOf(household, addDays(person.bornOn, 30));
  return latest === null ? own : earlierOf(addDays(own, random.between(30, 700)), latest);
}
