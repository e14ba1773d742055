import type { Edges } from './decide.ts';
import type { Entity, EntityScale } from './entity.ts';
import { Offers } from './offers.ts';

/** A pair within a cluster; `bits` is what the joining of its two sides gained. */
export type JoinedPair = { readonly left: number; readonly right: number; readonly bits: number };

/** Clusters, and every pair of each. */
export type Clustering = { readonly entities: readonly Entity[]; readonly pairs: readonly JoinedPair[] };

/** What decides which rows may come together. */
export type Joining = {
  readonly scale: EntityScale;
  /** Log-odds in bits of two rows alone. */
  readonly weigh: (left: number, right: number) => number;
  /** The number of a source that holds nobody twice; -1 for a row of any other. */
  readonly cleanSourceOf: (row: number) => number;
  /** A value that a person has once, such as a valid number; clusters that hold such values and none in common are two people. */
  readonly onlyOnceOf?: (row: number) => string | null;
  /** What people decided; it wins over everything else. Of two that contradict each other, `DIFFERENT` holds. */
  readonly decisions?: readonly RowDecision[];
};

/** What people decided about two rows. */
export type RowDecision = { readonly left: number; readonly right: number; readonly verdict: 'SAME' | 'DIFFERENT' };

/** Bits that no evidence outweighs. */
const DECIDED_BITS = 40;

/** Tells whether people keep two clusters apart. */
const separation = (decisions: readonly RowDecision[]): ((one: Entity, other: Entity) => boolean) => {
  const apart = new Map<number, Set<number>>();
  const add = (row: number, other: number): void => void apart.set(row, (apart.get(row) ?? new Set()).add(other));
  for (const { left, right, verdict } of decisions) {
    if (verdict === 'SAME') continue;
    add(left, right);
    add(right, left);
  }
  if (apart.size === 0) return () => false;
  return (one, other) =>
    one.rows.some((row) => {
      const others = apart.get(row);
      return others !== undefined && other.rows.some((each) => others.has(each));
    });
};

/** Clusters that speak so clearly against one another are not asked again. */
const HOPELESS = -20;
/** Beyond this nothing is asked of the single pairs. */
const SURE = 12;
/** Below it the single pairs, on average, speak against the joining: one rare value in common is not a person. */
const LEAST_MEAN = -2;
/** Gains closer than this, in bits, are a tie. */
const TIE = 1;
/** One pair speaks for at most so many bits either way. */
const CLAMP = 20;

const meanWeight = (one: Entity, other: Entity, weigh: Joining['weigh']): number => {
  let sum = 0;
  for (const l of one.rows)
    for (const r of other.rows) sum += Math.max(-CLAMP, Math.min(CLAMP, weigh(Math.min(l, r), Math.max(l, r))));
  return sum / (one.rows.length * other.rows.length);
};

const sharesCleanSource = (one: Entity, other: Entity, cleanSourceOf: Joining['cleanSourceOf']): boolean => {
  const sources = new Set(one.rows.map(cleanSourceOf));
  sources.delete(-1);
  return sources.size > 0 && other.rows.some((row) => sources.has(cleanSourceOf(row)));
};

const contradict = (one: Entity, other: Entity, onlyOnceOf: (row: number) => string | null): boolean => {
  const valuesOf = ({ rows }: Entity) => new Set(rows.map(onlyOnceOf).filter((value) => value !== null));
  const [left, right] = [valuesOf(one), valuesOf(other)];
  return left.size > 0 && right.size > 0 && left.isDisjointFrom(right);
};

const addPairs = (pairs: JoinedPair[], one: Entity, other: Entity, bits: number): void => {
  for (const l of one.rows)
    for (const r of other.rows) pairs.push({ left: Math.min(l, r), right: Math.max(l, r), bits });
};

/**
 * Agglomerative clustering on the likelihood of whole clusters: the two that gain most are joined as long as they gain anything.
 * Only clusters that a scored pair connects come into question, and at most one record of a clean source is in a cluster.
 */
export const clusterEntities = (edges: Edges, joining: Joining): Clustering => {
  const { scale, weigh, cleanSourceOf, onlyOnceOf, decisions = [] } = joining;
  const areApart = separation(decisions);
  const pairs: JoinedPair[] = [];
  const joinedOnes = new Set<Entity>();
  const singles = new Map<number, Entity>();
  const neighbours = new Map<Entity, Map<Entity, number>>();
  const singleOf = (row: number): Entity => {
    const known = singles.get(row);
    if (known !== undefined) return known;
    const entity = scale.single(row);
    singles.set(row, entity);
    neighbours.set(entity, new Map());
    return entity;
  };
  const offers = new Offers<Entity>();
  const offer = (one: Entity, other: Entity): void => {
    const inOrder = (one.rows[0] ?? 0) < (other.rows[0] ?? 0);
    const [left, right] = inOrder ? [one, other] : [other, one];
    if (areApart(left, right)) return;
    const gain = scale.gain(left, right);
    if (gain < HOPELESS || sharesCleanSource(left, right, cleanSourceOf)) return;
    if (onlyOnceOf !== undefined && contradict(left, right, onlyOnceOf)) return;
    neighbours.get(one)?.set(other, gain);
    neighbours.get(other)?.set(one, gain);
    if (gain > SURE || (gain > 0 && meanWeight(left, right, weigh) > LEAST_MEAN)) offers.push({ gain, left, right });
  };
  /** A third cluster fits the smaller one about as well, and is somebody else than the larger one: a tie is nobody's. */
  const isContested = (left: Entity, right: Entity, gain: number): boolean => {
    const [small, large] = left.rows.length <= right.rows.length ? [left, right] : [right, left];
    for (const [rival, other] of neighbours.get(small) ?? [])
      if (rival !== large && other > gain - TIE && (neighbours.get(large)?.get(rival) ?? scale.gain(large, rival)) < 0)
        return true;
    return false;
  };
  for (const { left, right, verdict } of decisions) {
    const [one, other] = [singleOf(left), singleOf(right)];
    if (verdict === 'DIFFERENT' || one === other || areApart(one, other)) continue;
    addPairs(pairs, one, other, DECIDED_BITS);
    const joined = scale.merge(one, other);
    for (const gone of [one, other]) {
      neighbours.delete(gone);
      joinedOnes.delete(gone);
    }
    for (const row of joined.rows) singles.set(row, joined);
    neighbours.set(joined, new Map());
    joinedOnes.add(joined);
  }
  for (let edge = 0; edge < edges.left.length; edge += 1) {
    const [one, other] = [singleOf(edges.left[edge] ?? 0), singleOf(edges.right[edge] ?? 0)];
    if (one !== other) offer(one, other);
  }
  for (let best = offers.pop(); best !== undefined; best = offers.pop()) {
    const { left, right, gain } = best;
    if (!left.alive || !right.alive || isContested(left, right, gain)) continue;
    addPairs(pairs, left, right, gain);
    left.alive = false;
    right.alive = false;
    const joined = scale.merge(left, right);
    const around = new Set([...(neighbours.get(left)?.keys() ?? []), ...(neighbours.get(right)?.keys() ?? [])]);
    for (const gone of [left, right]) {
      neighbours.delete(gone);
      joinedOnes.delete(gone);
    }
    neighbours.set(joined, new Map());
    joinedOnes.add(joined);
    for (const other of around) {
      if (!other.alive) continue;
      const known = neighbours.get(other);
      known?.delete(left);
      known?.delete(right);
      offer(joined, other);
    }
  }
  return { entities: [...joinedOnes].sort((a, b) => (a.rows[0] ?? 0) - (b.rows[0] ?? 0)), pairs };
};
