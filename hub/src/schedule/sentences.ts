import type { Catalogue } from '@hub/kernel';

/** What `hub schedule` says, in both languages. */
export const scheduleSentences = {
  NONE: { en: 'There is no schedule.', zh: '没有计划任务。' },
  NO_RUN: { en: 'It has not run yet.', zh: '尚未运行。' },
  UNKNOWN: {
    en: 'There is no schedule "{name}"; expected one of {expected}.',
    zh: '没有名为“{name}”的计划任务；应为以下之一：{expected}。',
  },
  SEVERAL: {
    en: 'Several people have a schedule "{name}": name one with --owner ({owners}).',
    zh: '多人有名为“{name}”的计划任务：请用 --owner 指定所有者（{owners}）。',
  },
  LINE: {
    en: '{name}  {state}  {calendar}  next {next}  last {last}  ({owner})',
    zh: '{name}  {state}  {calendar}  下次 {next}  最近 {last}  （{owner}）',
  },
  RUN: {
    en: '{ordinal}  {due}  {cause}  {state}  {rows} rows  {seconds} s  cost {cost}  {outcome}',
    zh: '{ordinal}  {due}  {cause}  {state}  {rows} 行  {seconds} 秒  成本 {cost}  {outcome}',
  },
  ENDED: {
    en: 'Run {ordinal} of "{name}": {state}, {rows} rows, {seconds} s, cost {cost}. {outcome}',
    zh: '“{name}”第 {ordinal} 次运行：{state}，{rows} 行，{seconds} 秒，成本 {cost}。{outcome}',
  },
  WAITS: { en: 'Run {ordinal}: {state} {outcome}', zh: '第 {ordinal} 次运行：{state} {outcome}' },
} satisfies Catalogue;
