import type { Assignment } from './assign.ts';
import { assign } from './assign.ts';
import { type Candidate, candidateOf, type Snapshot } from './eligible.ts';
import type { MatchNeed, MatchResource } from './input.ts';
import type { Shortage, Unlock } from './outcome.ts';

const FOREVER = '9999-12-31';

/** The middle one of the capacities of resources that measure in this unit, so that the remedy is of an ordinary size. */
const ordinaryCapacity = ({ resources }: Snapshot, shortage: Shortage): number => {
  const known = resources
    .filter(({ unit, capacity }) => unit === shortage.unit && capacity > 0)
    .map(({ capacity }) => capacity)
    .sort((a, b) => a - b);
  return known[known.length >> 1] ?? shortage.unmetUnits;
};

/** One more resource in the place of a shortage that stands in nobody's way there: vetted, skilled, at any time, for any group. */
const remedyOf = (snapshot: Snapshot, shortage: Shortage, needs: readonly MatchNeed[]): MatchResource => ({
  id: `remedy ${shortage.divisionCode} ${shortage.service} ${shortage.unit}`,
  kind: 'SUPPOSED',
  services: [shortage.service],
  unit: shortage.unit,
  capacity: ordinaryCapacity(snapshot, shortage),
  longitude: null,
  latitude: null,
  radiusMetres: null,
  regions: [shortage.divisionCode],
  windows: 0,
  skills: [...new Set(needs.flatMap(({ skill }) => skill ?? []))].sort(),
  vettedUntil: FOREVER,
  groups: [],
  restricted: false,
  perPersonCap: null,
  expiresOn: null,
  providerId: null,
  personKey: null,
});

const servedBy = (snapshot: Snapshot, { unserved }: Assignment, unit: string) => {
  let units = 0;
  let met = 0;
  snapshot.needs.forEach((need, n) => {
    if (need.unit !== unit) return;
    units += need.units - (unserved[n] ?? 0);
    if ((unserved[n] ?? 0) === 0) met++;
  });
  return { units, met };
};

/** Solves the whole again with one ordinary resource more where the shortage is, and says what that changes. */
const unlock = (snapshot: Snapshot, assignment: Assignment, shortage: Shortage): Unlock => {
  const concerned = snapshot.needs.flatMap((need, n) =>
    need.unit === shortage.unit &&
    need.service === shortage.service &&
    (need.community === shortage.divisionCode || need.places.includes(shortage.divisionCode))
      ? [{ need, n }]
      : [],
  );
  const remedy = remedyOf(
    snapshot,
    shortage,
    concerned.map(({ need }) => need),
  );
  const resources = [...snapshot.resources, remedy];
  const supposed: Snapshot = { ...snapshot, resources, free: [...snapshot.free, remedy.capacity] };
  const added = concerned.flatMap(({ n }): readonly Candidate[] => {
    const candidate = (snapshot.wanted[n] ?? 0) > 0 ? candidateOf(supposed, n, resources.length - 1) : null;
    return candidate === null ? [] : [candidate];
  });
  const after = assign(supposed, [...assignment.candidates, ...added]);
  const [old, next] = [servedBy(snapshot, assignment, shortage.unit), servedBy(snapshot, after, shortage.unit)];
  const { capacity, skills } = remedy;
  return {
    capacity,
    skills,
    servedUnits: next.units - old.units,
    metNeeds: next.met - old.met,
    points: after.objective - assignment.objective,
  };
};

/**
 * The shortages with what one more resource in each place would change, each figure solved and not read off a price. At most `most`
 * are solved, those with the most unmet needs first; the others keep `null` and come last within their level.
 */
export const rankByUnlock = (
  snapshot: Snapshot,
  assignment: Assignment,
  shortages: readonly Shortage[],
  most: number,
): readonly Shortage[] => {
  const known = new Map<string, Unlock>();
  const solvedFirst = shortages.toSorted((a, b) => b.unmetNeeds - a.unmetNeeds);
  for (const shortage of solvedFirst) {
    const key = `${shortage.divisionCode}|${shortage.service}|${shortage.unit}`;
    if (known.has(key) || known.size >= most) continue;
    known.set(key, unlock(snapshot, assignment, shortage));
  }
  const gain = ({ unlock: found }: Shortage): readonly number[] => [found?.metNeeds ?? -1, found?.points ?? -1];
  return shortages
    .map((shortage) => ({
      ...shortage,
      unlock: known.get(`${shortage.divisionCode}|${shortage.service}|${shortage.unit}`) ?? null,
    }))
    .map((shortage, position) => ({ shortage, position, rank: gain(shortage) }))
    .sort(
      (a, b) =>
        (a.shortage.level === b.shortage.level ? 0 : a.position - b.position) ||
        (b.rank[0] ?? 0) - (a.rank[0] ?? 0) ||
        (b.rank[1] ?? 0) - (a.rank[1] ?? 0) ||
        a.position - b.position,
    )
    .map(({ shortage }) => shortage);
};
