import { givenNames, minorities, surnames } from './nameLists.ts';
import { type Random, tableOf } from './random.ts';

export type TrueGender = 'FEMALE' | 'MALE';

/** A name as its bearer's papers have it; `surname` is empty for names without one. */
export interface TrueName {
  readonly surname: string;
  readonly given: string;
  /** Chinese name of the nationality (民族). */
  readonly nationality: string;
}

const surnameTable = tableOf(surnames);
const tujiaTable = tableOf(minorities.tujiaSurnames);
const nationalityTable = tableOf([
  ['汉族', 955],
  ['土家族', 30],
  ['苗族', 4],
  ['回族', 4],
  ['维吾尔族', 4],
  ['藏族', 3],
] as const);

/** Draws a name such as people born in that year have; a given surname (of a family) is kept, and the nationality with it. */
export function drawName(random: Random, gender: TrueGender, bornYear: number, family?: TrueName): TrueName {
  const nationality = family?.nationality ?? random.from(nationalityTable);
  if (nationality === '维吾尔族') return { surname: '', given: uyghurName(random, gender, family), nationality };
  if (nationality === '藏族') return { surname: '', given: tibetanName(random, gender), nationality };
  const own = nationality === '土家族' ? tujiaTable : surnameTable;
  return { surname: family?.surname || random.from(own), given: givenName(random, gender, bornYear), nationality };
}

/** The name in one piece, as in papers. */
export function fullName(name: TrueName): string {
  return `${name.surname}${name.given}`;
}

function givenName(random: Random, gender: TrueGender, bornYear: number): string {
  const era = givenNames.find(({ until }) => bornYear < until) ?? givenNames.at(-1);
  const pools = era?.[gender];
  if (era === undefined || pools === undefined) throw new RangeError(`Met no given names for ${bornYear}.`);
  const [firsts, seconds] = pools;
  const second = random.pick([...seconds]);
  return random.chance(era.oneSign) ? second : `${random.pick([...firsts])}${second}`;
}

// Own name, middle dot, father's name: a child's second part is the first part of the father's.
function uyghurName(random: Random, gender: TrueGender, family: TrueName | undefined): string {
  const own = random.pick(minorities.uyghur[gender]);
  const parent = family?.given.split('·')[0];
  const father = minorities.uyghur.MALE.find((name) => name === parent && name !== own);
  return `${own}·${father ?? random.pick(minorities.uyghur.MALE)}`;
}

function tibetanName(random: Random, gender: TrueGender): string {
  return `${random.pick(minorities.tibetan.first)}${random.pick(minorities.tibetan[gender])}`;
}
