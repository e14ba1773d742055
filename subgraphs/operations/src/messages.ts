import type { Catalogue } from '@hub/kernel';

/** Sentences for what this subgraph refuses. */
export const messages = {
  OPERATION_DOCUMENT: {
    en: 'The document is no question that the contract answers, line {line}, column {column}: {problem}',
    zh: '查询文本不符合数据契约(第 {line} 行第 {column} 列):{problem}',
  },
  OPERATION_CHANGES: {
    en: '"{name}" changes something; only queries may be stored.',
    zh: '“{name}”为变更操作;只能登记查询。',
  },
  OPERATION_TEXT: {
    en: '{field} has {met} characters; expected 1 to {most}.',
    zh: '{field} 为 {met} 个字符;应为 1 至 {most} 个。',
  },
  OPERATION_VARIABLE: {
    en: 'There is no variable "{name}" in the document; expected one of {expected}.',
    zh: '查询文本中没有变量“{name}”;应为以下之一:{expected}。',
  },
  OPERATION_DEFAULT: {
    en: 'The default of "{name}" ({type}) is not fit; expected {expected}.',
    zh: '变量“{name}”({type})的默认值不合适;应为:{expected}。',
  },
} satisfies Catalogue;
