/** What can be wrong with a row, as a code with its parameters. */
export type CsvFaultCode =
  | 'NO_HEADER'
  | 'NO_COLUMN'
  | 'TOO_FEW_FIELDS'
  | 'TOO_MANY_FIELDS'
  | 'OPEN_QUOTE'
  | 'AFTER_QUOTE'
  | 'LONG_ROW'
  | 'NOT_UTF8'
  | 'NOT_WHOLE'
  | 'OUT_OF_RANGE'
  | 'EMPTY_ID'
  | 'ID_TWICE'
  | 'UNKNOWN_ID';

/** Where and why a file cannot be meant. Lines count from 1, the header included. */
export interface CsvFault {
  readonly line: number;
  readonly code: CsvFaultCode;
  readonly params: Readonly<Record<string, string | number>>;
}

type Words = (params: CsvFault['params']) => string;
const quoted = (value: string | number | undefined): string => JSON.stringify(String(value));

const sentences: Readonly<Record<CsvFaultCode, { readonly en: Words; readonly zh: Words }>> = {
  NO_HEADER: { en: () => 'no header', zh: () => '没有表头' },
  NO_COLUMN: {
    en: ({ column, header }) => `no column ${column}: the header is ${header}`,
    zh: ({ column, header }) => `缺少列 ${column}：表头为 ${header}`,
  },
  TOO_FEW_FIELDS: {
    en: ({ met, expected }) => `${met} fields when expected ${expected}`,
    zh: ({ met, expected }) => `有 ${met} 个字段，应有 ${expected} 个`,
  },
  TOO_MANY_FIELDS: {
    en: ({ expected }) => `more than ${expected} fields`,
    zh: ({ expected }) => `字段多于 ${expected} 个`,
  },
  OPEN_QUOTE: { en: () => 'a quote that is never closed', zh: () => '引号没有闭合' },
  AFTER_QUOTE: { en: () => 'signs after a closing quote', zh: () => '闭合引号之后还有字符' },
  LONG_ROW: {
    en: ({ expected }) => `a row of more than ${expected} bytes`,
    zh: ({ expected }) => `一行超过 ${expected} 字节`,
  },
  NOT_UTF8: {
    en: ({ field }) => `field ${field} is not UTF-8`,
    zh: ({ field }) => `第 ${field} 个字段不是 UTF-8 编码`,
  },
  NOT_WHOLE: {
    en: ({ column, met }) => `${column} is ${quoted(met)} when expected a whole number`,
    zh: ({ column, met }) => `${column} 为 ${quoted(met)}，应为整数`,
  },
  OUT_OF_RANGE: {
    en: ({ column, met, least, most }) => `${column} is ${met} when expected ${least} to ${most}`,
    zh: ({ column, met, least, most }) => `${column} 为 ${met}，应在 ${least} 与 ${most} 之间`,
  },
  EMPTY_ID: { en: () => 'an empty id', zh: () => '编号为空' },
  ID_TWICE: { en: ({ id }) => `the id ${quoted(id)} is given twice`, zh: ({ id }) => `编号 ${quoted(id)} 出现两次` },
  UNKNOWN_ID: {
    en: ({ column, id }) => `${column} ${quoted(id)} is not among the ids given`,
    zh: ({ column, id }) => `${column} ${quoted(id)} 不在所给编号之中`,
  },
};

/** The fault in words, with its place. */
export const describeCsvFault = (file: string, { line, code, params }: CsvFault, language: 'en' | 'zh'): string => {
  const words = sentences[code][language](params);
  return language === 'zh' ? `${file} 第 ${line} 行：${words}` : `${file}, line ${line}: ${words}`;
};

/** Thrown at the first fault of a file; nothing read before it is to be used. */
export class CsvError extends RangeError {
  readonly file: string;
  readonly fault: CsvFault;
  constructor(file: string, fault: CsvFault) {
    super(describeCsvFault(file, fault, 'en'));
    this.file = file;
    this.fault = fault;
  }
}
