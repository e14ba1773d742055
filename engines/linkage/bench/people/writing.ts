import { type Day, type Home, homeOf, type Person, phoneOf, WAYS } from './household.ts';
import { GIVEN, SOUNDS, TRADITIONAL } from './nameSigns.ts';
import type { Chance } from './random.ts';

/** How one department keeps its records: how often a field is empty, and how often it is wrong or written otherwise. */
export type Keeping = {
  readonly empty: {
    readonly gender: number;
    readonly dob: number;
    readonly idno: number;
    readonly phone: number;
    readonly div: number;
    readonly addr: number;
  };
  readonly wrong: {
    readonly name: number;
    readonly gender: number;
    readonly dob: number;
    readonly idno: number;
    readonly phone: number;
  };
  readonly masked: number;
  readonly fifteen: number;
  /** How exactly the division is told: to the village, to the town; else to the county. */
  readonly village: number;
  readonly town: number;
  /** Who moved house, or took another number, since the other department wrote them down. */
  readonly moved: number;
  readonly otherPhone: number;
};

/** The profile of the measured sample: which share is empty, and how often the two sides of a true pair agree. */
export const KEEPING: readonly [Keeping, Keeping] = [
  {
    empty: { gender: 0.01, dob: 0.02, idno: 0.05, phone: 0.25, div: 0.02, addr: 0.05 },
    wrong: { name: 0.022, gender: 0.002, dob: 0.01, idno: 0.022, phone: 0.004 },
    ...{ masked: 0, fifteen: 0.006, village: 0.84, town: 0.14, moved: 0, otherPhone: 0.16 },
  },
  {
    empty: { gender: 0.05, dob: 0.15, idno: 0.35, phone: 0.15, div: 0.2, addr: 0.2 },
    wrong: { name: 0.055, gender: 0.004, dob: 0.032, idno: 0.03, phone: 0.008 },
    ...{ masked: 0.03, fifteen: 0.006, village: 0.63, town: 0.27, moved: 0.14, otherPhone: 0.19 },
  },
];

const two = (value: number): string => String(value).padStart(2, '0');

const replaced = (chance: Chance, name: string): string => {
  const at = chance.below(name.length - 1) + 1;
  const { last } = GIVEN[chance.is(0.5) ? 'women' : 'men'];
  return name.slice(0, at) + chance.pickFrequent(last, 30) + name.slice(at + 1);
};

const sounded = (chance: Chance, name: string): string => {
  const at = chance.below(name.length - 1) + 1;
  const alike = SOUNDS.find((group) => group.includes(name[at] ?? ''));
  return alike === undefined
    ? replaced(chance, name)
    : name.slice(0, at) + chance.pick([...alike]) + name.slice(at + 1);
};

const twisted = (chance: Chance, { name, female }: Person): string => {
  if (name.includes('·'))
    return chance.is(0.9)
      ? name.replace('·', chance.pick(['•', '.', ' ', '・', '', '．']))
      : name.slice(0, name.indexOf('·'));
  const roll = chance.share();
  if (roll < 0.36) return `${name.slice(0, 1)} ${name.slice(1)}`;
  if (roll < 0.55) return sounded(chance, name);
  if (roll < 0.67) return [...name].map((sign) => TRADITIONAL[sign] ?? sign).join('');
  if (roll < 0.83) return replaced(chance, name);
  if (roll < 0.9) return name.length > 2 ? name.slice(0, -1) : name;
  return roll < 0.97 ? name.slice(1) + name.slice(0, 1) : name.slice(0, 1) + (female ? '女士' : '先生');
};

const dateText = ([year, month, day]: Day): string => `${year}-${two(month)}-${two(day)}`;

const slippedDate = (chance: Chance, [year, month, day]: Day): string => {
  const roll = chance.share();
  if (roll < 0.25) return dateText([year, 1, 1]);
  if (roll < 0.5) return dateText([year + chance.pick([-1, 1]), month, day]);
  if (roll < 0.75 && day <= 12) return dateText([year, day, month]);
  return dateText([year, month, chance.between(1, 28)]);
};

/** A digit replaced, two neighbours swapped, or one left out. */
const slippedDigits = (chance: Chance, digits: string, dropped: number): string => {
  const at = chance.below(digits.length - 1);
  const roll = chance.share();
  if (roll < dropped) return digits.slice(0, at) + digits.slice(at + 1);
  if (roll < 0.6) return digits.slice(0, at) + chance.below(10) + digits.slice(at + 1);
  return digits.slice(0, at) + digits[at + 1] + digits[at] + digits.slice(at + 2);
};

const addressText = (chance: Chance, { road, at: [house, building, unit, room] }: Home): string => {
  const way = WAYS.find((each) => road.endsWith(each)) ?? '';
  const short = chance.is(0.03) ? road.slice(0, road.length - way.length) : road;
  const roll = chance.share();
  if (roll < 0.3) return `${short}${house}号${building}栋`;
  if (roll < 0.65) return `${short}${house}号${building}栋${unit}单元${room}室`;
  return roll < 0.85
    ? `${short}${house}号${building}幢${unit}-${room}`
    : `${short}${house}号${building}-${unit}-${room}`;
};

const numberText = (chance: Chance, number: string, { wrong, masked, fifteen }: Keeping): string => {
  if (chance.is(masked)) return `${number.slice(0, 6)}********${number.slice(14)}`;
  if (chance.is(fifteen) && number.slice(6, 8) === '19') return number.slice(0, 6) + number.slice(8, 17);
  return chance.is(wrong.idno) ? slippedDigits(chance, number, 0) : number;
};

const phoneText = (chance: Chance, own: string, { wrong, otherPhone }: Keeping): string => {
  const phone = chance.is(otherPhone) ? phoneOf(chance) : own;
  return chance.is(wrong.phone) ? slippedDigits(chance, phone, 0.4) : phone;
};

/** One record: everything after the person's and the record's number, as a line of CSV. */
export const lineOf = (chance: Chance, who: Person, keeping: Keeping): string => {
  const { empty, wrong } = keeping;
  const home = chance.is(keeping.moved) ? homeOf(chance) : who.home;
  const level = chance.share();
  const digits = level < keeping.village ? 12 : level < keeping.village + keeping.town ? 9 : 6;
  return [
    chance.is(wrong.name) || (who.name.includes('·') && chance.is(0.4)) ? twisted(chance, who) : who.name,
    chance.is(empty.gender) ? '' : who.female !== chance.is(wrong.gender) ? '女' : '男',
    chance.is(empty.dob) ? '' : chance.is(wrong.dob) ? slippedDate(chance, who.born) : dateText(who.born),
    chance.is(empty.idno) ? '' : numberText(chance, who.number, keeping),
    chance.is(empty.phone) ? '' : phoneText(chance, who.phone, keeping),
    chance.is(empty.div) ? '' : home.division.slice(0, digits).padEnd(12, '0'),
    chance.is(empty.addr) ? '' : addressText(chance, home),
  ].join(',');
};
