import { residentIdNumberOf } from '@hub/values';
import { COMPOUND_SURNAMES, FASHIONABLE, GIVEN, SURNAMES, SYLLABLES } from './nameSigns.ts';
import type { Chance } from './random.ts';

export type Day = readonly [number, number, number];
export type Home = {
  readonly phone: string;
  readonly division: string;
  readonly road: string;
  /** House, building, unit, room. */
  readonly at: readonly [number, number, number, number];
};
export type Person = {
  readonly id: number;
  readonly name: string;
  readonly female: boolean;
  readonly born: Day;
  readonly number: string;
  readonly phone: string;
  readonly home: Home;
};

/** What families are like, as far as linkage minds. */
export type Families = {
  /** How many members use the phone of the household. */
  readonly sharedPhone: number;
  /** How many children come as two. */
  readonly twins: number;
  /** How many children's given names begin with the sign of their generation. */
  readonly generationNames: number;
};

const NAMES_OF_PLACES = [
  ...[
    '人民',
    '建设',
    '胜利',
    '和平',
    '光明',
    '解放',
    '新华',
    '东风',
    '中山',
    '学府',
    '滨河',
    '文化',
    '天府',
    '锦绣',
    '青年',
  ],
  ...[
    '草市',
    '一环',
    '二环',
    '三环',
    '双林',
    '玉林',
    '红星',
    '科华',
    '武侯',
    '蜀汉',
    '金牛',
    '成华',
    '龙泉',
    '高新',
    '神仙树',
  ],
];
const SIDES = ['', '东', '西', '南', '北', '中'];
export const WAYS = ['路', '街', '巷', '大道'];
const COUNTIES = [
  ...['510104', '510105', '510106', '510107', '510108', '510112', '510113', '510114', '510115', '510116'],
  ...['510117', '510118', '510121', '510129', '510131', '510181', '510182', '510183', '510184', '510185'],
];

const two = (value: number): string => String(value).padStart(2, '0');
const dayOf = (chance: Chance, year: number): Day => [year, chance.between(1, 12), chance.between(1, 28)];

export const phoneOf = (chance: Chance): string =>
  `1${chance.between(3, 9)}${chance.between(100_000_000, 999_999_999)}`;

export const homeOf = (chance: Chance): Home => ({
  phone: phoneOf(chance),
  division: `${chance.pick(COUNTIES)}${chance.is(0.5) ? '0' : '1'}${two(chance.between(1, 7))}0${two(chance.between(1, 12))}`,
  road: chance.pick(NAMES_OF_PLACES) + chance.pick(SIDES) + chance.pick(WAYS),
  at: [
    chance.between(1, 220),
    chance.between(1, 20),
    chance.between(1, 4),
    chance.between(1, 18) * 100 + chance.between(1, 4),
  ],
});

const givenName = (chance: Chance, female: boolean): string => {
  const usual = chance.is(0.96) === female ? 'women' : 'men';
  const { first, last } = GIVEN[usual];
  if (chance.is(0.04)) return chance.pickFrequent(FASHIONABLE[usual], 12);
  const sign = chance.pickFrequent(last, 5);
  return chance.is(0.75) ? chance.pickFrequent(first, 5) + sign : sign;
};

const surnameOf = (chance: Chance): string =>
  chance.is(0.004) ? chance.pick(COMPOUND_SURNAMES) : chance.pickFrequent(SURNAMES, 3);

const MINORITY = '·';

const nameOf = (chance: Chance, surname: string, female: boolean): string => {
  if (surname !== MINORITY) return surname + givenName(chance, female);
  const half = (): string => chance.pick(SYLLABLES) + chance.pick(SYLLABLES);
  return half() + MINORITY + half();
};

const personOf = (chance: Chance, id: number, surname: string, born: Day, home: Home, families: Families): Person => {
  const sequence = chance.below(1000);
  const female = sequence % 2 === 0;
  const elsewhere = `${chance.pick(['11', '12', '13', '21', '22', '33', '34', '37', '43', '45', '50', '51', '52', '53'])}${two(chance.between(1, 20))}${two(chance.between(1, 30))}`;
  const divisionCode = chance.is(0.8) ? home.division.slice(0, 6) : elsewhere;
  const bornOn = `${born[0]}-${two(born[1])}-${two(born[2])}`;
  return {
    id,
    name: nameOf(chance, surname, female),
    female,
    born,
    number: residentIdNumberOf({ divisionCode, bornOn, sequence }),
    phone: chance.is(families.sharedPhone) ? home.phone : phoneOf(chance),
    home,
  };
};

/** People who live together: one or two grown-ups, up to three children, sometimes a parent; numbered from `firstId`. */
export const householdOf = (chance: Chance, firstId: number, families: Families): readonly Person[] => {
  const home = homeOf(chance);
  const surname = chance.is(0.03) ? MINORITY : surnameOf(chance);
  const year = chance.between(1940, 1998);
  const members: Person[] = [];
  const add = (name: string, born: Day): Person => {
    let one = personOf(chance, firstId + members.length, name, born, home, families);
    // Nobody gives a child the whole name of somebody at home.
    while (members.some((other) => other.name === one.name))
      one = personOf(chance, firstId + members.length, name, born, home, families);
    members.push(one);
    return one;
  };
  add(surname, dayOf(chance, year));
  if (chance.is(0.5))
    add(surname === MINORITY ? MINORITY : surnameOf(chance), dayOf(chance, year + chance.between(-4, 4)));
  if (chance.is(0.1)) add(surname, dayOf(chance, Math.max(1925, year - chance.between(20, 34))));
  const generation = chance.pickFrequent(GIVEN.men.first, 9);
  for (let child = 0; child < 3 && chance.is(0.27); child += 1) {
    const born = dayOf(chance, Math.min(2018, year + chance.between(20, 36)));
    const one = add(surname, born);
    if (surname === MINORITY) continue;
    const rename = (who: Person, name: string): void => {
      if (!members.some((other) => other.name === name)) members[members.length - 1] = { ...who, name };
    };
    if (one.name.length === 3 && chance.is(families.generationNames))
      rename(one, surname + generation + one.name.slice(-1));
    if (!chance.is(families.twins)) continue;
    const eldest = members[members.length - 1] ?? one;
    const twin = add(surname, born);
    const { first, last } = GIVEN[twin.female ? 'women' : 'men'];
    // Two sisters are 张雨晴 and 张雨涵; some are 张晴 and 张涵, some 张大伟 and 张小伟, and some have nothing in common.
    const roll = chance.share();
    if (roll < 0.8) rename(twin, eldest.name.slice(0, -1) + chance.pickFrequent(last, 9));
    else if (roll < 0.9 && eldest.name.length === 3)
      rename(twin, surname + chance.pickFrequent(first, 9) + eldest.name.slice(-1));
  }
  return members;
};
