import type { Assignment } from './assign.ts';
import type { Snapshot } from './eligible.ts';
import { lastUnitCost } from './evenLoad.ts';
import { compareText, type MatchNeed } from './input.ts';
import type {
  CommunityShare,
  GroupShare,
  MatchTotals,
  NeedOutcome,
  ResourceOutcome,
  Shortage,
  UnitTotals,
} from './outcome.ts';

/** A county is the six-digit level of the statutory code (GB/T 2260) written with twelve digits. */
const countyOf = ({ places }: MatchNeed): string | null =>
  places.find((code) => /^\d{6}0{6}$/.test(code) && !code.startsWith('00', 4)) ?? null;

/** Unmet needs counted by place, service and rule, for communities and for counties; the rule is the first obstacle of each need. */
export const shortagesOf = (needs: readonly MatchNeed[], outcomes: readonly NeedOutcome[]): readonly Shortage[] => {
  const rows = new Map<string, Shortage>();
  const count = (level: Shortage['level'], divisionCode: string, need: MatchNeed, outcome: NeedOutcome): void => {
    const rule = outcome.unmet?.obstacles[0];
    if (outcome.unmet === null || rule === undefined) return;
    const key = [level, divisionCode, need.service, need.unit, rule].join('|');
    const { unmetNeeds, unmetUnits } = rows.get(key) ?? { unmetNeeds: 0, unmetUnits: 0 };
    rows.set(key, {
      level,
      divisionCode,
      service: need.service,
      unit: need.unit,
      rule,
      unmetNeeds: unmetNeeds + 1,
      unmetUnits: unmetUnits + outcome.unmet.units,
      unlock: null,
    });
  };
  needs.forEach((need, n) => {
    const outcome = outcomes[n];
    if (outcome === undefined) return;
    count('COMMUNITY', need.community, need, outcome);
    const county = countyOf(need);
    if (county !== null) count('COUNTY', county, need, outcome);
  });
  return [...rows]
    .sort(([a, x], [b, y]) => compareText(x.level, y.level) || y.unmetNeeds - x.unmetNeeds || compareText(a, b))
    .map(([, row]) => row);
};

const shareOf = ({ units, fixedUnits, proposedUnits }: NeedOutcome): number =>
  units === 0 ? 1 : (fixedUnits + proposedUnits) / units;

interface Share {
  readonly key: string;
  readonly needs: number;
  readonly servedShare: number;
}

/** Mean served share of the needs under each key, the worst first. */
const sharesBy = (
  needs: readonly MatchNeed[],
  outcomes: readonly NeedOutcome[],
  keysOf: (need: MatchNeed) => readonly string[],
): readonly Share[] => {
  const sums = new Map<string, { needs: number; served: number }>();
  needs.forEach((need, n) => {
    const outcome = outcomes[n];
    if (outcome === undefined) return;
    for (const key of new Set(keysOf(need))) {
      const sum = sums.get(key) ?? { needs: 0, served: 0 };
      sums.set(key, { needs: sum.needs + 1, served: sum.served + shareOf(outcome) });
    }
  });
  return [...sums]
    .map(([key, { needs: count, served }]) => ({ key, needs: count, servedShare: served / count }))
    .sort((a, b) => a.servedShare - b.servedShare || compareText(a.key, b.key));
};

const communitiesOf = (needs: readonly MatchNeed[], outcomes: readonly NeedOutcome[]): readonly CommunityShare[] =>
  sharesBy(needs, outcomes, ({ community }) => [community]).map(({ key, ...share }) => ({
    divisionCode: key,
    ...share,
  }));

const groupsOf = (needs: readonly MatchNeed[], outcomes: readonly NeedOutcome[]): readonly GroupShare[] =>
  sharesBy(needs, outcomes, ({ groups }) => groups).map(({ key, ...share }) => ({ group: key, ...share }));

const byUnitOf = (needs: readonly MatchNeed[], outcomes: readonly NeedOutcome[]): readonly UnitTotals[] => {
  const rows = new Map<string, UnitTotals>();
  needs.forEach(({ unit }, n) => {
    const outcome = outcomes[n];
    if (outcome === undefined) return;
    const row = rows.get(unit) ?? { unit, needs: 0, wantedUnits: 0, fixedUnits: 0, proposedUnits: 0, objective: 0 };
    rows.set(unit, {
      unit,
      needs: row.needs + 1,
      wantedUnits: row.wantedUnits + outcome.units,
      fixedUnits: row.fixedUnits + outcome.fixedUnits,
      proposedUnits: row.proposedUnits + outcome.proposedUnits,
      objective: row.objective + outcome.proposed.reduce((sum, { units, score }) => sum + units * score, 0),
    });
  });
  return [...rows.values()].sort((a, b) => compareText(a.unit, b.unit));
};

/** The figures of a run; units of different kinds are counted apart, and shares are means over needs. */
export const totalsOf = (snapshot: Snapshot, assignment: Assignment, outcomes: readonly NeedOutcome[]): MatchTotals => {
  const met = outcomes.filter(({ unmet }) => unmet === null).length;
  const partlyMet = outcomes.filter((outcome) => outcome.unmet !== null && shareOf(outcome) > 0).length;
  const gap = assignment.dualBound - assignment.objective;
  return {
    needs: outcomes.length,
    met,
    partlyMet,
    unmet: outcomes.length - met - partlyMet,
    resources: snapshot.resources.length,
    byUnit: byUnitOf(snapshot.needs, outcomes),
    objective: assignment.objective,
    dualBound: assignment.dualBound,
    method: assignment.method,
    gap,
    isOptimal: gap === 0,
    fairnessPoints: assignment.fairnessPoints,
    loadCost: assignment.loadCost,
    communities: communitiesOf(snapshot.needs, outcomes),
    groups: groupsOf(snapshot.needs, outcomes),
  };
};

/** What each resource gives, what its last unit is worth, and who could use it. */
export const resourceOutcomesOf = (snapshot: Snapshot, assignment: Assignment): readonly ResourceOutcome[] => {
  const demandNeeds = new Int32Array(snapshot.resources.length);
  const demandUnits = new Float64Array(snapshot.resources.length);
  for (const { need, resource } of assignment.candidates) {
    demandNeeds[resource] = (demandNeeds[resource] ?? 0) + 1;
    demandUnits[resource] = (demandUnits[resource] ?? 0) + (snapshot.wanted[need] ?? 0);
  }
  // Who loses a unit is spared the dearest step of its load.
  const besideLoad = (prices: ArrayLike<number>, r: number): number =>
    Math.max(0, (prices[r] ?? 0) - lastUnitCost(snapshot, r));
  return snapshot.resources.map(({ id, capacity }, r) => ({
    resourceId: id,
    capacity,
    fixedUnits: capacity - (snapshot.free[r] ?? 0),
    proposedUnits: (snapshot.free[r] ?? 0) - (assignment.room[r] ?? 0),
    price: besideLoad(assignment.prices, r),
    lastUnitValue: besideLoad(assignment.lastUnitValues, r),
    demandNeeds: demandNeeds[r] ?? 0,
    demandUnits: demandUnits[r] ?? 0,
  }));
};
