import type { Catalogue } from '@hub/kernel';

/** What `hub audit` says, in both languages. */
export const auditSentences = {
  WHOLE: {
    en: 'The ledger is whole: {entries} entries in the chain, {seals} seals, {anchors} heads kept elsewhere.',
    zh: '台账完整：链上 {entries} 条，封印 {seals} 个，异处留存的链头 {anchors} 个。',
  },
  NOT_WHOLE: {
    en: 'THE LEDGER IS NOT AS IT WAS WRITTEN. The first problem is at entry {seq}: {text}',
    zh: '台账与写入时不符。首个问题在第 {seq} 条：{text}',
  },
  ALSO: { en: 'Also at entry {seq}: {text}', zh: '另在第 {seq} 条：{text}' },
  MORE: { en: '{count} problems in all.', zh: '共 {count} 处问题。' },
  EDITED: { en: 'it was edited or replaced.', zh: '内容被改动或替换。' },
  MISSING: { en: 'entries are missing from here on.', zh: '自此缺失条目。' },
  REORDERED: { en: 'entries changed places.', zh: '条目次序被调换。' },
  TRUNCATED: { en: 'the ledger was cut here.', zh: '台账在此被截断。' },
  SEAL_BROKEN: {
    en: 'its seal does not fit, or one before it was taken out: entries up to it may have been replaced.',
    zh: '封印不符，或此前的封印被移除：至此的条目可能被替换。',
  },
  ANCHOR_BROKEN: {
    en: 'the head that was kept elsewhere is not in the ledger, or cannot be read.',
    zh: '异处留存的链头不在台账中，或无法读取。',
  },
  INDEX_BROKEN: { en: 'the index of subjects differs from the entry.', zh: '记录索引与条目不符。' },
  BEFORE: {
    en: 'It begins with {count} entries of the time before it was chained.',
    zh: '开头 {count} 条为建链之前的条目。',
  },
  REMOVED: {
    en: 'Entries up to {seq} were removed because their time was over; signed checkpoints stand for them.',
    zh: '第 {seq} 条及以前因到期清理，由签名检查点代替。',
  },
  UNCHECKED: {
    en: '{count} seals and heads could not be checked without the key: give it with --key.',
    zh: '未提供密钥，{count} 个封印与链头未能核验：请用 --key 指定。',
  },
  NO_ANCHOR: {
    en: 'No head was kept elsewhere: a cut after the last seal would not show.',
    zh: '没有异处留存的链头：最后封印之后的截断将无法发现。',
  },
  UNSEALED: { en: '{count} entries are not sealed yet.', zh: '尚有 {count} 条未封印。' },
  HEAD: { en: 'Head: {seq} {hash}', zh: '链头：{seq} {hash}' },
  EXPORTED: { en: 'Exported {entries} entries to {file}.', zh: '已导出 {entries} 条至 {file}。' },
  PROGRESS: { en: 'Read {count} lines of the ledger', zh: '已读取台账 {count} 行' },
  RETAINED: {
    en: 'Entries are kept for {months} months; {removed} were removed now, up to number {removedTo} in all.',
    zh: '条目保留 {months} 个月；本次清理 {removed} 条，累计清理至第 {removedTo} 条。',
  },
  REPORT_TITLE: {
    en: 'Accesses to the records of minors in {year} (Regulations on the Protection of Minors Online, article 37)',
    zh: '{year} 年度未成年人个人信息访问合规审计(《未成年人网络保护条例》第三十七条)',
  },
  REPORT_TOTAL: {
    en: '{accesses} accesses: {approved} approved, {broken} in an emergency, {bare} without a grant; {records} records given; {refusals} requests refused for lack of an approval or consent.',
    zh: '访问 {accesses} 次：经审批 {approved} 次，紧急访问 {broken} 次，未经审批 {bare} 次；提供记录 {records} 条；因未获审批或同意而拒绝 {refusals} 次。',
  },
  REPORT_COLUMNS: {
    en: 'month,role,purpose,basis,approval,accesses,records,refusals',
    zh: '月份，角色，用途，法律依据，审批情况，访问次数，记录数，拒绝次数',
  },
  APPROVED: { en: 'approved', zh: '已审批' },
  BREAK_GLASS: { en: 'emergency', zh: '紧急访问' },
  NONE: { en: 'no grant', zh: '未经审批' },
  BAD_YEAR: {
    en: '--year is "{met}", expected a year from 2000 to 9999.',
    zh: '--year 为“{met}”，应为 2000 至 9999 的年份。',
  },
  BAD_MONTHS: { en: '--months is "{met}", expected a whole number.', zh: '--months 为“{met}”，应为整数。' },
  KEY_WITHOUT_FILE: {
    en: '--key is for a file: give --file too. A hub is verified with its own keys.',
    zh: '--key 用于核验文件：请同时给出 --file。核验本枢纽时使用其自身密钥。',
  },
} as const satisfies Catalogue;
