import type { Edges } from './decide.ts';

/** A pair within a cluster; `bits` is the mean weight at which its two sides were joined, or its own weight when that is more. */
export type JoinedPair = { readonly left: number; readonly right: number; readonly bits: number };

type Cluster = { readonly members: readonly number[]; readonly sums: Map<Cluster, number>; alive: boolean };
type Offer = { readonly mean: number; readonly left: Cluster; readonly right: Cluster };

/** Higher means first; equal means in order of the clusters' first rows. */
const isBefore = (one: Offer, other: Offer): boolean => {
  if (one.mean !== other.mean) return one.mean > other.mean;
  const [l = 0, r = 0] = [one.left.members[0], one.right.members[0]];
  const [otherLeft = 0, otherRight = 0] = [other.left.members[0], other.right.members[0]];
  return l !== otherLeft ? l < otherLeft : r < otherRight;
};

/** A binary heap of offers. */
class Offers {
  readonly #heap: Offer[] = [];

  push(offer: Offer): void {
    const heap = this.#heap;
    let at = heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(offer, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = offer;
  }

  pop(): Offer | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (heap.length === 0 || last === undefined) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const right = heap[child + 1];
      const left = heap[child];
      if (left === undefined) break;
      if (right !== undefined && isBefore(right, left)) child += 1;
      const best = heap[child] ?? left;
      if (!isBefore(best, last)) break;
      heap[at] = best;
      at = child;
    }
    heap[at] = last;
    return top;
  }
}

const CLAMP = 20;
const clamped = (bits: number): number => Math.max(-CLAMP, Math.min(CLAMP, bits));

/**
 * Average-linkage clustering: joins the two clusters whose pairs weigh most on average, as long as that is more than `leastBits`.
 * Pairs that blocking never brought together are weighed when they come into question (`weigh`), so that a chain of chance
 * agreements is broken by the pairs that it would join. One pair speaks for at most 20 bits either way.
 * Gives every pair of every cluster.
 */
export const clusterRows = (
  edges: Edges,
  leastBits: number,
  weigh: (left: number, right: number) => number,
): readonly JoinedPair[] => {
  const clusters = new Map<number, Cluster>();
  const clusterOf = (row: number): Cluster => {
    const known = clusters.get(row) ?? { members: [row], sums: new Map(), alive: true };
    clusters.set(row, known);
    return known;
  };
  const offers = new Offers();
  const offer = (one: Cluster, other: Cluster, sum: number): void => {
    one.sums.set(other, sum);
    other.sums.set(one, sum);
    const mean = sum / (one.members.length * other.members.length);
    const inOrder = (one.members[0] ?? 0) < (other.members[0] ?? 0);
    if (mean > leastBits) offers.push({ mean, left: inOrder ? one : other, right: inOrder ? other : one });
  };
  for (let edge = 0; edge < edges.left.length; edge += 1) {
    const bits = edges.bits[edge] ?? 0;
    if (bits > leastBits) offer(clusterOf(edges.left[edge] ?? 0), clusterOf(edges.right[edge] ?? 0), clamped(bits));
  }
  const sumBetween = (one: Cluster, other: Cluster): number => {
    let sum = one.sums.get(other);
    if (sum === undefined) {
      sum = 0;
      for (const l of one.members) for (const r of other.members) sum += clamped(weigh(Math.min(l, r), Math.max(l, r)));
    }
    return sum;
  };
  const pairs: JoinedPair[] = [];
  for (let best = offers.pop(); best !== undefined; best = offers.pop()) {
    const { left, right, mean } = best;
    if (!left.alive || !right.alive) continue;
    for (const l of left.members) {
      for (const r of right.members) {
        const [first, second] = [Math.min(l, r), Math.max(l, r)];
        pairs.push({ left: first, right: second, bits: Math.max(mean, weigh(first, second)) });
      }
    }
    left.alive = false;
    right.alive = false;
    const joined: Cluster = {
      members: [...left.members, ...right.members].sort((a, b) => a - b),
      sums: new Map(),
      alive: true,
    };
    const neighbours = new Set([...left.sums.keys(), ...right.sums.keys()].filter((cluster) => cluster.alive));
    for (const other of neighbours) {
      const sum = sumBetween(left, other) + sumBetween(right, other);
      other.sums.delete(left);
      other.sums.delete(right);
      offer(joined, other, sum);
    }
  }
  return pairs;
};
