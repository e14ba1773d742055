import type { Catalogue } from './messages.ts';

/** Sentences for what the plumbing itself can say. */
export const kernelMessages = {
  INTERNAL_SERVER_ERROR: { en: 'Internal server error', zh: 'Internal server error' },
  NOT_FOUND: { en: 'There is no {type} with this id.', zh: '没有此编号的{type}。' },
  AMBIGUOUS_IDENTIFIER: {
    en: 'Several {type} records have this identifier; settle the duplicates first.',
    zh: '有多条{type}记录使用同一证件号,请先处理重复记录。',
  },
  VERSION_CONFLICT: {
    en: '{type} "{id}" has version {actual}, not {expected}: somebody changed it first. Read it again.',
    zh: '{type}“{id}”的版本是 {actual},不是 {expected}:已被他人修改,请重新读取。',
  },
  IDEMPOTENCY_CONFLICT: {
    en: 'This Idempotency-Key was used for another input.',
    zh: '该 Idempotency-Key 已用于其他内容。',
  },
  IDEMPOTENCY_KEY_FORM: {
    en: 'An Idempotency-Key has 1 to 128 visible ASCII signs.',
    zh: 'Idempotency-Key 应为 1 至 128 个可见 ASCII 字符。',
  },
  BAD_CURSOR: {
    en: 'Argument "after" is no cursor of this list with these arguments for this viewer.',
    zh: '参数 after 不是当前访问者在该列表及条件下的有效游标。',
  },
  BAD_PAGE_SIZE: {
    en: 'Argument "first" is {met}, expected 1 to {most}.',
    zh: '参数 first 为 {met},应为 1 至 {most}。',
  },
  BAD_VALUE: { en: '"{field}" is not valid: expected {expected}.', zh: '“{field}”无效:应为{expected}。' },
  BAD_PLACE: {
    en: 'The filter names a place by what is no id; expected a code of 12 digits or the id of a zone.',
    zh: '筛选条件中的区划不是有效编号;应为 12 位区划代码或功能区编号。',
  },
  FORBIDDEN_ARGUMENT: {
    en: 'Argument "{argument}" uses a field of class {fieldClass} that you may not see; needed: {needed}.',
    zh: '参数“{argument}”使用了您无权查看的 {fieldClass} 级字段;需要:{needed}。',
  },
  FORBIDDEN: { en: 'You may not do this.', zh: '您无权执行此操作。' },
  UNAUTHENTICATED: { en: 'A valid bearer token is needed.', zh: '需要有效的访问令牌。' },
  SUBGRAPH_UNAVAILABLE: { en: '{department} does not answer at the moment.', zh: '{department} 暂时没有响应。' },
} satisfies Catalogue;
