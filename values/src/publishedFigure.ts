import { readChineseNumeral } from './chineseNumeral.ts';
import { accepted, type Parsed, refused, shapeOf } from './parsed.ts';
import { normaliseText } from './text.ts';

export type FigureQualifier = 'EXACT' | 'AT_LEAST' | 'ABOUT' | 'AT_MOST';

/** A figure as an office published it: never a bare number, so that 近500人 and 500人次 cannot be added by accident. */
export interface PublishedFigure {
  readonly value: number;
  readonly qualifier: FigureQualifier;
  /** The measure word in the text (人 and its synonym 名, 人次, 个, 场, 件, %, 元, …); null when there is none. */
  readonly unit: string | null;
  /** The text as it was given. */
  readonly raw: string;
}

// 签约, 预约 and 最近 end like a qualifier and are none.
const before: readonly (readonly [FigureQualifier, string])[] = [
  ['AT_LEAST', '不低于|不少于|超过|突破|高于|多于|至少|超|逾'],
  ['AT_MOST', '不超过|不高于|不多于|最多|至多|不足|不到|低于|少于'],
  ['ABOUT', '大约|将近|接近|(?<![签预节条])约|(?<!最)近'],
];
const after: readonly (readonly [FigureQualifier, RegExp])[] = [
  ['AT_LEAST', /^及?以上/],
  ['AT_MOST', /^(?:及?以下|以内)/],
  ['ABOUT', /^(?:左右|上下)/],
];
// Each measure word before those that it begins with.
const units = '个月 人次 人 名 位 个 场次 场 件 % 小时 元 家 户 次 支 套 项 期 课时 节 岁 年 月 天'.split(' ');
const sameUnit: Readonly<Record<string, string>> = { 名: '人', 位: '人', 场次: '场', 个月: '月' };

const scales: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3, 万: 4, 十万: 5, 百万: 6, 千万: 7, 亿: 8 };
const tail = '(余|多)?(十万|百万|千万|十|百|千|万|亿)?(余|多)?(.*)$';
const arabic = new RegExp(`^(.*?)(\\d+(?:,\\d{3})*(?:\\.\\d+)?)${tail}`);
const chinese = new RegExp(`^(.*?)([零〇一二两三四五六七八九十百千]+)${tail}`);
const expected = 'one number with its qualifier and unit, such as 超2万人次';

/**
 * Reads one Chinese figure with the words around it: 约628余人, 近300万余元, 达90%以上, 千余人次, 1.3万余名.
 * Lower bound: 超 突破 余 多 以上 …; approximate: 约 近 左右; upper bound: 不足 不超过 以内 …. Two such words on one figure give the
 * warning `CONTRADICTORY_QUALIFIERS`; where they disagree the figure is only `ABOUT`, which promises least.
 */
export function parsePublishedFigure(raw: string): Parsed<PublishedFigure> {
  const text = normaliseText(raw)
    .replaceAll(' ', '')
    .replace(/百分之([\d.]+|[零一二两三四五六七八九十百]+)/, '$1%');
  const parts = arabic.exec(text) ?? chinese.exec(text);
  if (parts === null) return refused('FIGURE_WITHOUT_NUMBER', shapeOf(text), expected);
  const [, lead = '', number = '', inner, scale = '', outer, rest = ''] = parts;
  const problem = whyNotOneNumber(lead, number, rest);
  const value = scaledValue(number, scale);
  if (problem !== null || value === null) return refused(problem ?? 'FIGURE_NUMBER', shapeOf(text), expected);
  const found = units.find((unit) => rest.startsWith(unit)) ?? null;
  const words = [wordBefore(lead), inner && 'AT_LEAST', outer && 'AT_LEAST', wordAfter(rest, found ?? '')];
  const qualifiers = words.filter((word): word is FigureQualifier => Boolean(word));
  const unit = found === null ? null : (sameUnit[found] ?? found);
  return accepted({ value, qualifier: oneOf(qualifiers), unit, raw }, warningsOn(qualifiers, unit, lead));
}

function whyNotOneNumber(lead: string, number: string, rest: string): string | null {
  if (/\d/.test(rest) || /^[零〇一二两三四五六七八九十百千万亿]/.test(rest)) return 'FIGURE_NOT_ALONE';
  if (/^几/.test(rest) || (/[数几]$/.test(lead) && !/\d/.test(number))) return 'FIGURE_VAGUE';
  return /[-−负]$/.test(lead) ? 'FIGURE_NEGATIVE' : null;
}

function warningsOn(qualifiers: readonly FigureQualifier[], unit: string | null, lead: string): readonly string[] {
  return [
    ...(qualifiers.length > 1 ? ['CONTRADICTORY_QUALIFIERS'] : []),
    ...(unit === null ? ['NO_UNIT'] : []),
    // 每万人活跃率达15%: a rate per ten thousand cannot be per hundred as well.
    ...(unit === '%' && /每[十千万亿]/.test(lead) ? ['CONTRADICTORY_RATE_BASE'] : []),
  ];
}

function oneOf(qualifiers: readonly FigureQualifier[]): FigureQualifier {
  const [first = 'EXACT'] = qualifiers;
  return qualifiers.every((qualifier) => qualifier === first) ? first : 'ABOUT';
}

// The word that begins first is the whole one: 不低于 ends with 低于, and 不超过 with 超过.
function wordBefore(lead: string): FigureQualifier | undefined {
  const found = before
    .map(([qualifier, words]) => ({ qualifier, at: lead.search(new RegExp(`(?:${words})(?:达到|达|有|为)?$`)) }))
    .filter(({ at }) => at >= 0);
  return found.toSorted((one, other) => one.at - other.at)[0]?.qualifier;
}

function wordAfter(rest: string, unit: string): FigureQualifier | undefined {
  // 多 after other units belongs to the next word: 100人多次参加.
  if (/^(?:年|个月|小时)多/.test(rest)) return 'AT_LEAST';
  return after.find(([, words]) => words.test(rest.slice(unit.length)))?.[0];
}

// The exponent is written, not multiplied: 9.71 × 10000 is 97100.00000000001 in floating point.
function scaledValue(number: string, scale: string): number | null {
  const plain = /\d/.test(number) ? number.replaceAll(',', '') : readChineseNumeral(number);
  return plain === null ? null : Number(`${plain}e${scale === '' ? 0 : (scales[scale] ?? 0)}`);
}
