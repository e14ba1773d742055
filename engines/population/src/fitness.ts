import { addDays, type HelperCertificate, type Skill, type SpokenLanguage } from '@hub/values';
import type { Person } from './people.ts';
import { type Random, tableOf } from './random.ts';
import type { HeldCertificateRecord, VolunteerRecord } from './records.ts';

/** What a volunteer is, beside what she offers; all shares are ours. */
export type Fitness = Pick<
  VolunteerRecord,
  'vettedFor' | 'certificates' | 'languages' | 'travelMode' | 'travelMinutes'
>;

/** Which certificate goes with a skill, and how many of those with the skill hold it. */
const certificateOf: Readonly<Partial<Record<Skill, readonly [HelperCertificate, number]>>> = {
  CARE: ['ELDERLY_CARE', 0.35],
  COOKING: ['FOOD_HANDLING', 0.6],
  REPAIR: ['ELECTRICIAN', 0.4],
  TEACHING: ['TEACHER', 0.6],
  COUNSELLING: ['COUNSELLOR', 0.7],
  LAW: ['LAWYER', 0.75],
  MEDICINE: ['NURSE', 0.7],
  SIGN_LANGUAGE: ['SIGN_INTERPRETER', 0.6],
};

/** For how many days a certificate that ends is good. */
const daysGood: Readonly<Partial<Record<HelperCertificate, number>>> = { FOOD_HANDLING: 365, FIRST_AID: 1095 };

const ways = tableOf<readonly ['WALK' | 'CYCLE' | 'BUS', number]>([
  [['WALK', 15], 5],
  [['WALK', 20], 3],
  [['CYCLE', 15], 3],
  [['BUS', 25], 4],
]);

const fromElsewhere = tableOf<SpokenLanguage>([
  ['XIANG', 3],
  ['TUJIA', 3],
  ['WU', 2],
  ['CANTONESE', 2],
]);

/** Draws it from a stream of its own, so that all else about a volunteer stays as it is. */
export function drawFitness(
  random: Random,
  { age }: Person,
  skills: readonly Skill[],
  vetted: boolean,
  today: string,
): Fitness {
  const closely = random.chance(skills.includes('TEACHING') || skills.includes('COUNSELLING') ? 0.75 : 0.45);
  const saysHow = random.chance(0.2);
  const [mode, minutes] = random.from(ways);
  const travel = skills.includes('DRIVING') ? (['CAR', 15] as const) : ([mode, minutes] as const);
  return {
    vettedFor: vetted ? (closely ? 'ENHANCED' : 'VETTED') : 'NONE',
    certificates: certificatesOf(random, skills, today),
    languages: languagesOf(random, age),
    travelMode: saysHow ? travel[0] : null,
    travelMinutes: saysHow ? travel[1] : null,
  };
}

function certificatesOf(random: Random, skills: readonly Skill[], today: string): readonly HeldCertificateRecord[] {
  const bySkill = skills.flatMap((skill) => {
    const [code, share] = certificateOf[skill] ?? [null, 0];
    return random.chance(share) && code !== null ? [code] : [];
  });
  const codes: readonly HelperCertificate[] = random.chance(0.1) ? [...bySkill, 'FIRST_AID'] : bySkill;
  return codes.map((code) => {
    const good = daysGood[code];
    return { code, until: good === undefined ? null : addDays(today, random.between(-Math.round(good / 10), good)) };
  });
}

// Students come from everywhere; the old speak the dialect, and some of them nothing else.
function languagesOf(random: Random, age: number): readonly SpokenLanguage[] {
  const [standard, dialect, other, english] = [random.next(), random.next(), random.next(), random.next()];
  const spoken: readonly (SpokenLanguage | false)[] = [
    standard < (age >= 66 ? 0.7 : 0.99) && 'MANDARIN',
    dialect < (age <= 25 ? 0.6 : 0.94) && 'SOUTHWESTERN_MANDARIN',
    other < 0.02 && random.from(fromElsewhere),
    english < (age <= 45 ? 0.08 : 0) && 'ENGLISH',
  ];
  const languages = spoken.filter((language) => language !== false);
  return languages.length > 0 ? languages : ['SOUTHWESTERN_MANDARIN'];
}
