import { type MatchNeed, type MatchResource, match } from '@hub/engine-matching';
import { type Refusal, refuse } from '@hub/kernel';
import { matchPolicy } from '../match/match.rules.ts';

/** One need and one resource as the engine takes them, on a day. */
export interface Pair {
  readonly need: MatchNeed;
  readonly resource: MatchResource;
  readonly today: string;
}

/**
 * Which hard rules a pair breaks, if any: what no run may propose nobody refers by hand. How much is left of either is decided where they
 * are locked, so the engine sees plenty of both.
 */
export function problemOfPair({ need, resource, today }: Pair, toldOfGroups: boolean): Refusal | null {
  const alone = { ...need, units: 1, indivisible: false };
  const plenty = { ...resource, capacity: 1, leastUnits: null, matchGiving: null };
  const outcome = match({ needs: [alone], resources: [plenty], policy: matchPolicy, today });
  const unmet = outcome.needs[0]?.unmet;
  if (!unmet) return null;
  return refuse('REFERRAL_BREAKS_RULES', { rules: toldOfGroups ? unmet.obstacles.join(' ') : '' });
}
