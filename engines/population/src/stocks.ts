/** A fund of a district charity, for each 5,600 people in the ledger. */
import type { BeneficiaryGroup, ServiceCode } from '@hub/values';
export interface FundModel {
  readonly name: string;
  readonly programme: string;
  readonly serviceCodes: readonly ServiceCode[];
  readonly beneficiaryGroups: readonly BeneficiaryGroup[];
  readonly raisedYuan: number;
  /** What is left of it, from 0 to 1. */
  readonly left: number;
  readonly capYuan: number | null;
  /** Most for one person in a calendar year. */
  readonly yearCapYuan: number | null;
  /** Least for one need. */
  readonly leastYuan: number | null;
  /** Days from today until it expires; negative when it has. */
  readonly expiresIn: number | null;
}

/** Funds of the district's charities, ours: some rich and narrow, some nearly spent, one expired, one for anything. */
export const fundModels: readonly FundModel[] = [
  fund(
    '助医暖心',
    '助医',
    ['MEDICAL_AID'],
    ['SERIOUSLY_ILL', 'RIGID_SPENDING'],
    [120_000, 0.42, 5000, null],
    [3000, null],
  ),
  fund(
    '金秋助学',
    '助学',
    ['SCHOOL_AID'],
    ['ORPHAN', 'LEFT_BEHIND_CHILD', 'CHILD_IN_DIFFICULTY'],
    [90_000, 0.6, 6000, 300],
    [2000, null],
  ),
  fund('居家适老化改造', '助老', ['HOME_ADAPTATION'], ['ELDERLY_ALONE', 'TEKUN'], [80_000, 0.15, 5000, 200]),
  fund('助残无障碍', '助残', ['HOME_ADAPTATION', 'MEDICAL_AID'], ['DISABLED'], [60_000, 0.3, 3000, 400]),
  fund(
    '急难救助',
    '助困',
    ['CASH_RELIEF'],
    ['DIBAO_EDGE', 'RIGID_SPENDING', 'OTHER_DIFFICULT'],
    [100_000, 0.5, null, null],
    [2000, 300],
  ),
  fund('特困老人关爱', '助老', ['CASH_RELIEF', 'MEDICAL_AID'], ['TEKUN', 'ELDERLY_ALONE'], [50_000, 0.4, 2000, 500]),
  fund('孤儿成长', '助孤', ['SCHOOL_AID', 'CASH_RELIEF'], ['ORPHAN'], [40_000, 0.8, 4000, null]),
  fund('暖冬行动', '助困', ['CASH_RELIEF'], ['DIBAO', 'DIBAO_EDGE'], [70_000, 0.35, 1000, -21]),
  fund('大爱西陵', '综合帮扶', [], [], [150_000, 0.2, 3000, null], [1000, 200]),
];

/** The funds that share the published charity money of 五社联动; `raisedYuan` is only their weight. */
export const linkageFundModels: readonly FundModel[] = [
  fund('五社联动助困', '', ['CASH_RELIEF'], ['DIBAO', 'TEKUN'], [40, 0.4, 1000, 365]),
  fund('五社联动助医', '', ['MEDICAL_AID'], ['SERIOUSLY_ILL'], [25, 0.25, 2000, 365]),
  fund('五社联动助学', '', ['SCHOOL_AID'], ['CHILD_IN_DIFFICULTY', 'LEFT_BEHIND_CHILD'], [20, 0.5, 1500, 365]),
  fund('五社联动适老', '', ['HOME_ADAPTATION'], ['ELDERLY', 'DISABLED'], [15, 0.3, 3000, 365]),
];

/** What a community fund of each theme of `themes` may pay for, and for whom; empty means anything. */
export const communityFundUses: readonly (readonly [readonly ServiceCode[], readonly BeneficiaryGroup[]])[] = [
  [['CASH_RELIEF', 'MEDICAL_AID'], ['ELDERLY']],
  [['CASH_RELIEF'], ['ELDERLY', 'ELDERLY_ALONE']],
  [[], []],
  [['SCHOOL_AID'], ['CHILD_IN_DIFFICULTY', 'LEFT_BEHIND_CHILD', 'ORPHAN']],
  [['CASH_RELIEF'], ['DIBAO', 'DIBAO_EDGE', 'TEKUN']],
  [['HOME_ADAPTATION', 'MEDICAL_AID'], ['DISABLED']],
  [['SCHOOL_AID', 'CASH_RELIEF'], ['CHILD_IN_DIFFICULTY']],
  [['CASH_RELIEF'], []],
];

/** One stock of goods; a district of 5,600 has each of them `stocks` times. */
export interface GoodsModel {
  readonly name: string;
  readonly serviceCode: ServiceCode;
  readonly beneficiaryGroups: readonly BeneficiaryGroup[];
  readonly stocks: number;
  /** Smallest and largest number of pieces. */
  readonly quantity: readonly [number, number];
  readonly perishable: boolean;
}

/** Goods in stock, 42 stocks in all: wheelchairs too few, clothing and food plenty. */
export const goodsModels: readonly GoodsModel[] = [
  {
    name: '轮椅',
    serviceCode: 'WHEELCHAIR',
    beneficiaryGroups: ['DISABLED', 'ELDERLY'],
    stocks: 4,
    quantity: [3, 7],
    perishable: false,
  },
  {
    name: '卫浴扶手',
    serviceCode: 'GRAB_RAIL',
    beneficiaryGroups: [],
    stocks: 6,
    quantity: [8, 16],
    perishable: false,
  },
  {
    name: '棉衣',
    serviceCode: 'WINTER_CLOTHING',
    beneficiaryGroups: [],
    stocks: 12,
    quantity: [12, 40],
    perishable: false,
  },
  {
    name: '米面油慰问包',
    serviceCode: 'FOOD_PARCEL',
    beneficiaryGroups: ['DIBAO', 'TEKUN', 'DIBAO_EDGE', 'ELDERLY_ALONE'],
    stocks: 12,
    quantity: [10, 40],
    perishable: true,
  },
  {
    name: '学习用品包',
    serviceCode: 'SCHOOL_SUPPLIES',
    beneficiaryGroups: ['CHILD_IN_DIFFICULTY', 'LEFT_BEHIND_CHILD', 'ORPHAN'],
    stocks: 8,
    quantity: [6, 24],
    perishable: false,
  },
];

type Sums = readonly [raisedYuan: number, left: number, capYuan: number | null, expiresIn: number | null];
type Terms = readonly [yearCapYuan: number | null, leastYuan: number | null];

function fund(
  name: string,
  programme: string,
  serviceCodes: readonly ServiceCode[],
  beneficiaryGroups: readonly BeneficiaryGroup[],
  [raisedYuan, left, capYuan, expiresIn]: Sums,
  [yearCapYuan, leastYuan]: Terms = [null, null],
): FundModel {
  return {
    name,
    programme,
    serviceCodes,
    beneficiaryGroups,
    raisedYuan,
    left,
    capYuan,
    expiresIn,
    yearCapYuan,
    leastYuan,
  };
}
