import type { Assignment } from './assign.ts';
import { type Candidate, candidateOf, type Snapshot } from './eligible.ts';
import { costOf, isSpread, loadTiersOf } from './evenLoad.ts';
import type { TransportProblem } from './flow/network.ts';
import { openTransportFrom } from './flow/solveTransport.ts';
import type { Whereabouts } from './flow/startFrom.ts';
import { closeResource, openResource, unitsFrom } from './flow/supposeResource.ts';
import { compareText, type MatchNeed, type MatchResource } from './input.ts';
import { extend, withJointCaps } from './joint.ts';
import type { Shortage, Unlock } from './outcome.ts';
import { weigh } from './weighed.ts';

const FOREVER = '9999-12-31';

/** The middle one of the capacities of resources that measure in this unit, so that the remedy is of an ordinary size. */
const ordinaryCapacity = ({ resources }: Snapshot, shortage: Shortage): number => {
  const known = resources
    .filter(({ unit, capacity }) => unit === shortage.unit && capacity > 0)
    .map(({ capacity }) => capacity)
    .sort((a, b) => a - b);
  return known[known.length >> 1] ?? shortage.unmetUnits;
};

/** The word that is given most often, the first of several; nobody is of two genders. */
const mostWished = (words: readonly string[]): string | null => {
  const counts = [...Map.groupBy(words, (word) => word)].map(([word, all]) => ({ word, count: all.length }));
  return counts.sort((a, b) => b.count - a.count || compareText(a.word, b.word))[0]?.word ?? null;
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
  vettedFor: 'ENHANCED',
  certificates: [...new Set(needs.flatMap(({ certificate }) => certificate ?? []))].map((code) => ({
    code,
    until: null,
  })),
  gender: mostWished(needs.flatMap(({ gender }) => (gender?.must ? [gender.is] : []))),
  languages: [...new Set(needs.flatMap(({ language }) => language?.is ?? []))].sort(),
  helpers: Math.max(1, ...needs.map(({ helpers = 1 }) => helpers)),
  groups: [],
  restricted: false,
  perPersonCap: null,
  expiresOn: null,
  providerId: null,
  personKey: null,
});

interface Remedy {
  readonly shortage: Shortage;
  readonly resource: MatchResource;
  readonly candidates: readonly Candidate[];
}

const remedyFor = (snapshot: Snapshot, shortage: Shortage, position: number): Remedy => {
  const concerned = snapshot.needs.flatMap((need, n) =>
    need.unit === shortage.unit &&
    need.service === shortage.service &&
    (need.community === shortage.divisionCode || need.places.includes(shortage.divisionCode))
      ? [{ need, n }]
      : [],
  );
  const resource = remedyOf(
    snapshot,
    shortage,
    concerned.map(({ need }) => need),
  );
  const candidates = concerned.flatMap(({ n }) => {
    const candidate = (snapshot.wanted[n] ?? 0) > 0 ? candidateOf(snapshot, n, position, resource) : null;
    return candidate === null ? [] : [candidate];
  });
  return { shortage, resource, candidates };
};

/** The last problem of the assignment with the remedies behind its resources. */
const withRemedies = (
  snapshot: Snapshot,
  { candidates, scores, most, joint = [] }: Assignment,
  remedies: readonly Remedy[],
): TransportProblem => {
  const added = remedies.flatMap((remedy) => remedy.candidates);
  const all = [...candidates, ...added];
  const [pairNeed, pairResource] = [new Int32Array(all.length), new Int32Array(all.length)];
  all.forEach(({ need, resource }, k) => {
    pairNeed[k] = need;
    pairResource[k] = resource;
  });
  const problem = {
    needUnits: Int32Array.from(snapshot.wanted),
    capacities: Float64Array.from([...snapshot.free, ...remedies.map(({ resource }) => resource.capacity)]),
    pairNeed,
    pairResource,
    pairScore: extend(
      scores,
      added.map(({ score }) => score),
    ),
    pairMax: extend(
      most,
      added.map(() => 2 ** 31 - 1),
    ),
  };
  const weighed = weigh(
    {
      ...snapshot,
      resources: [...snapshot.resources, ...remedies.map(({ resource }) => resource)],
      free: [...snapshot.free, ...remedies.map(({ resource }) => resource.capacity)],
    },
    all,
  );
  return weighed.extend(withJointCaps(problem, joint, weighed.most).problem);
};

/** The assignment as it is, in which nobody uses a remedy yet. */
const beginAt = (
  { flow, prices }: Assignment,
  { pairNeed, capacities }: TransportProblem,
  resources: number,
): Whereabouts => {
  const begin = { flow: new Int32Array(pairNeed.length), prices: new Float64Array(capacities.length) };
  begin.flow.set(flow);
  begin.prices.set(prices.subarray(0, resources));
  return begin;
};

/**
 * Solves the whole again with one ordinary resource more in the place of each shortage, and says what that changes: one solve with all of
 * them, from which they are taken away, and then each is put back by itself.
 */
const unlockEach = (snapshot: Snapshot, assignment: Assignment, shortages: readonly Shortage[]): readonly Unlock[] => {
  const first = snapshot.resources.length;
  const remedies = shortages.map((shortage, k) => remedyFor(snapshot, shortage, first + k));
  const end = first + remedies.length + (assignment.joint?.length ?? 0);
  const problem = withRemedies(snapshot, assignment, remedies);
  const { net, space } = openTransportFrom(problem, beginAt(assignment, problem, first));
  remedies.forEach((_, k) => {
    closeResource(net, space, first + k);
  });
  const before = net.objective;
  const servedBefore = unitsFrom(net, end);
  return remedies.map(({ shortage, resource }, k) => {
    openResource(net, space, first + k, resource.capacity);
    const points = net.objective - before - idleWorth(snapshot, resource);
    const served = unitsFrom(net, end);
    closeResource(net, space, first + k);
    let servedUnits = 0;
    let metNeeds = 0;
    snapshot.needs.forEach(({ unit }, n) => {
      if (unit !== shortage.unit) return;
      const [old, next] = [servedBefore[n] ?? 0, served[n] ?? 0];
      const wanted = snapshot.wanted[n] ?? 0;
      servedUnits += next - old;
      metNeeds += Number(next === wanted) - Number(old === wanted);
    });
    return { capacity: resource.capacity, skills: resource.skills, servedUnits, metNeeds, points };
  });
};

/** What its units earn in the flow by staying idle, which is no gain. */
const idleWorth = ({ policy }: Snapshot, resource: MatchResource): number =>
  isSpread(resource, policy) ? costOf(loadTiersOf(0, resource.capacity, policy), resource.capacity) : 0;

const keyOf = ({ divisionCode, service, unit }: Shortage): string => `${divisionCode}|${service}|${unit}`;

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
  const byKey = new Map<string, Shortage>();
  for (const shortage of solvedFirst) if (!byKey.has(keyOf(shortage))) byKey.set(keyOf(shortage), shortage);
  const chosen = [...byKey.values()].slice(0, most);
  unlockEach(snapshot, assignment, chosen).forEach((unlock, k) => {
    const shortage = chosen[k];
    if (shortage !== undefined) known.set(keyOf(shortage), unlock);
  });
  const gain = ({ unlock: found }: Shortage): readonly number[] => [found?.metNeeds ?? -1, found?.points ?? -1];
  return shortages
    .map((shortage) => ({
      ...shortage,
      unlock: known.get(keyOf(shortage)) ?? null,
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
