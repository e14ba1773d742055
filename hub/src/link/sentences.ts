import type { Catalogue } from '@hub/kernel';

/** What `hub link` says. */
export const linkSentences = {
  PROGRESS: { en: 'Linking: {lookedAt} of {records} records', zh: '关联中:{lookedAt} / {records} 条记录' },
  LINKED: {
    en: '{records} records are {persons} persons by {links} links; {waiting} pairs wait for reviewers.',
    zh: '{records} 条记录归为 {persons} 人,关联 {links} 对;{waiting} 对待审核。',
  },
  INTERRUPTED: {
    en: 'Interrupted after {lookedAt} of {records} records; the hub goes on there when it runs again.',
    zh: '已处理 {lookedAt} / {records} 条记录后中断;枢纽再次运行时从此处继续。',
  },
  REPORT: { en: 'The report is in {file}.', zh: '报告已写入 {file}。' },
  TITLE: { en: 'Links of people', zh: '人员关联报告' },
  MODEL: { en: 'Model version {modelVersion}', zh: '模型版本 {modelVersion}' },
  WEIGHTS: { en: 'Links by weight, in bits', zh: '关联权重分布(比特)' },
  RULES: { en: 'Rules by which pairs are found, and blocks left out', zh: '分块规则与舍弃的分块数' },
} satisfies Catalogue;
