import { AMOUNT_RULES, type MatchInput, mostUnitsOf, rulesAgainst } from '@hub/engine-matching';
import { type Refusal, refuse } from '@hub/kernel';

/** One need and one resource as the engine takes them, with all that the person has or had, on a day. */
export interface Pair {
  readonly input: MatchInput;
  readonly needId: string;
  readonly resourceId: string;
  /** Which state of what was agreed on for the person this is (`versionOfAgreed`). */
  readonly agreed: string;
}

const isAmountRule = (rule: string): boolean => AMOUNT_RULES.some((one) => one === rule);

/**
 * Which rules of a run a pair breaks with so many units, if any, or by itself with 0: what no run may propose nobody refers by hand. How much is left of either
 * is decided where they are locked, so the engine sees plenty of both. Rules that speak of the person are told like her groups.
 */
export function problemOfPair({ input, ...pair }: Pair, units: number, toldOfGroups: boolean): Refusal | null {
  const broken = rulesAgainst(input, { ...pair, units });
  if (broken.length === 0) return null;
  const told = toldOfGroups ? broken : broken.filter(isAmountRule);
  return refuse('REFERRAL_BREAKS_RULES', { rules: told.join(' ') });
}

/** As much as the rules let this resource give to this need. */
export const mostOfPair = ({ input, ...pair }: Pair): number => mostUnitsOf(input, pair);
