import type { Person } from './people.ts';
import { type Random, type Table, tableOf } from './random.ts';
import type { ServiceCategory, ServiceCode, Skill, Unit } from './records.ts';

/** What kind of person somebody is to a station; decides which services are wanted. */
export type Profile = 'CHILD' | 'ELDER' | 'DISABLED' | 'ILL' | 'POOR';

/** One service of the vocabulary: its unit, the categories it belongs to, and how needs for it look. */
export interface ServiceKind {
  readonly code: ServiceCode;
  readonly unit: Unit;
  /** The first is used where the person's own category is not among them. */
  readonly categories: readonly ServiceCategory[];
  /** Smallest, largest and step of `units`: hours a month, fen, items. */
  readonly units: readonly [number, number, number];
  readonly skill: Skill | null;
  /** Weights in the order of `profiles`. */
  readonly wanted: readonly [number, number, number, number, number];
}

const profiles: readonly Profile[] = ['CHILD', 'ELDER', 'DISABLED', 'ILL', 'POOR'];

const E = 'ELDERLY_SUPPORT';
const D = 'DISABILITY_SUPPORT';
const P = 'POVERTY_RELIEF';
const C = 'CHILD_SUPPORT';
const S = 'COMMUNITY_SERVICE';

/** Version 1 of the vocabulary as the district uses it; weights are ours. */
export const services: readonly ServiceKind[] = [
  {
    code: 'HOME_VISIT',
    unit: 'HOUR',
    categories: [S, E, D, P, C],
    units: [2, 6, 1],
    skill: null,
    wanted: [8, 26, 14, 10, 6],
  },
  {
    code: 'MEAL_DELIVERY',
    unit: 'HOUR',
    categories: [E, D],
    units: [4, 12, 2],
    skill: 'COOKING',
    wanted: [0, 12, 6, 4, 0],
  },
  {
    code: 'HOUSEWORK',
    unit: 'HOUR',
    categories: [S, E, D],
    units: [3, 10, 1],
    skill: 'CARE',
    wanted: [0, 10, 8, 8, 0],
  },
  {
    code: 'HAIRCUT',
    unit: 'HOUR',
    categories: [S, E, D],
    units: [2, 3, 1],
    skill: 'HAIRDRESSING',
    wanted: [0, 8, 6, 3, 0],
  },
  {
    code: 'ESCORT_TO_CLINIC',
    unit: 'HOUR',
    categories: [S, E, D],
    units: [2, 8, 1],
    skill: 'CARE',
    wanted: [0, 9, 9, 14, 0],
  },
  {
    code: 'HOME_REPAIR',
    unit: 'HOUR',
    categories: [S, E, D],
    units: [2, 6, 1],
    skill: 'REPAIR',
    wanted: [0, 5, 5, 3, 8],
  },
  { code: 'TUTORING', unit: 'HOUR', categories: [C], units: [4, 12, 2], skill: 'TEACHING', wanted: [30, 0, 0, 0, 0] },
  {
    code: 'COUNSELLING',
    unit: 'HOUR',
    categories: [S, E, D, C],
    units: [2, 6, 1],
    skill: 'COUNSELLING',
    wanted: [14, 2, 6, 10, 6],
  },
  { code: 'LEGAL_ADVICE', unit: 'HOUR', categories: [S, P], units: [2, 4, 1], skill: 'LAW', wanted: [0, 1, 2, 3, 12] },
  {
    code: 'CASE_WORK',
    unit: 'CASE',
    categories: [S, E, D, P, C],
    units: [1, 1, 1],
    skill: null,
    wanted: [10, 4, 7, 8, 12],
  },
  {
    code: 'CASH_RELIEF',
    unit: 'FEN',
    categories: [P],
    units: [50_000, 300_000, 10_000],
    skill: null,
    wanted: [0, 2, 5, 10, 30],
  },
  {
    code: 'MEDICAL_AID',
    unit: 'FEN',
    categories: [P, E, D],
    units: [100_000, 500_000, 10_000],
    skill: null,
    wanted: [2, 5, 8, 26, 6],
  },
  {
    code: 'SCHOOL_AID',
    unit: 'FEN',
    categories: [C],
    units: [50_000, 400_000, 10_000],
    skill: null,
    wanted: [20, 0, 0, 0, 0],
  },
  {
    code: 'HOME_ADAPTATION',
    unit: 'FEN',
    categories: [E, D],
    units: [150_000, 500_000, 10_000],
    skill: null,
    wanted: [0, 4, 8, 0, 0],
  },
  { code: 'WHEELCHAIR', unit: 'ITEM', categories: [E, D], units: [1, 1, 1], skill: null, wanted: [1, 4, 9, 0, 0] },
  { code: 'GRAB_RAIL', unit: 'ITEM', categories: [E, D], units: [1, 2, 1], skill: null, wanted: [0, 5, 5, 0, 0] },
  {
    code: 'WINTER_CLOTHING',
    unit: 'ITEM',
    categories: [P, E, C],
    units: [1, 2, 1],
    skill: null,
    wanted: [6, 3, 3, 3, 12],
  },
  { code: 'FOOD_PARCEL', unit: 'ITEM', categories: [P, E], units: [1, 2, 1], skill: null, wanted: [0, 5, 4, 6, 16] },
  { code: 'SCHOOL_SUPPLIES', unit: 'ITEM', categories: [C], units: [1, 2, 1], skill: null, wanted: [14, 0, 0, 0, 0] },
];

const wantedBy: Readonly<Record<Profile, Table<ServiceKind>>> = {
  CHILD: wishes('CHILD'),
  ELDER: wishes('ELDER'),
  DISABLED: wishes('DISABLED'),
  ILL: wishes('ILL'),
  POOR: wishes('POOR'),
};

function wishes(profile: Profile): Table<ServiceKind> {
  const place = profiles.indexOf(profile);
  return tableOf(services.map((service) => [service, service.wanted[place] ?? 0] as const));
}

const categoryOfProfile: Readonly<Record<Profile, ServiceCategory>> = {
  CHILD: C,
  ELDER: E,
  DISABLED: D,
  ILL: P,
  POOR: P,
};

/** The kind of person; a child is a child first, an old person old, whatever else. */
export function profileOf({ age, disabled, ill }: Person): Profile {
  if (age < 18) return 'CHILD';
  if (age >= 60) return 'ELDER';
  if (disabled) return 'DISABLED';
  return ill ? 'ILL' : 'POOR';
}

/** A service that suits the person: no lessons before school, no wheelchair for who walks. */
export function drawService(random: Random, person: Person): ServiceKind {
  for (;;) {
    const service = random.from(wantedBy[profileOf(person)]);
    const atSchool = person.age >= 6 && person.age < 18;
    if (['TUTORING', 'SCHOOL_AID', 'SCHOOL_SUPPLIES'].includes(service.code) && !atSchool) continue;
    if (service.code === 'WHEELCHAIR' && !person.disabled && person.age < 75) continue;
    return service;
  }
}

/** The category under which a person asks for a service. */
export function categoryFor(service: ServiceKind, person: Person): ServiceCategory {
  const own = categoryOfProfile[profileOf(person)];
  return service.categories.includes(own) ? own : (service.categories[0] ?? S);
}
