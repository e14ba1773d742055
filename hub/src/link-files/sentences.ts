import type { Catalogue } from '@hub/kernel';

/** What `hub link-files` says, in both languages. */
export const linkFilesSentences = {
  INPUTS: {
    en: 'Expected one --input or two, and met {met}.',
    zh: '应给出一个或两个 --input，现为 {met} 个。',
  },
  SAME_FILE: {
    en: 'Both --input are {path}: give one file once to find repeated records within it.',
    zh: '两个 --input 都是 {path}；要在一个文件内查找重复记录，只给一次即可。',
  },
  OUTPUT_IS_INPUT: {
    en: 'The output {path} is one of the files that are read.',
    zh: '输出文件 {path} 正是要读取的文件之一。',
  },
  NO_FOLDER: { en: 'There is no folder {path} for the output.', zh: '输出文件夹 {path} 不存在。' },
  NO_FILE: { en: 'There is no file {path}.', zh: '文件 {path} 不存在。' },
  NOT_A_FILE: { en: '{path} is not a file.', zh: '{path} 不是文件。' },
  UNREADABLE: { en: '{path} cannot be read: no permission.', zh: '无法读取 {path}：没有权限。' },
  UNWRITABLE: { en: '{path} cannot be written: {reason}.', zh: '无法写入 {path}：{reason}。' },
  NOT_TEXT: {
    en: '{path} is not text in UTF-8, GB18030 or UTF-16; a workbook must be saved as CSV first.',
    zh: '{path} 不是 UTF-8、GB18030 或 UTF-16 文本；工作簿请先另存为 CSV。',
  },
  TOO_LARGE: { en: '{path} is larger than 4 GB.', zh: '{path} 超过 4 GB。' },
  IN_FILE: { en: '{path}: {sentence}', zh: '{path}：{sentence}' },
  THREADS: {
    en: '--threads is "{met}", expected a whole number from 1 to 64.',
    zh: '--threads 为“{met}”，应为 1 至 64 的整数。',
  },
  MEMORY: { en: 'The files do not fit into memory.', zh: '文件过大，内存不足。' },
  STOPPED: { en: 'Stopped; nothing was written.', zh: '已停止，未写入任何文件。' },
  READ: { en: 'reading {path}: {rows} records', zh: '读取 {path}：{rows} 条记录' },
  NORMALISE: { en: 'normalising', zh: '规范化' },
  BLOCK: { en: 'choosing what to compare', zh: '选择比对范围' },
  LEARN: { en: 'learning the weights', zh: '学习权重' },
  COMPARE: { en: 'comparing: {percent} % of {pairs} pairs', zh: '比对：共 {pairs} 对，已完成 {percent} %' },
  DECIDE: { en: 'deciding', zh: '判定' },
  WRITE: { en: 'writing', zh: '写入' },
  DROPPED: {
    en: 'Rule {rule}: {blocks} blocks with {pairs} pairs were too large and were not compared under it.',
    zh: '规则 {rule}：{blocks} 个分块（{pairs} 对）过大，未按此规则比对。',
  },
  DONE: {
    en: '{linked} pairs linked, {review} for review: {output} ({records} records, {seconds} s).',
    zh: '已关联 {linked} 对，待复核 {review} 对：{output}（{records} 条记录，用时 {seconds} 秒）。',
  },
  REJECTED: {
    en: '{rows} rows were left out; {path} says which, and why.',
    zh: '有 {rows} 行未参与关联，行号与原因见 {path}。',
  },
  MODEL: {
    en: 'The model is in {path}: edit it and give it with --model.',
    zh: '所用模型见 {path}，可修改后以 --model 再次使用。',
  },
} as const satisfies Catalogue;

/** A code of `linkFilesSentences`. */
export type LinkFilesSentence = keyof typeof linkFilesSentences;
