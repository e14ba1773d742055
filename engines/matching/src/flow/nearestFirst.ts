/** A node of a residual network, and how far the way to it is. */
export interface Reached {
  readonly node: number;
  readonly length: number;
}

/** Nodes that were reached, given back the nearest first (a binary heap). */
export interface NearestFirst {
  readonly push: (reached: Reached) => void;
  readonly pop: () => Reached | undefined;
}

export const createNearestFirst = (): NearestFirst => {
  const heap: Reached[] = [];
  const lengthAt = (at: number): number => heap[at]?.length ?? Number.POSITIVE_INFINITY;
  return {
    push: (reached) => {
      let at = heap.length;
      for (let up = (at - 1) >> 1; at > 0 && lengthAt(up) > reached.length; up = (at - 1) >> 1) {
        heap[at] = heap[up] as Reached;
        at = up;
      }
      heap[at] = reached;
    },
    pop: () => {
      const nearest = heap[0];
      const last = heap.pop();
      if (last === undefined || heap.length === 0) return nearest;
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (lengthAt(child + 1) < lengthAt(child)) child++;
        if (!(lengthAt(child) < last.length)) break;
        heap[at] = heap[child] as Reached;
        at = child;
      }
      heap[at] = last;
      return nearest;
    },
  };
};
