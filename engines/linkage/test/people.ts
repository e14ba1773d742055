import { residentIdNumberOf } from '@hub/values';
import { type Table, tableOf } from '../src/index.ts';

/** A repeatable sequence in [0, 1): the generator of Park and Miller. */
export const sequence = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

/** The items in an order that `random` gives. */
export const shuffled = <T>(items: readonly T[], random: () => number): readonly T[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((left, right) => left.at - right.at)
    .map(({ item }) => item);

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英玉兰建华国文志红春梅海燕雪荣新利清飞彬凯峰'];

/** One row of a made-up person: id, person, name, gender, birth date, ID number, phone, division, address. */
export type PersonRow = readonly [string, string, string, string, string, string, string, string, string];

/** The header of `PersonRow`. */
export const HEADER = ['id', 'person', '姓名', '性别', '出生日期', '身份证号', '电话', '区划代码', '住址'];

type Random = () => number;
const pick = <T>(items: readonly T[], random: Random): T => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('Nothing to pick from.');
  return item;
};
const between = (low: number, high: number, random: Random): number => low + Math.floor(random() * (high - low + 1));
const two = (value: number): string => String(value).padStart(2, '0');

type Home = { readonly phone: string; readonly division: string; readonly address: string };

const home = (random: Random): Home => ({
  phone: `1${pick(['38', '59', '76', '87'], random)}${between(10_000_000, 99_999_999, random)}`,
  division: `5101${pick(['04', '05', '07', '12'], random)}0${two(between(1, 20, random))}0${two(between(1, 12, random))}`,
  address: `${pick(['人民', '建设', '胜利', '和平', '光明', '解放'], random)}${pick(['路', '东街', '西街'], random)}${between(1, 200, random)}号${between(1, 20, random)}栋${between(1, 4, random)}单元${between(1, 18, random)}0${between(1, 4, random)}室`,
});

const person = (surname: string, key: string, at: Home, random: Random): PersonRow => {
  const sequenceNumber = between(0, 999, random);
  const bornOn = `${between(1930, 2015, random)}-${two(between(1, 12, random))}-${two(between(1, 28, random))}`;
  const number = residentIdNumberOf({ divisionCode: at.division.slice(0, 6), bornOn, sequence: sequenceNumber });
  const given = pick(GIVEN, random) + (random() < 0.75 ? pick(GIVEN, random) : '');
  const gender = sequenceNumber % 2 === 1 ? '男' : '女';
  return [key, key, surname + given, gender, bornOn, number, at.phone, at.division, at.address];
};

/** Households of one to four people. */
export const population = (households: number, seed: number): readonly PersonRow[] => {
  const random = sequence(seed);
  return Array.from({ length: households }, (_, h) => {
    const at = home(random);
    const surname = pick(SURNAMES, random);
    return Array.from({ length: between(1, 4, random) }, (_unused, m) => {
      const own = random() < 0.6 ? surname : pick(SURNAMES, random);
      return person(own, `${h}-${m}`, at, random);
    });
  }).flat();
};

const slipped = (text: string, random: Random): string => {
  const at = Math.floor(random() * (text.length - 1));
  return `${text.slice(0, at)}${text[at + 1]}${text[at]}${text.slice(at + 2)}`;
};

/** The same people as another department has them: missing values, slips, other words, some moved. */
export const kept = (rows: readonly PersonRow[], prefix: string, share: number, seed: number): readonly PersonRow[] => {
  const random = sequence(seed);
  return rows.flatMap((row) => {
    if (random() > share) return [];
    const [, who, name, gender, bornOn, number, phone, division, address] = row;
    const place = random() < 0.1 ? home(random) : { phone, division, address };
    return [
      [
        `${prefix}${Math.floor(random() * 1e9)}-${who}`,
        who,
        random() < 0.05 ? slipped(name, random) : name,
        gender,
        random() < 0.15 ? '' : bornOn,
        random() < 0.3 ? '' : number,
        random() < 0.3 ? '' : place.phone,
        random() < 0.2 ? `${place.division.slice(0, 9)}000` : place.division,
        random() < 0.2 ? '' : place.address.replace(/栋(\d)单元(\d+)室/u, random() < 0.5 ? '-$1-$2' : '栋$1单元$2室'),
      ],
    ] as const;
  });
};

/** A table of rows without the named columns; `person` is always left out. */
export const tableWithout = (rows: readonly PersonRow[], ...dropped: readonly string[]): Table => {
  const at = HEADER.flatMap((name, index) => (name === 'person' || dropped.includes(name) ? [] : [index]));
  return tableOf(
    at.map((index) => HEADER[index] ?? ''),
    rows.map((row) => at.map((index) => row[index] ?? '')),
  );
};
