import { addDays, type ServiceCode, type Skill } from '@hub/values';
import { type District, frameSlot } from './district.ts';
import { centreId, streetStationId } from './organisations.ts';
import { type Place, pointAt } from './places.ts';
import { openRandom, type Random } from './random.ts';
import type { ServiceOfferRecord, VenueRecord, VenueSlotRecord } from './records.ts';

export interface StationOffers {
  readonly serviceOffers: ServiceOfferRecord[];
  readonly venues: VenueRecord[];
  readonly venueSlots: VenueSlotRecord[];
}

/** Bit 3 · weekday + part of the five mornings from Monday on. */
const weekdayMornings = 0b001_001_001_001_001;

/** What is held in a street's activity room each week. */
const activities: readonly {
  readonly activity: string;
  readonly serviceCode: ServiceCode;
  readonly skill: Skill;
  /** Weekday, first and last hour. */
  readonly at: readonly [number, number, number];
  readonly places: number;
}[] = [
  { activity: '便民理发日', serviceCode: 'HAIRCUT', skill: 'HAIRDRESSING', at: [3, 9, 11], places: 2 },
  { activity: '心理疏导小组', serviceCode: 'COUNSELLING', skill: 'COUNSELLING', at: [4, 14, 15], places: 2 },
];

/** How many of each kind a district with so many streets has. */
export const offerCounts = (streets: number) => ({
  serviceOffers: streets + 2,
  venues: streets,
  venueSlots: streets * activities.length,
});

/** A canteen and an activity room in each street, and two services at the district's centre. All of it is invented. */
export function stationOffers(district: District): StationOffers {
  const { seed, ids, places, today } = district;
  const random = openRandom(seed, 'offers');
  const venues = places.streets.map(
    (street): VenueRecord => ({
      id: ids('venue', frameSlot, street.ordinal),
      name: `${street.name}社区活动室`,
      stationId: streetStationId(ids, street),
      divisionCode: street.code,
      seats: 10 * random.between(2, 5),
      ...pointAt(street, random.nearZero() * 200, random.nearZero() * 200),
    }),
  );
  return {
    serviceOffers: [
      ...places.streets.map((street) => canteenOf(random, district, street)),
      ...centreServices.map((service, index) => atCentre(random, district, service, places.streets.length + index)),
    ],
    venues,
    venueSlots: venues.flatMap((venue, room) =>
      activities.map(({ activity, serviceCode, skill, at: [weekday, fromHour, toHour], places: most }, index) => ({
        ...{ id: ids('slot', frameSlot, room * activities.length + index), venueId: venue.id, activity, serviceCode },
        ...{ weekday, fromHour, toHour, places: most, skills: [skill] },
        ...openSince(random, today),
      })),
    ),
  };
}

const openSince = (random: Random, today: string) => ({
  vettedUntil: addDays(today, random.between(60, 700)),
  startsOn: addDays(today, -random.between(90, 900)),
  endsOn: null,
});

type Street = Place & { readonly ordinal: number };

const canteenOf = (random: Random, { ids, today }: District, street: Street): ServiceOfferRecord => ({
  id: ids('offer', frameSlot, street.ordinal),
  name: `${street.name}社区助餐点`,
  stationId: streetStationId(ids, street),
  serviceCode: 'MEAL_DELIVERY',
  divisionCode: street.code,
  hoursPerMonth: 4 * random.between(6, 12),
  reachMetres: 1200,
  windows: weekdayMornings,
  skills: ['COOKING'],
  beneficiaryGroups: ['ELDERLY', 'ELDERLY_ALONE', 'DISABLED'],
  ...openSince(random, today),
  ...pointAt(street, random.nearZero() * 300, random.nearZero() * 300),
});

type CentreService = readonly [name: string, serviceCode: ServiceCode, skill: Skill, hoursPerMonth: number];

const centreServices: readonly CentreService[] = [
  ['西陵区心理咨询室', 'COUNSELLING', 'COUNSELLING', 24],
  ['西陵区法律咨询窗口', 'LEGAL_ADVICE', 'LAW', 16],
];

const atCentre = (
  random: Random,
  { ids, places, today }: District,
  [name, serviceCode, skill, hoursPerMonth]: CentreService,
  index: number,
): ServiceOfferRecord => ({
  id: ids('offer', frameSlot, index),
  name,
  stationId: centreId(ids),
  serviceCode,
  divisionCode: places.district.code,
  hoursPerMonth,
  reachMetres: null,
  windows: 0,
  skills: [skill],
  beneficiaryGroups: [],
  ...openSince(random, today),
  ...pointAt(places.district, random.nearZero() * 200, random.nearZero() * 200),
});
