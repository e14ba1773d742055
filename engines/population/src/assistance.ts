import { addDays, addMonths, daysBetween } from '@hub/values';
import type { CommunityPeople } from './community.ts';
import { type District, slotOf } from './district.ts';
import type { Person } from './people.ts';
import { openRandom, type Random } from './random.ts';
import type { AssistanceCategory, AssistanceStatusRecord, HouseholdRecord, ResidentRecord } from './records.ts';

const categoryNames: Readonly<Record<AssistanceCategory, string>> = {
  DIBAO: '低保',
  TEKUN: '特困',
  DIBAO_EDGE: '低边',
  RIGID_SPENDING: '刚性',
  ANTI_RETURN_POVERTY: '监测',
  OTHER_DIFFICULT: '其他困难',
};

/** Fen a month below which 低保 fills up what a household has per head; near the standard of cities of this size. */
const dibaoStandardFen = 82_000;

type Homes = ReadonlyMap<Person, { readonly record: HouseholdRecord }>;

/** What is in force today and what was before, each status held from `validFrom` until the day before `validTo`. */
export function drawAssistance(
  district: District,
  people: CommunityPeople,
  residents: readonly ResidentRecord[],
  homes: Homes,
): AssistanceStatusRecord[] {
  const random = openRandom(district.seed, 'assistance', people.community.ordinal);
  const earlier = new Set(random.shuffled(people.ledger).slice(0, people.quota.endedStatuses));
  const slot = slotOf(people.community);
  let count = 0;
  return people.ledger.flatMap((person, place) => {
    const resident = residents[place];
    const household = homes.get(person)?.record;
    if (resident === undefined || household === undefined || person.category === null) return [];
    const draw = (category: AssistanceCategory, from: string, to: string | null): AssistanceStatusRecord => ({
      id: district.ids('status', slot, count++),
      residentId: resident.id,
      category,
      validFrom: from,
      validTo: to,
      nextReviewOn: to === null ? nextReview(random, from, district.today) : null,
      authority: category === 'OTHER_DIFFICULT' ? `${people.community.street.name}办事处` : '宜昌市西陵区民政局',
      documentNumber: documentNumber(category, from, household, people.households.length + place),
      monthlyAmountFen: monthlyAmount(random, category, person, household),
    });
    const change = changeDay(random, resident.registeredOn, district.today, earlier.has(person));
    return [
      ...(earlier.has(person) ? [draw(otherThan(random, person.category), resident.registeredOn, change)] : []),
      ...(people.covered.has(person) ? [draw(person.category, change, null)] : []),
    ];
  });
}

function changeDay(random: Random, registeredOn: string, today: string, changed: boolean): string {
  if (!changed) return registeredOn;
  return addDays(registeredOn, 1 + Math.floor(random.next() * Math.max(0, daysBetween(registeredOn, today) - 1)));
}

function otherThan(random: Random, category: AssistanceCategory): AssistanceCategory {
  const others = (['DIBAO', 'DIBAO_EDGE', 'RIGID_SPENDING', 'OTHER_DIFFICULT'] as const).filter(
    (other) => other !== category,
  );
  return random.pick(others);
}

// Each year on its day; some reviews are late.
function nextReview(random: Random, from: string, today: string): string {
  let years = Math.max(1, Number(today.slice(0, 4)) - Number(from.slice(0, 4)));
  if (addMonths(from, 12 * years) <= today) years += 1;
  const late = years > 1 && random.chance(0.04);
  return addMonths(from, 12 * (late ? years - 1 : years));
}

function documentNumber(
  category: AssistanceCategory,
  from: string,
  household: HouseholdRecord,
  number: number,
): string {
  const place = household.divisionCode.slice(6);
  return `西民${categoryNames[category]}〔${from.slice(0, 4)}〕${place}-${String(number).padStart(4, '0')}号`;
}

function monthlyAmount(
  random: Random,
  category: AssistanceCategory,
  person: Person,
  household: HouseholdRecord,
): number | null {
  const income = household.monthlyIncomePerHeadFen ?? 20_000;
  if (category === 'DIBAO') return Math.max(15_000, dibaoStandardFen - income);
  if (category !== 'TEKUN') return null;
  // Living costs of 1.3 standards, and care for those who cannot look after themselves.
  return Math.round(dibaoStandardFen * 1.3) + (person.disabled || person.age >= 80 ? random.between(2, 8) * 10_000 : 0);
}
