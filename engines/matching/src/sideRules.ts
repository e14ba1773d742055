import { type Candidate, leftOf, leftUnder, personKeyOf, type Snapshot } from './eligible.ts';

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

/** What is asked of an assignment beyond flow. Positions are those of the candidates. */
export interface SideRules {
  readonly capGroups: readonly CapGroup[];
  readonly wholeNeeds: readonly WholeNeed[];
  /** The least units that a pair carries when it carries any; 0 or 1 where anything goes. */
  readonly least: Int32Array;
}

const capGroupsOf = (snapshot: Snapshot, candidates: readonly Candidate[]): readonly CapGroup[] => {
  const groups = new Map<string, { cap: number; pairs: number[] }>();
  const add = (key: string, pair: number, cap: number): void => {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { cap, pairs: [pair] });
    else group.pairs.push(pair);
  };
  candidates.forEach(({ need, resource, most }, k) => {
    const asking = snapshot.needs[need];
    const giving = snapshot.resources[resource];
    if (most === null || asking === undefined || giving === undefined) return;
    const person = personKeyOf(asking);
    const own = leftOf(snapshot, asking, resource, giving);
    if (Number.isFinite(own)) add(`${person}|${resource}`, k, own);
    for (const cap of snapshot.past.capsOf(giving)) add(`${person}|cap ${cap.id}`, k, leftUnder(snapshot, asking, cap));
  });
  return [...groups.values()].filter(({ pairs }) => pairs.length > 1);
};

/** The side rules that bind these candidates. */
export const sideRulesOf = (snapshot: Snapshot, candidates: readonly Candidate[]): SideRules => {
  const whole = new Map<number, number[]>();
  const least = new Int32Array(candidates.length);
  candidates.forEach(({ need, resource }, k) => {
    if (snapshot.needs[need]?.indivisible === true) whole.set(need, [...(whole.get(need) ?? []), k]);
    // A need that wants less than the least amount is asked for no more than it wants.
    least[k] = Math.min(snapshot.resources[resource]?.leastUnits ?? 0, snapshot.wanted[need] ?? 0);
  });
  const wholeNeeds = [...whole].map(([need, pairs]) => ({ need, pairs, units: snapshot.wanted[need] ?? 0 }));
  return { capGroups: capGroupsOf(snapshot, candidates), wholeNeeds, least };
};

export type Violation =
  | { readonly kind: 'WHOLE'; readonly rule: WholeNeed }
  | { readonly kind: 'LEAST'; readonly pair: number; readonly least: number }
  | { readonly kind: 'CAP'; readonly rule: CapGroup };

const sumOver = (pairs: readonly number[], flow: Int32Array): number =>
  pairs.reduce((sum, k) => sum + (flow[k] ?? 0), 0);

/** Every side rule that these units break. */
export const violationsOf = ({ capGroups, wholeNeeds, least }: SideRules, flow: Int32Array): readonly Violation[] => {
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
  return found;
};
