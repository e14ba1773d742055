/**
 * What one shortest-path search after the other uses: labels, and a queue of nodes by length. Lengths are whole numbers. Short ones lie
 * in buckets, last in first out, so that ties are searched in depth; long ones in a heap.
 */
export interface Workspace {
  /** Nodes are resources first, then needs. */
  size: number;
  /** Infinite where a search has not been. */
  distance: Float64Array;
  via: Int32Array;
  touched: Int32Array;
  touchedCount: number;
  /** Entries of the buckets as chains. */
  head: Int32Array;
  entryNode: Int32Array;
  entryNext: Int32Array;
  entryCount: number;
  /** The bucket that is being emptied, and the highest one in use. */
  bucket: number;
  highest: number;
  /** Heap keys are `length × stride + node` in one double, so length × nodes must stay under 2^53. */
  stride: number;
  keys: Float64Array;
  heapSize: number;
  /** Length of the node that was taken last. */
  length: number;
  /** Hears which needs a search moved units of, when somebody wants to know. */
  moved: Set<number> | null;
  /** Hears of each resource whose price a search moved, and what it was before, when somebody wants to know. */
  priced: Map<number, number> | null;
}

const BUCKETS = 2048;

/** Labels and queue that searches share; they grow with the network. */
export const createWorkspace = (): Workspace => ({
  size: 0,
  distance: new Float64Array(0),
  via: new Int32Array(0),
  touched: new Int32Array(0),
  touchedCount: 0,
  head: new Int32Array(BUCKETS).fill(-1),
  entryNode: new Int32Array(1024),
  entryNext: new Int32Array(1024),
  entryCount: 0,
  bucket: 0,
  highest: -1,
  stride: 1,
  keys: new Float64Array(1024),
  heapSize: 0,
  length: 0,
  moved: null,
  priced: null,
});

/** Forgets the last search. */
export const begin = (space: Workspace, nodes: number): void => {
  if (nodes > space.size) {
    space.size = Math.max(nodes, space.size + (space.size >> 1));
    space.distance = new Float64Array(space.size).fill(Number.POSITIVE_INFINITY);
    space.via = new Int32Array(space.size);
    space.touched = new Int32Array(space.size);
    space.touchedCount = 0;
    space.stride = 2 ** Math.ceil(Math.log2(space.size + 1));
  }
  const { distance, touched, touchedCount } = space;
  for (let k = 0; k < touchedCount; k++) distance[touched[k] as number] = Number.POSITIVE_INFINITY;
  space.touchedCount = 0;
  for (let bucket = 0; bucket <= space.highest; bucket++) space.head[bucket] = -1;
  space.highest = -1;
  space.bucket = 0;
  space.entryCount = 0;
  space.heapSize = 0;
  space.length = 0;
};

/** Labels a node with a way that is shorter than the one it has, which the caller has seen. */
export const label = (space: Workspace, node: number, length: number, pair: number): void => {
  const { distance } = space;
  if (distance[node] === Number.POSITIVE_INFINITY) space.touched[space.touchedCount++] = node;
  distance[node] = length;
  space.via[node] = pair;
};

/** Says that the price of a resource is about to move. */
export const notePrice = ({ priced }: Workspace, resource: number, before: number): void => {
  if (priced !== null && !priced.has(resource)) priced.set(resource, before);
};

/** Queues a node to be taken at this length, which is not below that of the last one taken. */
export const enqueue = (space: Workspace, node: number, length: number): void => {
  if (length >= BUCKETS) {
    push(space, length * space.stride + node);
    return;
  }
  const entry = space.entryCount++;
  if (entry === space.entryNode.length) {
    space.entryNode = doubled(space.entryNode);
    space.entryNext = doubled(space.entryNext);
  }
  space.entryNode[entry] = node;
  space.entryNext[entry] = space.head[length] as number;
  space.head[length] = entry;
  if (length > space.highest) space.highest = length;
};

const doubled = (array: Int32Array): Int32Array => {
  const wider = new Int32Array(array.length * 2);
  wider.set(array);
  return wider;
};

/** The next node at the least length, or -1 when none is nearer than `best`. A node may come again that was queued twice. */
export const take = (space: Workspace, best: number): number => {
  const { head } = space;
  for (; space.bucket <= space.highest; space.bucket++) {
    if (space.bucket >= best) return -1;
    const entry = head[space.bucket] as number;
    if (entry < 0) continue;
    head[space.bucket] = space.entryNext[entry] as number;
    space.length = space.bucket;
    return space.entryNode[entry] as number;
  }
  if (space.heapSize === 0) return -1;
  const key = pop(space);
  const length = Math.floor(key / space.stride);
  if (length >= best) return -1;
  space.length = length;
  return key - length * space.stride;
};

const push = (space: Workspace, key: number): void => {
  if (space.heapSize === space.keys.length) {
    const wider = new Float64Array(space.heapSize * 2);
    wider.set(space.keys);
    space.keys = wider;
  }
  const { keys } = space;
  let at = space.heapSize++;
  while (at > 0) {
    const up = (at - 1) >> 1;
    const above = keys[up] as number;
    if (above <= key) break;
    keys[at] = above;
    at = up;
  }
  keys[at] = key;
};

const pop = (space: Workspace): number => {
  const { keys } = space;
  const top = keys[0] as number;
  const size = --space.heapSize;
  const moved = keys[size] as number;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    if (child + 1 < size && (keys[child + 1] as number) < (keys[child] as number)) child++;
    const below = keys[child] as number;
    if (below >= moved) break;
    keys[at] = below;
    at = child;
  }
  keys[at] = moved;
  return top;
};
