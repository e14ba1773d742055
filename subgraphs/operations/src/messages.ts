import type { Catalogue } from '@hub/kernel';
import { deliveryMessages } from './delivery/deliveryMessages.ts';

/** Sentences for what this subgraph refuses. */
export const messages = {
  ...deliveryMessages,
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
  SCHEDULE_NAME: {
    en: 'The name must begin with a letter or digit and have at most {most} letters, digits, spaces, dots or dashes.',
    zh: '名称须以字母、汉字或数字开头,至多 {most} 个字母、汉字、数字、空格、点或连字符。',
  },
  SCHEDULE_NAMED_ALREADY: { en: 'You have a schedule "{name}" already.', zh: '本人已有名为“{name}”的计划任务。' },
  SCHEDULE_WITHOUT_TIME: {
    en: 'The schedule has neither a calendar (cron) nor a change that wakes it (onChange).',
    zh: '计划任务既无时间表(cron),也无触发变更(onChange)。',
  },
  SCHEDULE_CRON: {
    en: 'The calendar (cron) is not understood; expected {expected}.',
    zh: '时间表(cron)无法识别;应为:{expected}。',
  },
  SCHEDULE_BOUND: {
    en: '{field} is {met}; expected a whole number from {least} to {most}.',
    zh: '{field} 为 {met};应为 {least} 至 {most} 的整数。',
  },
  SCHEDULE_VARIABLE: {
    en: 'Variable "{name}" ({type}) must have a value, and has no default.',
    zh: '变量“{name}”({type})必须给定,且没有默认值。',
  },
  SCHEDULE_PURPOSE: {
    en: 'The delegation is for purpose {met}; question "{operation}" is asked for {expected}.',
    zh: '该委托的用途为 {met};查询“{operation}”须以 {expected} 为用途。',
  },
  SCHEDULE_STOPPED: { en: 'Schedule "{schedule}" is stopped.', zh: '计划任务“{schedule}”已停止。' },
  SCHEDULE_BUSY: {
    en: 'A run of schedule "{schedule}" has not ended yet.',
    zh: '计划任务“{schedule}”尚有未结束的运行。',
  },
  EXPORT_CHANGES: {
    en: '"{name}" changes something; only answers to queries are exported.',
    zh: '“{name}”为变更操作;只能导出查询结果。',
  },
  EXPORTS_UNDER_WAY: {
    en: 'You have {met} exports under way; expected fewer than {most}.',
    zh: '本人已有 {met} 项导出正在进行;应少于 {most} 项。',
  },
  EXPORT_ENDED: {
    en: 'Bulk export "{export}" is {state}; there is nothing to give up.',
    zh: '批量导出“{export}”状态为 {state},无可取消。',
  },
  PREVIEW_SIZE: { en: '{met} times; expected 1 to {most}.', zh: '{met} 次;应为 1 至 {most} 次。' },
} satisfies Catalogue;
