import type { Catalogue } from '@hub/kernel';

/** The words of the report of `hub link-files`, in both languages. */
export const reportSentences = {
  TITLE: { en: 'Report of link-files', zh: '文件关联报告' },
  FILES: { en: 'Files', zh: '文件' },
  FILE: { en: '{path}: {rows} records', zh: '{path}：{rows} 条记录' },
  FOUND: {
    en: '{compared} pairs were compared; {linked} are linked, {review} are for review.',
    zh: '共比对 {compared} 对，关联 {linked} 对，待复核 {review} 对。',
  },
  BANDS: { en: 'Pairs by probability', zh: '按概率分布' },
  BANDS_NOTE: {
    en: 'Pairs that are wrong are expected by the probabilities themselves, not counted.',
    zh: '“预计有误”由概率推算，并非实际清点。',
  },
  BAND_HEAD: { en: 'probability from', zh: '概率不低于' },
  PAIRS: { en: 'pairs', zh: '对数' },
  SO_FAR: { en: 'pairs so far', zh: '累计对数' },
  WRONG: { en: 'expected wrong so far', zh: '累计预计有误' },
  WEIGHTS: { en: 'Pairs by weight', zh: '按权重分布' },
  WEIGHT_HEAD: { en: 'weight in bits, from', zh: '权重（比特）不低于' },
  RULES: { en: 'Blocking rules', zh: '分块规则' },
  RULE: { en: 'rule', zh: '规则' },
  COMPARED: { en: 'pairs of its blocks', zh: '分块内的对数' },
  DROPPED_BLOCKS: { en: 'blocks too large', zh: '过大的分块' },
  DROPPED_PAIRS: { en: 'pairs left out', zh: '未比对的对数' },
  RULES_NOTE: {
    en: 'A block over its limit is not compared under its rule; its pairs may still be met under another one.',
    zh: '超过上限的分块不按该规则比对，其中的记录对仍可能由其他规则比对。',
  },
  FIELDS: { en: 'Fields: how often each level is met', zh: '字段：各等级的出现频率' },
  FIELDS_NOTE: {
    en: 'Among pairs of one person, and of two strangers, as learned or as the model says.',
    zh: '分别为同一人的记录对与无关两人的记录对中的频率，由学习得出或由模型给定。',
  },
  FIELD: { en: 'field', zh: '字段' },
  LEVEL: { en: 'level', zh: '等级' },
  SAME: { en: 'one person', zh: '同一人' },
  STRANGERS: { en: 'strangers', zh: '无关的人' },
} as const satisfies Catalogue;
