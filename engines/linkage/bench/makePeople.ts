/**
 * Writes two CSV files of made-up people as two departments would keep them: whole households, some in both files, with
 * missing values, slips, homophones, moves, masked numbers and twins. Arguments: --people N --seed S A.csv B.csv.
 */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { residentIdNumberOf } from '@hub/values';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { people: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});

let state = Number(options.seed) >>> 0 || 1;
/** xorshift32, in [0, 1). */
const random = (): number => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) / 4294967296;
};
const chance = (share: number): boolean => random() < share;
const below = (bound: number): number => Math.floor(random() * bound);
const between = (low: number, high: number): number => low + below(high - low + 1);
const two = (value: number): string => String(value).padStart(2, '0');
const pick = <T>(items: readonly T[]): T => {
  const item = items[below(items.length)];
  if (item === undefined) throw new RangeError('Nothing to pick from.');
  return item;
};
/** Frequent items first: item k about as often as 1 / (k + 4). */
const pickFrequent = (items: readonly string[]): string => {
  const top = Math.log((items.length + 4) / 4);
  return items[Math.min(items.length - 1, Math.floor(4 * (Math.exp(random() * top) - 1)))] ?? '';
};

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
];
const WOMEN = [
  ...'秀英玉兰桂芳淑珍红梅丽娟敏静艳燕霞萍凤华慧琴云洁莉香娜春菊彩翠琳素珠雪荣爱妹巧美婷雅芝玲芬佳嘉琼勤瑞凡欣怡梦诗涵萱悦颖晓倩蓉薇宁蕾月婉莲真环',
];
const MEN = [
  ...'伟军强建国明志勇平文华海林峰杰涛波辉刚永斌健世广义兴良山仁宁贵福生龙元全胜学祥才发武新利清飞富顺信子昌成康星光天达安岩中茂进有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆磊民友裕河哲江超浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋梁栋维启克伦翔旭鹏泽晨',
];
const SOUNDS: readonly string[] = [
  '梅美妹',
  '英瑛',
  '芳方',
  '兰蓝',
  '珍真',
  '华桦',
  '伟玮炜',
  '杰洁',
  '红宏',
  '丽莉利',
  '军君',
  '明铭',
  '志智',
  '建健',
  '国果',
  '新欣鑫心',
  '艳燕',
  '静靖敬',
  '玲铃',
  '琴勤',
];
const TRADITIONAL: Readonly<Record<string, string>> = {
  张: '張',
  刘: '劉',
  陈: '陳',
  杨: '楊',
  黄: '黃',
  赵: '趙',
  吴: '吳',
  孙: '孫',
  马: '馬',
  国: '國',
  华: '華',
  兰: '蘭',
  丽: '麗',
};
const ROADS = [
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
  '草市',
  '一环',
  '二环',
  '双林',
  '玉林',
];
const WAYS = ['路', '街', '东路', '西路', '南街', '北街', '中路', '大道', '巷'];
const COUNTIES = [
  '510104',
  '510105',
  '510106',
  '510107',
  '510108',
  '510112',
  '510113',
  '510114',
  '510115',
  '510116',
  '510117',
  '510118',
  '510121',
  '510129',
  '510131',
  '510181',
  '510182',
  '510183',
  '510184',
  '510185',
];
const SYLLABLES = [
  '阿卜杜',
  '买买提',
  '古丽',
  '吐尔逊',
  '热合曼',
  '扎西',
  '卓玛',
  '央金',
  '阿依',
  '木沙',
  '沙马',
  '吉克',
  '艾力',
  '卡德尔',
];

type Home = {
  readonly phone: string;
  readonly division: string;
  readonly road: string;
  readonly at: readonly [number, number, number, number];
};
type Person = {
  readonly id: number;
  readonly name: string;
  readonly female: boolean;
  readonly born: readonly [number, number, number];
  readonly number: string;
  readonly phone: string;
  readonly home: Home;
};

const phone = (): string => `1${between(3, 9)}${between(100_000_000, 999_999_999)}`;
const home = (): Home => ({
  phone: phone(),
  division: `${pick(COUNTIES)}${pick(['0', '1'])}${two(between(1, 20))}0${two(between(1, 12))}`,
  road: pick(ROADS) + pick(WAYS),
  at: [between(1, 220), between(1, 20), between(1, 4), between(1, 18) * 100 + between(1, 4)],
});
const givenName = (female: boolean): string => {
  const from = female ? WOMEN : MEN;
  return pickFrequent(from) + (chance(0.78) ? pickFrequent(from) : '');
};

const person = (id: number, surname: string, born: readonly [number, number, number], at: Home): Person => {
  const sequence = below(1000);
  const female = sequence % 2 === 0;
  const bornOn = `${born[0]}-${two(born[1])}-${two(born[2])}`;
  const county = chance(0.8)
    ? at.division.slice(0, 6)
    : `${between(11, 65)}${two(between(1, 20))}${two(between(1, 30))}`;
  const minority = chance(0.02);
  const name = minority
    ? `${pick(SYLLABLES)}${pick(SYLLABLES)}·${pick(SYLLABLES)}${pick(SYLLABLES)}`
    : surname + givenName(female);
  const number = residentIdNumberOf({ divisionCode: county, bornOn, sequence });
  return { id, name, female, born, number, phone: chance(0.55) ? at.phone : phone(), home: at };
};

const household = (firstId: number): readonly Person[] => {
  const at = home();
  const surname = pickFrequent(SURNAMES);
  const year = between(1930, 1995);
  const day = (born: number): readonly [number, number, number] => [born, between(1, 12), between(1, 28)];
  const members = [person(firstId, surname, day(year), at)];
  if (chance(0.6))
    members.push(person(firstId + members.length, pickFrequent(SURNAMES), day(year + between(-4, 4)), at));
  for (let child = 0; child < 2 && chance(0.45); child += 1) {
    const born = day(Math.min(2020, year + between(20, 38)));
    const one = person(firstId + members.length, surname, born, at);
    members.push(one);
    if (chance(0.015)) {
      const twin = person(firstId + members.length, surname, born, at);
      members.push({ ...twin, name: one.name.slice(0, -1) + pick(twin.female ? WOMEN : MEN) });
    }
  }
  return members;
};

const twisted = (name: string): string => {
  const roll = random();
  if (name.includes('·')) return name.replace('·', pick(['•', '.', ' ', '・', '']));
  if (roll < 0.25) return `${name.slice(0, 1)} ${name.slice(1)}`;
  if (roll < 0.5) {
    const last = name.slice(-1);
    const alike = SOUNDS.find((group) => group.includes(last));
    return alike === undefined ? name : name.slice(0, -1) + pick([...alike]);
  }
  if (roll < 0.65) return [...name].map((sign) => TRADITIONAL[sign] ?? sign).join('');
  if (roll < 0.75) return name.slice(0, -1) + pick(MEN);
  if (roll < 0.85) return name.length > 2 ? name.slice(0, -1) : name;
  if (roll < 0.95) return name.slice(1) + name.slice(0, 1);
  return name.slice(0, 1) + pick(['先生', '女士']);
};

const date = ([year, month, day]: readonly [number, number, number]): string => `${year}-${two(month)}-${two(day)}`;
const slippedDate = ([year, month, day]: readonly [number, number, number]): string => {
  const roll = random();
  if (roll < 0.3) return date([year, 1, 1]);
  if (roll < 0.6) return date([year + pick([-1, 1]), month, day]);
  if (roll < 0.8 && day <= 12) return date([year, day, month]);
  return date([year, month, between(1, 28)]);
};
const slippedDigits = (digits: string): string => {
  const at = between(1, digits.length - 2);
  return chance(0.5)
    ? digits.slice(0, at) + below(10) + digits.slice(at + 1)
    : digits.slice(0, at) + digits[at + 1] + digits[at] + digits.slice(at + 2);
};
const address = ({ road, at: [house, building, unit, room] }: Home): string => {
  const roll = random();
  const way = chance(0.03) ? road.slice(0, -1) : road;
  if (roll < 0.35) return `${way}${house}号${building}栋`;
  if (roll < 0.6) return `${way}${house}号${building}栋${unit}单元${room}室`;
  return roll < 0.8 ? `${way}${house}号${building}幢${unit}-${room}` : `${way}${house}号${building}-${unit}-${room}`;
};

type Profile = { readonly none: readonly [number, number, number, number, number, number]; readonly slip: number };
const PROFILES: readonly [Profile, Profile] = [
  { none: [0.01, 0.02, 0.05, 0.25, 0.02, 0.05], slip: 0.03 },
  { none: [0.05, 0.15, 0.35, 0.15, 0.2, 0.2], slip: 0.09 },
];

const line = (who: Person, prefix: string, { none, slip }: Profile): string => {
  const at = prefix === 'B' && chance(0.14) ? home() : who.home;
  const number = chance(slip / 4) ? slippedDigits(who.number) : who.number;
  const masked = prefix === 'B' && chance(0.03) ? `${number.slice(0, 6)}********${number.slice(14)}` : number;
  const level = random();
  const division =
    level < 0.6 ? at.division : level < 0.85 ? `${at.division.slice(0, 9)}000` : `${at.division.slice(0, 6)}000000`;
  return [
    who.id,
    `${prefix}${who.id}`,
    chance(slip) ? twisted(who.name) : who.name,
    chance(none[0]) ? '' : who.female !== chance(0.004) ? '女' : '男',
    chance(none[1]) ? '' : chance(slip / 2) ? slippedDate(who.born) : date(who.born),
    chance(none[2]) ? '' : masked,
    chance(none[3]) ? '' : chance(0.3) ? phone() : who.phone,
    chance(none[4]) ? '' : division,
    chance(none[5]) ? '' : address(at),
  ].join(',');
};

const [pathA, pathB] = positionals;
if (pathA === undefined || pathB === undefined) throw new RangeError('Expected two paths.');
const files = [pathA, pathB].map((path) => createWriteStream(path));
const buffers = files.map(() => 'pid,rid,name,gender,dob,idno,phone,div,addr\n');
const flush = async (): Promise<void> => {
  for (const [f, file] of files.entries()) {
    if (!file.write(buffers[f] ?? '')) await once(file, 'drain');
    buffers[f] = '';
  }
};
for (let id = 0; id < Number(options.people); ) {
  for (const who of household(id)) {
    id += 1;
    if (chance(0.71)) buffers[0] += `${line(who, 'A', PROFILES[0])}\n`;
    if (chance(0.72)) buffers[1] += `${line(who, 'B', PROFILES[1])}\n`;
  }
  if ((buffers[0]?.length ?? 0) > 1_000_000) await flush();
}
await flush();
for (const file of files) file.end();
