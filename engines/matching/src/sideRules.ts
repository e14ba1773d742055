import { type Candidate, leftOf, leftUnder, pairKey, type Snapshot } from './eligible.ts';
import type { MatchResource } from './input.ts';

/** A sum over several pairs that has a bound of its own: what one person may have of one resource for all her needs. */
export interface CapGroup {
  readonly cap: number;
  readonly pairs: readonly number[];
}

/** A need that is served wholly or not at all. */
export interface WholeNeed {
  readonly need: number;
  readonly units: number;
  readonly pairs: readonly number[];
}

/** A match-giving pair: it carries at most `gives` units for every `forEach` that the others carry to the same need. */
export interface BesideRule {
  readonly pair: number;
  readonly others: readonly number[];
  readonly gives: number;
  readonly forEach: number;
  /** Units of the pair, and of those beside which it gives, that are fixed already. */
  readonly fixedOwn: number;
  readonly fixedBeside: number;
}

/** The most that a match-giving pair may carry beside so many units of others. */
export const mostBeside = ({ gives, forEach, fixedOwn, fixedBeside }: BesideRule, others: number): number =>
  Math.max(0, Math.floor(((others + fixedBeside) * gives) / forEach) - fixedOwn);

/** What is asked of an assignment beyond flow. Positions are those of the candidates. */
export interface SideRules {
  readonly capGroups: readonly CapGroup[];
  readonly wholeNeeds: readonly WholeNeed[];
  /** The least units that a pair carries when it carries any; 0 or 1 where anything goes. */
  readonly least: Int32Array;
  readonly besides: readonly BesideRule[];
}

interface Sum {
  readonly cap: number;
  readonly pairs: number[];
}

/** The capped pairs of each person, in rising order; one need by itself is a person of whom nothing is known. */
const cappedByPerson = ({ needs }: Snapshot, candidates: readonly Candidate[]): Iterable<readonly number[]> => {
  const byNeed = new Map<number, number[]>();
  candidates.forEach(({ need, most }, k) => {
    if (most === null) return;
    const pairs = byNeed.get(need);
    if (pairs === undefined) byNeed.set(need, [k]);
    else pairs.push(k);
  });
  const byPerson = new Map<string, number[]>();
  const persons: number[][] = [];
  for (const [n, pairs] of byNeed) {
    const personKey = needs[n]?.personKey ?? null;
    const known = personKey === null ? undefined : byPerson.get(personKey);
    if (known !== undefined) for (const k of pairs) known.push(k);
    else persons.push(pairs);
    if (personKey !== null && known === undefined) byPerson.set(personKey, pairs);
  }
  return persons;
};

/** The sums over several pairs of one person. */
const sumsOf = (snapshot: Snapshot, candidates: readonly Candidate[], own: readonly number[]): readonly Sum[] => {
  const sums = new Map<number | string, Sum>();
  const add = (key: number | string, pair: number, cap: () => number): void => {
    const known = sums.get(key);
    if (known === undefined) sums.set(key, { cap: cap(), pairs: [pair] });
    else known.pairs.push(pair);
  };
  const ofOneNeed = own.every((k) => candidates[k]?.need === candidates[own[0] ?? 0]?.need);
  for (const k of own) {
    const { need = -1, resource = -1 } = candidates[k] ?? {};
    const asking = snapshot.needs[need];
    const giving = snapshot.resources[resource];
    if (asking === undefined || giving === undefined) continue;
    // One need has one pair with a resource.
    if (!ofOneNeed) add(resource, k, () => leftOf(snapshot, asking, resource, giving));
    for (const cap of snapshot.past.capsOf(giving)) add(cap.id, k, () => leftUnder(snapshot, asking, cap));
  }
  return [...sums.values()].filter(({ cap, pairs }) => pairs.length > 1 && Number.isFinite(cap));
};

const capGroupsOf = (snapshot: Snapshot, candidates: readonly Candidate[]): readonly CapGroup[] => {
  const wantedBy = (pairs: readonly number[]): number =>
    [...new Set(pairs.map((k) => candidates[k]?.need ?? -1))].reduce((sum, n) => sum + (snapshot.wanted[n] ?? 0), 0);
  const groups: Sum[] = [];
  for (const own of cappedByPerson(snapshot, candidates))
    for (const sum of sumsOf(snapshot, candidates, own)) if (wantedBy(sum.pairs) > sum.cap) groups.push(sum);
  return groups.sort((a, b) => (a.pairs[0] ?? 0) - (b.pairs[0] ?? 0));
};

const besidesOf = (snapshot: Snapshot, candidates: readonly Candidate[]): readonly BesideRule[] => {
  const { resources, fixedByPair } = snapshot;
  if (!resources.some(({ matchGiving }) => matchGiving != null)) return [];
  const isBeside = (giver: MatchResource, other: MatchResource | undefined): boolean =>
    other !== undefined &&
    (giver.matchGiving?.beside.length === 0
      ? other.matchGiving == null
      : other.id !== giver.id && giver.matchGiving?.beside.includes(other.id) === true);
  const givers = [...candidates.keys()].filter((k) => resources[candidates[k]?.resource ?? -1]?.matchGiving != null);
  const concerned = new Set(givers.map((k) => candidates[k]?.need ?? -1));
  const byNeed = new Map([...concerned].map((need) => [need, [] as number[]]));
  candidates.forEach(({ need }, k) => {
    byNeed.get(need)?.push(k);
  });
  return givers.flatMap((pair) => {
    const { need = -1, resource = -1 } = candidates[pair] ?? {};
    const giver = resources[resource];
    if (giver?.matchGiving == null) return [];
    const others = (byNeed.get(need) ?? []).filter((k) => isBeside(giver, resources[candidates[k]?.resource ?? -1]));
    let fixedBeside = 0;
    if (fixedByPair.size > 0)
      resources.forEach((other, r) => {
        if (isBeside(giver, other)) fixedBeside += fixedByPair.get(pairKey(need, r)) ?? 0;
      });
    const fixedOwn = fixedByPair.get(pairKey(need, resource)) ?? 0;
    const { gives, forEach } = giver.matchGiving;
    return [{ pair, others, gives, forEach, fixedOwn, fixedBeside }];
  });
};

/** The side rules that bind these candidates. */
export const sideRulesOf = (snapshot: Snapshot, candidates: readonly Candidate[]): SideRules => {
  const whole = new Map<number, number[]>();
  const least = new Int32Array(candidates.length);
  candidates.forEach(({ need, resource }, k) => {
    if (snapshot.needs[need]?.indivisible === true) {
      const pairs = whole.get(need);
      if (pairs === undefined) whole.set(need, [k]);
      else pairs.push(k);
    }
    // A need that wants less than the least amount is asked for no more than it wants.
    least[k] = Math.min(snapshot.resources[resource]?.leastUnits ?? 0, snapshot.wanted[need] ?? 0);
  });
  const wholeNeeds = [...whole].map(([need, pairs]) => ({ need, pairs, units: snapshot.wanted[need] ?? 0 }));
  const besides = besidesOf(snapshot, candidates);
  return { capGroups: capGroupsOf(snapshot, candidates), wholeNeeds, least, besides };
};

export type Violation =
  | { readonly kind: 'WHOLE'; readonly rule: WholeNeed }
  | { readonly kind: 'LEAST'; readonly pair: number; readonly least: number }
  | { readonly kind: 'CAP'; readonly rule: CapGroup }
  | { readonly kind: 'BESIDE'; readonly rule: BesideRule };

export const sumOver = (pairs: readonly number[], flow: Int32Array): number =>
  pairs.reduce((sum, k) => sum + (flow[k] ?? 0), 0);

/** Every side rule that these units break. */
export const violationsOf = (
  { capGroups, wholeNeeds, least, besides }: SideRules,
  flow: Int32Array,
): readonly Violation[] => {
  const found: Violation[] = [];
  for (const rule of wholeNeeds) {
    const units = sumOver(rule.pairs, flow);
    if (units > 0 && units < rule.units) found.push({ kind: 'WHOLE', rule });
  }
  least.forEach((units, pair) => {
    const carried = flow[pair] ?? 0;
    if (carried > 0 && carried < units) found.push({ kind: 'LEAST', pair, least: units });
  });
  for (const rule of capGroups) if (sumOver(rule.pairs, flow) > rule.cap) found.push({ kind: 'CAP', rule });
  for (const rule of besides)
    if ((flow[rule.pair] ?? 0) > mostBeside(rule, sumOver(rule.others, flow))) found.push({ kind: 'BESIDE', rule });
  return found;
};

/** The pairs that a broken rule is about. */
export const pairsOf = (violation: Violation): readonly number[] =>
  violation.kind === 'LEAST'
    ? [violation.pair]
    : violation.kind === 'BESIDE'
      ? [violation.rule.pair]
      : violation.rule.pairs;
