import type { Catalogue } from '@hub/kernel';

/** What `hub keys` says, in both languages. */
export const keySentences = {
  UNKNOWN: {
    en: 'There is no key "{name}"; expected one of {names}.',
    zh: '没有名为“{name}”的密钥；应为 {names} 之一。',
  },
  FIXED: {
    en: 'The key {name} is not rotated: what it makes is compared for being equal, so that records would come apart.',
    zh: '密钥 {name} 不能轮换：由它生成的值要逐一比对，更换后原有关联会断开。',
  },
  KEPT: {
    en: 'The former versions of the key {name} are kept: without them the ledger cannot be verified.',
    zh: '密钥 {name} 的旧版本须保留，否则无法核验审计日志。',
  },
  ELSEWHERE: {
    en: 'Keys of {provider} are changed where they are kept: add a version to the key {name} there, and run this again.',
    zh: '密钥来自 {provider}，须在其保管处更换：请先在那里为密钥 {name} 增加版本，再运行本命令。',
  },
  IN_USE: {
    en: '{values} values still stand under former versions of the key {name}; run hub keys rotate {name} until it is done.',
    zh: '仍有 {values} 个值使用密钥 {name} 的旧版本；请先运行 hub keys rotate {name} 直至完成。',
  },
  TOO_SOON: {
    en: 'The key {name} was rotated less than a minute ago, and other processes may still sign with its former version; wait a minute.',
    zh: '密钥 {name} 轮换不足一分钟，其他进程可能仍在使用旧版本签名；请稍候一分钟。',
  },
  NOTHING_TO_FINISH: {
    en: 'The key {name} has one version only, {version}.',
    zh: '密钥 {name} 只有一个版本 {version}。',
  },
  PROGRESS: {
    en: 'Sealing anew in {subgraph}: {done} of {of} rows',
    zh: '正在重新加密 {subgraph}：{done}/{of} 行',
  },
  ROTATED: { en: 'The key {name} has the version {version} now.', zh: '密钥 {name} 现为版本 {version}。' },
  RESEALED: {
    en: 'Everything stands under version {version} of the key {name}; {rows} rows were sealed anew. Drop the former versions with --finish.',
    zh: '全部数据已使用密钥 {name} 的版本 {version}，本次重新加密 {rows} 行。可用 --finish 删除旧版本。',
  },
  INTERRUPTED: {
    en: 'Interrupted after {rows} rows; a running hub goes on by itself, and so does the same command.',
    zh: '已中断，完成 {rows} 行；运行中的系统会自行继续，也可再次运行本命令。',
  },
  KEY_ONLY: {
    en: 'The key {name} has the version {version} now; running processes take it over within seconds and seal anew by themselves.',
    zh: '密钥 {name} 现为版本 {version}；运行中的各进程会在数秒内启用，并自行重新加密。',
  },
  FINISHED: {
    en: 'The key {name} has version {version} only; dropped: {dropped}. Backups of before need the keys of their time.',
    zh: '密钥 {name} 只保留版本 {version}；已删除：{dropped}。此前的备份仍需当时的密钥。',
  },
  STATUS: {
    en: 'Keys of {provider}; new versions are for {cipher}.',
    zh: '密钥来自 {provider}；新版本所用算法：{cipher}。',
  },
  OTHER_CIPHER: {
    en: 'HUB_CIPHER is {cipher}, and what is stored now is sealed by {met}: run hub keys rotate seal, and hub keys rotate blind-index.',
    zh: 'HUB_CIPHER 为 {cipher}，而目前仍用 {met} 加密：请运行 hub keys rotate seal 和 hub keys rotate blind-index。',
  },
} as const satisfies Catalogue;

export type KeySentence = keyof typeof keySentences;
