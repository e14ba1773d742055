/** Two clusters that would gain by being joined; `left` begins with the smaller row. */
export type Offer<Cluster extends { readonly rows: readonly number[] }> = {
  readonly gain: number;
  readonly left: Cluster;
  readonly right: Cluster;
};

/** A binary heap of offers: higher gains first, equal ones in order of the clusters' first rows. */
export class Offers<Cluster extends { readonly rows: readonly number[] }> {
  readonly #heap: Offer<Cluster>[] = [];

  push(offer: Offer<Cluster>): void {
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

  pop(): Offer<Cluster> | undefined {
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

const isBefore = <Cluster extends { readonly rows: readonly number[] }>(
  one: Offer<Cluster>,
  other: Offer<Cluster>,
): boolean => {
  if (one.gain !== other.gain) return one.gain > other.gain;
  const [l = 0, r = 0] = [one.left.rows[0], one.right.rows[0]];
  const [otherLeft = 0, otherRight = 0] = [other.left.rows[0], other.right.rows[0]];
  return l !== otherLeft ? l < otherLeft : r < otherRight;
};
