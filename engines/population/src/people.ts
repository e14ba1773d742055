import { ageOn, residentIdNumberOf } from '@hub/values';
import type { Address } from './addresses.ts';
import { drawName, fullName, type TrueGender, type TrueName } from './names.ts';
import type { NumberBook } from './numberBook.ts';
import { drawPhone } from './phones.ts';
import type { Point } from './places.ts';
import { type Random, tableOf } from './random.ts';
import type { AssistanceCategory, LivingSituation } from './records.ts';

/** A home that people share. */
export interface Home extends Point {
  readonly address: Address;
  readonly living: LivingSituation;
  /** The number that a relative leaves for whoever has none. */
  readonly phone: string;
}

/** What makes a person need help, beside age and means. */
export interface Hardship {
  readonly disabled: boolean;
  readonly deaf: boolean;
  readonly ill: boolean;
  readonly orphan: boolean;
  readonly leftBehind: boolean;
}

/** Somebody as they truly are; departments only write something down about them. */
export interface Person extends Hardship {
  /** Never in a record; joins the truth. */
  readonly key: string;
  readonly name: TrueName;
  readonly writtenName: string;
  readonly gender: TrueGender;
  readonly bornOn: string;
  readonly age: number;
  readonly idNumber: string;
  /** Null for those who never had one of their own. */
  readonly phone: string | null;
  readonly oldPhone: string;
  readonly home: Home;
  readonly category: AssistanceCategory | null;
}

/** Everything about a person that somebody else decides. */
export interface Sketch {
  readonly key: string;
  readonly gender: TrueGender;
  readonly ages: readonly [number, number];
  readonly home: Home;
  readonly family?: TrueName | undefined;
  readonly hardship: Hardship;
  readonly category: AssistanceCategory | null;
}

export const noHardship: Hardship = { disabled: false, deaf: false, ill: false, orphan: false, leftBehind: false };

// Where people's numbers were first issued: the district, its neighbours in 宜昌, 恩施, and further off. Codes of GB/T 2260, some of them past.
const issuers = tableOf([
  ['420502', 560],
  ['420503', 90],
  ['420504', 35],
  ['420506', 40],
  ['420521', 60],
  ['420525', 22],
  ['420526', 26],
  ['420527', 45],
  ['420528', 35],
  ['420529', 18],
  ['420581', 28],
  ['420582', 28],
  ['420583', 26],
  ['422801', 8],
  ['422822', 6],
  ['422823', 8],
  ['421003', 5],
  ['421083', 4],
  ['420111', 4],
  ['500236', 6],
  ['510722', 3],
  ['430726', 3],
  ['411325', 3],
  ['341221', 2],
] as const);

/** Draws a person from a sketch. */
export function drawPerson(random: Random, sketch: Sketch, births: NumberBook, today: string): Person {
  const { key, gender, ages, home, family, hardship, category } = sketch;
  const { bornOn, sequence } = births(random, gender, ages[0], ages[1]);
  const name = drawName(random, gender, Number(bornOn.slice(0, 4)), family);
  const age = ageOn(bornOn, today);
  const issuer = issuerOf(random, name, bornOn);
  const ownPhone = age >= 12 && !random.chance(age >= 80 ? 0.35 : 0.06);
  return {
    ...hardship,
    key,
    name,
    writtenName: fullName(name),
    gender,
    bornOn,
    age,
    idNumber: residentIdNumberOf({ divisionCode: issuer, bornOn, sequence }),
    phone: ownPhone ? drawPhone(random) : null,
    oldPhone: drawPhone(random),
    home,
    category,
  };
}

// 宜昌县 (420521) became 夷陵区 (420506) in 2001; numbers of those born before keep the old code.
function issuerOf(random: Random, name: TrueName, bornOn: string): string {
  const drawn = random.from(issuers);
  if (name.nationality === '维吾尔族') return '653101';
  if (drawn === '420521' || drawn === '420506') return bornOn < '2001' ? '420521' : '420506';
  return drawn;
}
