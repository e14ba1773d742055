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

/**
 * Agglomerative clustering on the likelihood of whole clusters: the two that gain most are joined as long as they gain anything.
 * Only clusters that a scored pair connects come into question, and at most one record of a clean source is in a cluster.
 */
export const clusterEntities = (edges: Edges, { scale, weigh, cleanSourceOf }: Joining): Clustering => {
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
    const gain = scale.gain(left, right);
    if (gain < HOPELESS || sharesCleanSource(left, right, cleanSourceOf)) return;
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
  for (let edge = 0; edge < edges.left.length; edge += 1)
    offer(singleOf(edges.left[edge] ?? 0), singleOf(edges.right[edge] ?? 0));
  const pairs: JoinedPair[] = [];
  const joinedOnes = new Set<Entity>();
  for (let best = offers.pop(); best !== undefined; best = offers.pop()) {
    const { left, right, gain } = best;
    if (!left.alive || !right.alive || isContested(left, right, gain)) continue;
    for (const l of left.rows)
      for (const r of right.rows) pairs.push({ left: Math.min(l, r), right: Math.max(l, r), bits: gain });
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
