import { readFileSync } from 'node:fs';

/** A default of a variable: a fixed value as JSON, or one that is worked out when it is asked. */
export interface VariableDefault {
  readonly name: string;
  readonly value?: string | null | undefined;
  readonly relative?: string | null | undefined;
}

/** A stored question that comes with the hub; its document stands in `operations/`. */
export interface ShippedOperation {
  readonly document: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly description: { readonly zh: string; readonly en: string };
  readonly variables: readonly VariableDefault[];
  readonly purpose: string | null;
}

const documentOf = (name: string): string =>
  readFileSync(new URL(`./operations/${name}.graphql`, import.meta.url), 'utf8');

/** The questions that a district needs on its first day. */
export const shippedOperations = (): readonly ShippedOperation[] => [
  {
    document: documentOf('needsWithResources'),
    title: { zh: '每项需求与可用资源', en: 'Every need with what could meet it' },
    description: {
      zh: '按紧急程度列出未满足的需求:是谁、在哪个社工站、匹配到什么资源及理由;匹配不到的说明原因。',
      en: 'Open needs by urgency: whose they are, at which station, which resources fit and why; where nothing fits, why not.',
    },
    variables: [{ name: 'division', relative: 'my division' }],
    purpose: 'RESOURCE_MATCHING',
  },
  {
    document: documentOf('countsByStreet'),
    title: { zh: '各街道人数统计', en: 'Counts by street' },
    description: {
      zh: '各街道的在册居民、需求与志愿者数量;小于5的数不显示。',
      en: 'Residents, needs and volunteers of each street; counts under 5 are held back.',
    },
    variables: [],
    purpose: 'STATISTICS',
  },
  {
    document: documentOf('needsWithoutMatchByStreet'),
    title: { zh: '各街道未匹配需求', en: 'Needs without a match by street' },
    description: {
      zh: '各街道未满足需求中已匹配、部分匹配和未匹配的数量;小于5的数不显示。',
      en: 'Of the open needs of each street: how many the last matching run meets, meets in part, or not at all; counts under 5 are held back.',
    },
    variables: [],
    purpose: 'STATISTICS',
  },
  {
    document: documentOf('expiringRestrictedFunds'),
    title: { zh: '即将到期的限定性基金与可资助的需求', en: 'Expiring restricted funds with the needs that they fit' },
    description: {
      zh: '半年内到期的限定性基金:余额与使用范围,以及每个基金可资助的未满足需求数和其中最紧急的五项。',
      en: 'Restricted funds that expire within half a year: what is left, what it may be spent on, how many open needs each fits, and the five most urgent of them.',
    },
    variables: [
      { name: 'division', relative: 'my division' },
      { name: 'until', relative: 'today + 6 months' },
    ],
    purpose: 'RESOURCE_MATCHING',
  },
  {
    document: documentOf('helpersShortForOldPeople'),
    title: { zh: '为老服务力量短缺的社区', en: 'Communities short of helpers for old people' },
    description: {
      zh: '哪些社区的为老服务缺少经核验的志愿者、步行15分钟内无人、时段不合或时数用尽。',
      en: "Where old people's needs find no vetted helper, nobody near or within a quarter of an hour's walk, nobody at the time, or no hours left.",
    },
    variables: [{ name: 'division', relative: 'my division' }],
    purpose: 'RESOURCE_MATCHING',
  },
  {
    document: documentOf('filesDueForReview'),
    title: { zh: '待年度复核的救助档案', en: 'Files due for yearly re-verification' },
    description: {
      zh: '30天内须复核或已逾期未复核的在享救助对象。',
      en: 'Residents whose assistance must be verified again within thirty days, or should have been.',
    },
    variables: [
      { name: 'division', relative: 'my division' },
      { name: 'until', relative: 'today + 30 days' },
    ],
    purpose: 'DYNAMIC_MONITORING',
  },
  {
    document: documentOf('workloadByWorker'),
    title: { zh: '社工工作量', en: 'Workload by worker' },
    description: {
      zh: '每名社工可承接的个案数与剩余容量。',
      en: 'How many cases each social worker can carry, and how many more.',
    },
    variables: [{ name: 'division', relative: 'my division' }],
    purpose: 'RESOURCE_MATCHING',
  },
  {
    document: documentOf('ledgerToCase'),
    title: { zh: '台账—建档—个案漏斗', en: 'From the ledger to the file to the case' },
    description: {
      zh: '各街道在册对象、社工站建档对象与个案(含深度个案)的数量;小于5的数不显示。',
      en: 'Of each street: people in the ledger, people with a file at a station, and cases, in-depth ones apart; counts under 5 are held back.',
    },
    variables: [],
    purpose: 'STATISTICS',
  },
  {
    document: documentOf('overdueReferrals'),
    title: { zh: '逾期转介', en: 'Overdue referrals' },
    description: {
      zh: '已超过办理期限的转介:由谁办理、应于何时办理。',
      en: 'Referrals whose next step is late: whose turn it is, and since when.',
    },
    variables: [{ name: 'division', relative: 'my division' }],
    purpose: 'RESOURCE_MATCHING',
  },
  {
    document: documentOf('duplicatesWaitingForReview'),
    title: { zh: '待人工审核的疑似同一人记录', en: 'Duplicates waiting for review' },
    description: {
      zh: '可能属于同一人的成对记录:各来自哪个部门、逐项一致程度,供审核员独立判断(不显示机器判断)。',
      en: "Pairs of records that may be one person's: at which departments, and how far they agree field by field, for reviewers to judge before they see what the machine holds.",
    },
    variables: [],
    purpose: 'CORRECTION',
  },
  {
    document: documentOf('fullMatchRun'),
    title: { zh: '全量匹配', en: 'Full matching run' },
    description: {
      zh: '用当前全部需求与资源重新计算一次最优匹配。',
      en: 'Works the best matching out anew from all needs and resources as they are.',
    },
    variables: [],
    purpose: 'RESOURCE_MATCHING',
  },
];
