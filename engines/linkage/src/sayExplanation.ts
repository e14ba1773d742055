import type { Explanation } from './explainPair.ts';

/** One step of a waterfall in words; the bits of all steps add up to the pair's weight. */
export type Step = { readonly part: string; readonly bits: number; readonly text: string };

type Words = Readonly<Record<'en' | 'zh', string>>;

const LEVEL_WORDS: Readonly<Record<string, Words>> = {
  EQUAL: { en: 'equal', zh: '一致' },
  SAME_SOUND: { en: 'of the same sound', zh: '同音' },
  ONE_SLIP: { en: 'one slip apart', zh: '仅一处笔误' },
  ONE_REPLACED: { en: 'one character replaced', zh: '仅一字不同' },
  LAST_REPLACED: { en: 'the last character replaced', zh: '仅末字不同' },
  PARTIAL: { en: 'one is a part of the other', zh: '一方为另一方的一部分' },
  SAME_SURNAME: { en: 'only the surname is equal', zh: '仅姓氏相同' },
  DIFFERENT: { en: 'different', zh: '不同' },
  SWAPPED: { en: 'found in the other column', zh: '两栏填反' },
  ONE_EDIT: { en: 'one typing slip apart', zh: '仅一处录入差错' },
  TWO_EDITS: { en: 'two typing slips apart', zh: '有两处录入差错' },
  CLOSE: { en: 'nearly the same text', zh: '文字相近' },
  ALIKE: { en: 'alike', zh: '文字相似' },
  FIRST_OF_YEAR: { en: 'the same year, and one side knows no day', zh: '同年，一方仅知年份' },
  TWO_PARTS: { en: 'two of year, month and day are equal', zh: '年、月、日有两项相同' },
  SAME_YEAR: { en: 'the same year', zh: '同年' },
  MASKED: { en: 'equal as far as it is shown', zh: '未遮盖部分一致' },
  TOWN: { en: 'in the same township or street', zh: '同一乡镇街道' },
  COUNTY: { en: 'in the same county', zh: '同一区县' },
  PREFECTURE: { en: 'in the same prefecture', zh: '同一地市' },
  ROOM: { en: 'the same room', zh: '同一户室' },
  BUILDING: { en: 'the same building', zh: '同一栋楼' },
  HOUSE: { en: 'the same house number', zh: '同一门牌' },
  NEIGHBOUR: { en: 'another building or room at the same number', zh: '同一门牌的另一楼栋或户室' },
  ROAD: { en: 'the same road', zh: '同一条路' },
  NEAR: { en: 'near', zh: '相近' },
  OF_HOUSEHOLD: { en: 'that of others of the household', zh: '与同户其他人一致' },
  MISSING: { en: 'not told by one side', zh: '有一方未填' },
};

const AS_TWO: Readonly<Record<string, Words>> = {
  STRANGERS: { en: 'two strangers', zh: '两个无关的人' },
  HOUSEHOLD: { en: 'two of one household', zh: '同户的两人' },
  TWINS: { en: 'twins', zh: '双胞胎' },
};

const AS_ONE: Readonly<Record<string, Words>> = {
  SAME: { en: 'one person', zh: '同一人' },
  MOVED: { en: 'one person who moved', zh: '搬过家的同一人' },
};

const SENTENCES = {
  prior: {
    en: 'How often any two records are {one} rather than {two}.',
    zh: '任意两条记录为“{one}”而非“{two}”的先验。',
  },
  frequency: { en: ' (this value is {rare}: {bits} bits of it)', zh: '（该值{rare}：其中 {bits} 比特）' },
  rest: { en: 'What less likely cases add.', zh: '其余可能情形的影响。' },
} as const;

const RARE: Words = { en: 'rare', zh: '少见' };
const FREQUENT: Words = { en: 'frequent', zh: '常见' };

const signed = (bits: number): string => `${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(1)}`;

const frequencyWords = (bits: number, language: 'en' | 'zh'): string =>
  Math.abs(bits) < 0.05
    ? ''
    : SENTENCES.frequency[language]
        .replace('{rare}', (bits > 0 ? RARE : FREQUENT)[language])
        .replace('{bits}', signed(bits));

/** The waterfall of a pair in words: the prior, a step for each field, and the rest. Names no value of any record. */
export const sayExplanation = (explanation: Explanation, language: 'en' | 'zh'): readonly Step[] => [
  {
    part: 'prior',
    bits: explanation.prior,
    text: SENTENCES.prior[language]
      .replace('{one}', AS_ONE[explanation.asOne]?.[language] ?? explanation.asOne)
      .replace('{two}', AS_TWO[explanation.asTwo]?.[language] ?? explanation.asTwo),
  },
  ...explanation.fields.map(({ column, level, weight, frequency }) => ({
    part: column,
    bits: weight + frequency,
    text: `${LEVEL_WORDS[level]?.[language] ?? level}${frequencyWords(frequency, language)}`,
  })),
  { part: 'rest', bits: explanation.rest, text: SENTENCES.rest[language] },
];
