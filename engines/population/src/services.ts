import type { ServiceCategory, ServiceCode, Skill, Unit } from '@hub/values';
import type { Person } from './people.ts';
import { type Random, type Table, tableOf } from './random.ts';

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

const old = 'ELDERLY_SUPPORT';
const disabled = 'DISABILITY_SUPPORT';
const poor = 'POVERTY_RELIEF';
const child = 'CHILD_SUPPORT';
const everybody = 'COMMUNITY_SERVICE';

/** Version 1 of the vocabulary as the district uses it. Weights are ours: child, old, disabled, ill, poor. */
export const services: readonly ServiceKind[] = [
  service('HOME_VISIT', 'HOUR', [everybody, old, disabled, poor, child], [2, 6, 1], null, [8, 26, 14, 10, 6]),
  service('MEAL_DELIVERY', 'HOUR', [old, disabled], [4, 12, 2], 'COOKING', [0, 12, 6, 4, 0]),
  service('HOUSEWORK', 'HOUR', [everybody, old, disabled], [3, 10, 1], 'CARE', [0, 10, 8, 8, 0]),
  service('HAIRCUT', 'HOUR', [everybody, old, disabled], [2, 3, 1], 'HAIRDRESSING', [0, 8, 6, 3, 0]),
  service('ESCORT_TO_CLINIC', 'HOUR', [everybody, old, disabled], [2, 8, 1], 'CARE', [0, 9, 9, 14, 0]),
  service('HOME_REPAIR', 'HOUR', [everybody, old, disabled], [2, 6, 1], 'REPAIR', [0, 5, 5, 3, 8]),
  service('TUTORING', 'HOUR', [child], [4, 12, 2], 'TEACHING', [30, 0, 0, 0, 0]),
  service('COUNSELLING', 'HOUR', [everybody, old, disabled, child], [2, 6, 1], 'COUNSELLING', [14, 2, 6, 10, 6]),
  service('LEGAL_ADVICE', 'HOUR', [everybody, poor], [2, 4, 1], 'LAW', [0, 1, 2, 3, 12]),
  service('CASE_WORK', 'CASE', [everybody, old, disabled, poor, child], [1, 1, 1], null, [10, 4, 7, 8, 12]),
  service('CASH_RELIEF', 'FEN', [poor], [50_000, 300_000, 10_000], null, [0, 2, 5, 10, 30]),
  service('MEDICAL_AID', 'FEN', [poor, old, disabled], [100_000, 500_000, 10_000], null, [2, 5, 8, 26, 6]),
  service('SCHOOL_AID', 'FEN', [child], [50_000, 400_000, 10_000], null, [20, 0, 0, 0, 0]),
  service('HOME_ADAPTATION', 'FEN', [old, disabled], [150_000, 500_000, 10_000], null, [0, 4, 8, 0, 0]),
  service('WHEELCHAIR', 'ITEM', [old, disabled], [1, 1, 1], null, [1, 4, 9, 0, 0]),
  service('GRAB_RAIL', 'ITEM', [old, disabled], [1, 2, 1], null, [0, 5, 5, 0, 0]),
  service('WINTER_CLOTHING', 'ITEM', [poor, old, child], [1, 2, 1], null, [6, 3, 3, 3, 12]),
  service('FOOD_PARCEL', 'ITEM', [poor, old], [1, 2, 1], null, [0, 5, 4, 6, 16]),
  service('SCHOOL_SUPPLIES', 'ITEM', [child], [1, 2, 1], null, [14, 0, 0, 0, 0]),
];

function service(
  code: ServiceCode,
  unit: Unit,
  categories: readonly ServiceCategory[],
  units: ServiceKind['units'],
  skill: Skill | null,
  wanted: ServiceKind['wanted'],
): ServiceKind {
  return { code, unit, categories, units, skill, wanted };
}

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
  CHILD: child,
  ELDER: old,
  DISABLED: disabled,
  ILL: poor,
  POOR: poor,
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
  return service.categories.includes(own) ? own : (service.categories[0] ?? everybody);
}
