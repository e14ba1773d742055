import type { AssistanceCategory, LivingSituation, Relation } from './records.ts';

/** One member of a kind of household; chances are from 0 to 1. */
export interface Role {
  readonly relation: Relation;
  /** Of the head. For others the age is that of the head plus the gap, kept within `ages`. */
  readonly ages: readonly [number, number];
  readonly gap?: readonly [number, number];
  readonly gender?: 'FEMALE' | 'MALE' | 'OTHER_THAN_HEAD';
  readonly disabled?: number;
  readonly ill?: number;
  readonly orphan?: number;
  readonly leftBehind?: boolean;
}

/** A kind of household: who lives in it, how, and by which category it is helped. */
export interface Archetype {
  readonly weight: number;
  readonly living: LivingSituation;
  readonly roles: readonly Role[];
  readonly categories: readonly (readonly [AssistanceCategory, number])[];
}

const poor: Archetype['categories'] = [
  ['DIBAO', 62],
  ['DIBAO_EDGE', 18],
  ['RIGID_SPENDING', 8],
  ['ANTI_RETURN_POVERTY', 1],
  ['OTHER_DIFFICULT', 11],
];
const ill: Archetype['categories'] = [
  ['DIBAO', 40],
  ['DIBAO_EDGE', 20],
  ['RIGID_SPENDING', 32],
  ['OTHER_DIFFICULT', 8],
];
const old: Archetype['categories'] = [
  ['DIBAO', 44],
  ['TEKUN', 18],
  ['DIBAO_EDGE', 16],
  ['OTHER_DIFFICULT', 22],
];
const supported: Archetype['categories'] = [['TEKUN', 1]];

const elder = (low: number, high: number, extra: Partial<Role> = {}): Role => ({
  relation: 'HEAD',
  ages: [low, high],
  disabled: 0.16,
  ill: 0.14,
  ...extra,
});
const adult = (low: number, high: number, extra: Partial<Role> = {}): Role => ({
  relation: 'HEAD',
  ages: [low, high],
  disabled: 0.12,
  ill: 0.15,
  ...extra,
});
const spouse = (low: number, high: number, extra: Partial<Role> = {}): Role => ({
  relation: 'SPOUSE',
  ages: [low, high],
  gap: [-5, 5],
  gender: 'OTHER_THAN_HEAD',
  disabled: 0.12,
  ill: 0.14,
  ...extra,
});
const child = (extra: Partial<Role> = {}): Role => ({
  relation: 'CHILD',
  ages: [1, 20],
  gap: [-36, -23],
  disabled: 0.05,
  ill: 0.03,
  ...extra,
});
const grandchild = (extra: Partial<Role> = {}): Role => ({
  relation: 'GRANDCHILD',
  ages: [4, 15],
  gap: [-60, -50],
  leftBehind: true,
  disabled: 0.03,
  ...extra,
});
const grownChild = (extra: Partial<Role> = {}): Role => ({
  relation: 'CHILD',
  ages: [24, 58],
  gap: [-34, -23],
  disabled: 0.75,
  ill: 0.2,
  ...extra,
});
const parent = (gender: 'FEMALE' | 'MALE'): Role => ({
  relation: 'PARENT',
  ages: [58, 92],
  gap: [22, 34],
  gender,
  disabled: 0.2,
  ill: 0.2,
});

/** Kinds of households of people in need, by their number of members (1 to 5). Weights and ages are ours, skewed to the old. */
export const archetypes: Readonly<Record<number, readonly Archetype[]>> = {
  1: [
    { weight: 54, living: 'ALONE', roles: [elder(60, 93)], categories: old },
    { weight: 20, living: 'ALONE', roles: [adult(24, 59, { disabled: 1 })], categories: poor },
    { weight: 12, living: 'ALONE', roles: [adult(35, 59, { ill: 1 })], categories: ill },
    { weight: 5, living: 'ALONE', roles: [adult(45, 59)], categories: poor },
    { weight: 7, living: 'INSTITUTION', roles: [elder(62, 91, { disabled: 0.4 })], categories: supported },
    {
      weight: 2,
      living: 'INSTITUTION',
      roles: [{ relation: 'HEAD', ages: [3, 15], orphan: 1, disabled: 0.2 }],
      categories: supported,
    },
  ],
  2: [
    {
      weight: 44,
      living: 'EMPTY_NEST',
      roles: [elder(62, 88), spouse(60, 90)],
      categories: old.filter(([category]) => category !== 'TEKUN'),
    },
    { weight: 20, living: 'WITH_FAMILY', roles: [adult(28, 48), child()], categories: poor },
    { weight: 13, living: 'LEFT_BEHIND', roles: [elder(60, 74), grandchild({ orphan: 0.15 })], categories: poor },
    { weight: 15, living: 'WITH_FAMILY', roles: [elder(62, 86), grownChild()], categories: poor },
    { weight: 8, living: 'WITH_FAMILY', roles: [adult(40, 59, { ill: 0.6 }), spouse(38, 60)], categories: ill },
  ],
  3: [
    {
      weight: 50,
      living: 'WITH_FAMILY',
      roles: [adult(28, 50, { ill: 0.4 }), spouse(26, 52), child()],
      categories: ill,
    },
    {
      weight: 30,
      living: 'LEFT_BEHIND',
      roles: [elder(60, 74), spouse(58, 76), grandchild({ orphan: 0.1 })],
      categories: poor,
    },
    { weight: 20, living: 'WITH_FAMILY', roles: [elder(62, 84), spouse(60, 86), grownChild()], categories: poor },
  ],
  4: [
    { weight: 50, living: 'WITH_FAMILY', roles: [adult(30, 48), spouse(28, 50), child(), child()], categories: poor },
    {
      weight: 50,
      living: 'WITH_FAMILY',
      roles: [adult(32, 52, { ill: 0.4 }), spouse(30, 54), child(), parent('FEMALE')],
      categories: ill,
    },
  ],
  5: [
    {
      weight: 55,
      living: 'WITH_FAMILY',
      roles: [adult(32, 48), spouse(30, 50), child(), child(), parent('FEMALE')],
      categories: poor,
    },
    {
      weight: 45,
      living: 'WITH_FAMILY',
      roles: [adult(32, 52, { ill: 0.4, gender: 'MALE' }), spouse(30, 54), child(), parent('FEMALE'), parent('MALE')],
      categories: ill,
    },
  ],
};
