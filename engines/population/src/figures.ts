/**
 * Figures of the demonstration district, at 5,600 people in the ledger; other sizes are in proportion.
 * Counts are of records, so a department's duplicates are in them. Money is in yuan, because published sums are.
 *
 * Published by 宜昌市西陵区 on its 五社联动 work (2022 to 2025): the figures marked 西陵. The others are set by us.
 */
export const demonstration = {
  /** 西陵: “无盲区”数据台账 5600 人. */
  residents: 5600,
  /** 西陵: 66 个社区(村), under the 7 streets that the district runs itself. */
  communities: 66,
  /** 西陵: 一人一档档案 1144 人. */
  caseFiles: 1144,
  /** 西陵: 深度个案 678 人. */
  deepCases: 678,
  /** 西陵: 招募志愿者 1434 名. */
  volunteers: 1434,
  clients: 2400,
  openNeeds: 1800,
  metNeeds: 520,
  withdrawnNeeds: 110,
  beneficiaries: 900,
  socialWorkers: 150,
  volunteerTeams: 60,
  charityOrganisations: 12,
  goodsStocks: 42,
  /** 西陵: “以奖代补”项目 5 个. */
  awardProjects: 5,
  /** 西陵: 承接全省 3 个“五社联动”社工项目. */
  provincialProjects: 3,
  /** 西陵: “微公益”创投大赛 4 场; six winners each are ours. */
  microProjects: 24,
  /** 西陵: “幸福家园”村社互助项目 200 个. */
  communityFunds: 200,
  /** 西陵: 省级配捐, granted to this many of the 200 (ours). */
  provinceGrants: 120,
  cityGrants: 160,
  /** 西陵: 项目扶持资金共 189 万元, here the 5 and the 3 projects together. */
  projectYuan: 1_890_000,
  /** 西陵: 累计筹款 86.57 万元 (matching not included). */
  raisedYuan: 865_700,
  /** 西陵: 省级配捐 9.59 万元. */
  provinceMatchYuan: 95_900,
  /** 西陵: 市级配捐 18.49 万元. */
  cityMatchYuan: 184_900,
  /** 西陵: 链接慈善资金 9.71 万元. */
  linkedCharityYuan: 97_100,
} as const;

export type Figures = { readonly [figure in keyof typeof demonstration]: number };

/** The share of social workers with a certificate in 100 (西陵: 持证率达 70%). */
export const certifiedPerHundred = 70;

// Kinds that a district has at least one of, however small it is.
const neverNone: readonly (keyof Figures)[] = [
  'communities',
  'socialWorkers',
  'volunteerTeams',
  'charityOrganisations',
  'goodsStocks',
  'awardProjects',
  'provincialProjects',
  'microProjects',
  'communityFunds',
];

/** The figures of a district with so many residents in the ledger: in proportion, rounded. */
export function figuresFor(residents: number): Figures {
  const scaled = Object.entries(demonstration).map(([figure, value]): [string, number] => [
    figure,
    Math.max(
      neverNone.some((name) => name === figure) ? 1 : 0,
      Math.round((value * residents) / demonstration.residents),
    ),
  ]);
  return { ...demonstration, ...Object.fromEntries(scaled) };
}
