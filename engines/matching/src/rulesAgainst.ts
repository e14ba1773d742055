import { lookAtPair, takeSnapshot } from './eligible.ts';
import { checkInput, type FixedAssignment } from './input.ts';
import type { MatchInput } from './match.ts';
import { namesOf, type Rule } from './rules.ts';
import { mostBeside, sideRulesOf, type Violation, violationsOf } from './sideRules.ts';

/** Rules that a pair breaks only by how much it carries. */
export const AMOUNT_RULES = ['LEAST_AMOUNT', 'WHOLE_AMOUNT', 'BESIDE_OTHERS'] as const;
export type AmountRule = (typeof AMOUNT_RULES)[number];

const NAME_OF: Readonly<Record<Violation['kind'], Rule | AmountRule>> = {
  LEAST: 'LEAST_AMOUNT',
  WHOLE: 'WHOLE_AMOUNT',
  BESIDE: 'BESIDE_OTHERS',
  CAP: 'PERSON_CAP',
};

type Asked = Pick<FixedAssignment, 'needId' | 'resourceId'>;

const lookAt = (input: MatchInput, asked: Asked) => {
  const { needs, resources, fixed = [], policy, today } = input;
  checkInput(needs, resources, fixed, today, input);
  const snapshot = takeSnapshot(needs, resources, fixed, policy, today, input);
  const n = needs.findIndex(({ id }) => id === asked.needId);
  const r = resources.findIndex(({ id }) => id === asked.resourceId);
  const { broken, candidate } = lookAtPair(snapshot, n, r);
  return { broken, candidate, side: candidate && sideRulesOf(snapshot, [candidate]) };
};

/**
 * The rules by which no run would give so many units of this resource to this need, beside what is fixed and what was given before; none
 * where it may. They are those of a run, for whoever refers by hand; of 0 units only the pair itself is judged.
 */
export const rulesAgainst = (
  input: MatchInput,
  asked: Asked & Pick<FixedAssignment, 'units'>,
): readonly (Rule | AmountRule)[] => {
  const { broken, candidate, side } = lookAt(input, asked);
  if (candidate === null || side === null) return namesOf(broken);
  if (candidate.most !== null && asked.units > candidate.most) return ['PERSON_CAP'];
  const violations = violationsOf(side, Int32Array.of(asked.units));
  return [...new Set(violations.map(({ kind }) => NAME_OF[kind]))];
};

/** The most units that a run could give of this resource to this need, were there plenty of both; infinite where nothing bounds them. */
export const mostUnitsOf = (input: MatchInput, asked: Asked): number => {
  const { candidate, side } = lookAt(input, asked);
  if (candidate === null || side === null) return 0;
  return Math.min(candidate.most ?? Number.POSITIVE_INFINITY, ...side.besides.map((rule) => mostBeside(rule, 0)));
};
