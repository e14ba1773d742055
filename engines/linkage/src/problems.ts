type Sentence = { readonly en: string; readonly zh: string };

const sentences = {
  FILE_EMPTY: { en: 'The file is empty; expected a header line.', zh: '文件为空，应有一行列名。' },
  QUOTE_NOT_CLOSED: {
    en: 'Line {line}, column {column}: a quoted field is not closed.',
    zh: '第 {line} 行，列“{column}”：引号没有闭合。',
  },
  TEXT_AFTER_QUOTE: {
    en: 'Line {line}, column {column}: text after a closing quote; expected a comma or the end of the line.',
    zh: '第 {line} 行，列“{column}”：右引号之后还有文字，应为逗号或换行。',
  },
  COLUMN_TWICE: {
    en: 'Column "{column}" is there twice; column names must be unique.',
    zh: '列“{column}”出现两次，列名不得重复。',
  },
  TOO_MANY_FIELDS: {
    en: 'Line {line} has {met} fields when expected {expected}.',
    zh: '第 {line} 行有 {met} 个字段，应为 {expected} 个。',
  },
  BROKEN_LINE: {
    en: 'Line {line} has {met} fields when expected {expected}, after a quote that was not closed rightly.',
    zh: '第 {line} 行有 {met} 个字段，应为 {expected} 个；此前有引号未正确闭合。',
  },
  NO_COLUMN: {
    en: 'No column "{column}"; the columns are {columns}.',
    zh: '没有列“{column}”，现有的列是：{columns}。',
  },
  NO_ID: { en: 'Line {line} has no id in column "{column}".', zh: '第 {line} 行的“{column}”列没有编号。' },
  ID_TWICE: {
    en: 'Line {line} has the same id in column "{column}" as line {first}; ids must be unique in a file.',
    zh: '第 {line} 行的“{column}”列编号与第 {first} 行相同，同一文件内编号不得重复。',
  },
  NOTHING_TO_COMPARE: {
    en: 'No column to compare: expected one with values that all files have.',
    zh: '没有可比对的列：至少应有一列在所有文件中都存在且有值。',
  },
  MODEL_NOT_JSON: { en: 'The model is not JSON.', zh: '模型文件不是 JSON。' },
  MODEL_NOT_OBJECT: { en: '{place} must be an object.', zh: '{place} 应为对象。' },
  MODEL_NOT_LIST: { en: '{place} must be a list.', zh: '{place} 应为列表。' },
  MODEL_NOT_TEXT: { en: '{place} must be a text.', zh: '{place} 应为文字。' },
  MODEL_NOT_NUMBER: {
    en: '{place} is {met} when expected a number from {least} to {most}.',
    zh: '{place} 为 {met}，应为 {least} 至 {most} 之间的数。',
  },
  MODEL_NOT_ONE_OF: {
    en: '{place} is {met} when expected one of {expected}.',
    zh: '{place} 为 {met}，应为其中之一：{expected}。',
  },
  MODEL_UNKNOWN_KEY: {
    en: '{place} has "{met}"; expected {expected}.',
    zh: '{place} 中有“{met}”，应为：{expected}。',
  },
  MODEL_LEVELS: {
    en: '{place} has {met} levels when expected {expected}; leave out "trained" to learn it again.',
    zh: '{place} 有 {met} 个等级，应为：{expected}；删去“trained”即重新学习。',
  },
  MODEL_NOT_PACKED: {
    en: '{place} must be Base64 of numbers of {width} bytes.',
    zh: '{place} 应为每个 {width} 字节的数的 Base64 编码。',
  },
  MODEL_LENGTH: {
    en: '{place} has {met} entries when expected {expected}.',
    zh: '{place} 有 {met} 项，应为 {expected} 项。',
  },
  MODEL_NOT_RISING: {
    en: '{place} must rise; entry {at} is less than the one before it.',
    zh: '{place} 应由小到大排列，第 {at} 项小于前一项。',
  },
  MODEL_COLUMN_TWICE: { en: '{place} names column "{column}" twice.', zh: '{place} 中列“{column}”出现两次。' },
} as const satisfies Readonly<Record<string, Sentence>>;

/** What can be wrong with a file. */
export type FileProblemCode = keyof typeof sentences;

/** The sentence for each thing that can be wrong with a file, in both languages; `{name}` stands for a parameter. */
export const fileProblems: Readonly<Record<FileProblemCode, Sentence>> = sentences;

type Params = Readonly<Record<string, string | number>>;

const filled = (sentence: string, params: Params): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));

/** Something wrong with a file, named by code and place; no value of a record is ever part of it. */
export class FileProblem extends RangeError {
  readonly code: FileProblemCode;
  readonly params: Params;

  constructor(code: FileProblemCode, params: Params = {}) {
    super(filled(sentences[code].en, params));
    this.name = 'FileProblem';
    this.code = code;
    this.params = params;
  }
}

/** Runs `work`; a problem found in it also says of which table it is, counted from 0. */
export const ofTable = <T>(table: number, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof FileProblem && error.params.table === undefined)
      throw new FileProblem(error.code, { ...error.params, table });
    throw error;
  }
};
