import type { HelperCertificate, ServiceCode, SpokenLanguage } from '@hub/values';
import type { Person } from './people.ts';
import { type Random, tableOf } from './random.ts';
import type { NeedRecord } from './records.ts';
import type { ServiceKind } from './services.ts';

/** What a need asks of whoever helps, beside skill and times; ours, as are all shares here. */
export type Asked = Pick<
  NeedRecord,
  | 'certificate'
  | 'safeguarding'
  | 'genderWish'
  | 'genderMust'
  | 'languageWish'
  | 'languageMust'
  | 'indivisible'
  | 'cadenceUnits'
  | 'cadenceTimes'
  | 'cadencePeriod'
  | 'cadencePeriods'
>;

const certificateFor: Readonly<Partial<Record<ServiceCode, readonly [HelperCertificate, number]>>> = {
  MEAL_DELIVERY: ['FOOD_HANDLING', 0.25],
  HOUSEWORK: ['ELDERLY_CARE', 0.08],
  ESCORT_TO_CLINIC: ['FIRST_AID', 0.06],
  HOME_REPAIR: ['ELECTRICIAN', 0.2],
  TUTORING: ['TEACHER', 0.12],
  COUNSELLING: ['COUNSELLOR', 0.4],
  LEGAL_ADVICE: ['LAWYER', 0.3],
};

/** Services close to body and home, where people mind who comes. */
const personal: readonly ServiceCode[] = ['HOME_VISIT', 'HOUSEWORK', 'ESCORT_TO_CLINIC', 'COUNSELLING'];
/** Services that come again and again. */
const recurring: readonly ServiceCode[] = ['HOME_VISIT', 'MEAL_DELIVERY', 'HOUSEWORK', 'TUTORING'];

const fromElsewhere = tableOf<SpokenLanguage>([
  ['XIANG', 4],
  ['TUJIA', 3],
  ['WU', 2],
  ['CANTONESE', 1],
]);

/** Draws it from a stream of its own, so that all else about a need stays as it is. */
export function drawAsked(random: Random, service: ServiceKind, person: Person, units: number, vetted: boolean): Asked {
  const comes = service.unit === 'HOUR';
  const [certificate = null, share = 0] = certificateFor[service.code] ?? [];
  return {
    certificate: comes && random.chance(share) ? certificate : null,
    safeguarding: safeguardingFor(random, person, comes, vetted),
    ...(comes ? wishesOf(random, service, person) : noWish),
    indivisible: random.chance(0.4) && service.code === 'GRAB_RAIL',
    ...(recurring.includes(service.code) && random.chance(0.5) ? cadenceOf(units) : once),
  };
}

/** Who cannot walk is carried down the stairs by two or three, and a home that was let go is cleaned by several. */
export function drawHelpers(random: Random, { code }: ServiceKind, { age, disabled }: Person): number {
  const [luck, crowd] = [random.next(), random.between(2, 3)];
  if (code === 'ESCORT_TO_CLINIC' && (disabled || age >= 80)) return luck < 0.25 ? crowd : 1;
  return code === 'HOUSEWORK' && luck < 0.08 ? crowd : 1;
}

// Helpers of children, and of some who cannot decide for themselves, are looked into closely.
function safeguardingFor(random: Random, { age, disabled }: Person, comes: boolean, vetted: boolean) {
  const lacksCapacity = disabled && random.chance(0.25);
  if (!vetted) return 'NONE';
  return comes && (age < 18 || lacksCapacity) ? 'ENHANCED' : 'VETTED';
}

const noWish = { genderWish: null, genderMust: false, languageWish: null, languageMust: false } as const;
const once = { cadenceUnits: null, cadenceTimes: null, cadencePeriod: null, cadencePeriods: null } as const;

function wishesOf(random: Random, { code }: ServiceKind, person: Person) {
  const minds = random.chance(person.gender === 'FEMALE' ? 0.16 : 0.05) && personal.includes(code) && person.age >= 14;
  const genderMust = random.chance(0.35);
  const language = languageOf(random, person);
  const languageMust = random.chance(0.3);
  return {
    genderWish: minds ? person.gender : null,
    genderMust: minds && genderMust,
    languageWish: language,
    languageMust: language === 'SOUTHWESTERN_MANDARIN' && languageMust,
  };
}

// The old of the district speak its dialect and follow the standard language badly; a few came from elsewhere.
function languageOf(random: Random, { age, name }: Person): SpokenLanguage | null {
  const luck = random.next();
  const other = random.from(fromElsewhere);
  if (name.nationality === '维吾尔族') return luck < 0.5 ? 'UYGHUR' : null;
  if (luck < (age >= 70 ? 0.16 : 0.01)) return 'SOUTHWESTERN_MANDARIN';
  return luck > 0.99 ? other : null;
}

/** So many hours a month, an hour each time: as often a week as four weeks allow, otherwise once a week. */
function cadenceOf(units: number) {
  const everyWeek = units % 4 === 0 ? units / 4 : 1;
  return {
    cadenceUnits: 1,
    cadenceTimes: everyWeek,
    cadencePeriod: 'WEEK',
    cadencePeriods: units / everyWeek,
  } as const;
}
