const EARTH_RADIUS_METRES = 6_371_008.8; // mean radius of IUGG
const LEAF = 8;

/** Whole metres between two WGS-84 places along the great circle (haversine on the mean sphere). */
export const metresBetween = (longitudeA: number, latitudeA: number, longitudeB: number, latitudeB: number): number => {
  const radians = Math.PI / 180;
  const rise = Math.sin(((latitudeB - latitudeA) * radians) / 2);
  const turn = Math.sin(((longitudeB - longitudeA) * radians) / 2);
  const h = rise * rise + Math.cos(latitudeA * radians) * Math.cos(latitudeB * radians) * turn * turn;
  return Math.round(2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h))));
};

/** Places that can be visited from the nearest outwards. */
export interface PlaceIndex {
  readonly size: number;
  /** Calls `visit` with items in rising distance, at most `withinMetres` away, until it answers false; equals come in the order of the items. */
  readonly visitNearest: (
    longitude: number,
    latitude: number,
    withinMetres: number,
    visit: (item: number) => boolean,
  ) => void;
}

/**
 * A k-d tree over points of the unit sphere, walked with one queue of boxes and points (Hjaltason and Samet 1999): the order is exact,
 * also over the antimeridian, and a visit that stops after k items costs about k steps however unevenly the places lie.
 */
export const createPlaceIndex = (
  items: readonly number[],
  longitudeOf: (item: number) => number,
  latitudeOf: (item: number) => number,
): PlaceIndex => {
  const size = items.length;
  const points = new Float64Array(size * 3);
  const order = Int32Array.from(items.keys());
  items.forEach((item, k) => {
    writePoint(points, k * 3, longitudeOf(item), latitudeOf(item));
  });
  const splits = new Float64Array(size);
  splitBox({ points, order, splits }, 0, size, 0);
  const target = new Float64Array(3);
  return {
    size,
    visitNearest: (longitude, latitude, withinMetres, visit) => {
      if (size === 0) return;
      writePoint(target, 0, longitude, latitude);
      const half = Math.min(Math.PI / 2, withinMetres / EARTH_RADIUS_METRES / 2);
      walk({ points, order, splits }, target, (2 * Math.sin(half)) ** 2 * (1 + 1e-12) + 1e-18, (k) =>
        visit(items[k] ?? 0),
      );
    },
  };
};

const writePoint = (into: Float64Array, at: number, longitude: number, latitude: number): void => {
  const radians = Math.PI / 180;
  const level = Math.cos(latitude * radians);
  into[at] = level * Math.cos(longitude * radians);
  into[at + 1] = level * Math.sin(longitude * radians);
  into[at + 2] = Math.sin(latitude * radians);
};

interface Tree {
  readonly points: Float64Array;
  readonly order: Int32Array;
  /** Where each box is split, at its middle: the boxes within are sorted along other axes, and the middle is no longer there. */
  readonly splits: Float64Array;
}

/** Sorts each box along its axis in turn; equal coordinates fall back to the position, so the tree depends on the items alone. */
const splitBox = (tree: Tree, from: number, to: number, axis: number): void => {
  if (to - from <= LEAF) return;
  const { points, order, splits } = tree;
  const at = (k: number): number => points[k * 3 + axis] ?? 0;
  order.subarray(from, to).sort((a, b) => at(a) - at(b) || a - b);
  const middle = (from + to) >> 1;
  splits[middle] = at(order[middle] ?? 0);
  splitBox(tree, from, middle, (axis + 1) % 3);
  splitBox(tree, middle, to, (axis + 1) % 3);
};

interface Waiting {
  /** Squared chord to the nearest corner of the box, or to the point. */
  readonly chord: number;
  /** A point when `to` is 0, else the box `order[from..to)`. */
  readonly from: number;
  readonly to: number;
  readonly axis: number;
  /** What each axis already adds to `chord`. */
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

const walk = (
  { points, order, splits }: Tree,
  target: Float64Array,
  limit: number,
  visit: (k: number) => boolean,
): void => {
  const queue: Waiting[] = [];
  const point = (k: number): void => {
    const x = (points[k * 3] ?? 0) - (target[0] ?? 0);
    const y = (points[k * 3 + 1] ?? 0) - (target[1] ?? 0);
    const z = (points[k * 3 + 2] ?? 0) - (target[2] ?? 0);
    const chord = x * x + y * y + z * z;
    if (chord <= limit) push(queue, { chord, from: k, to: 0, axis: 0, x: 0, y: 0, z: 0 });
  };
  const box = (from: number, to: number, axis: number, x: number, y: number, z: number): void => {
    if (x + y + z <= limit) push(queue, { chord: x + y + z, from, to, axis, x, y, z });
  };
  box(0, order.length, 0, 0, 0, 0);
  for (let next = pop(queue); next !== undefined; next = pop(queue)) {
    const { from, to, axis, x, y, z } = next;
    if (to === 0) {
      if (!visit(from)) return;
    } else if (to - from <= LEAF) {
      for (let k = from; k < to; k++) point(order[k] ?? 0);
    } else {
      const middle = (from + to) >> 1;
      const gap = (target[axis] ?? 0) - (splits[middle] ?? 0);
      const far = gap * gap;
      const after = (axis + 1) % 3;
      const [fx, fy, fz] = [axis === 0 ? far : x, axis === 1 ? far : y, axis === 2 ? far : z];
      if (gap < 0) {
        box(from, middle, after, x, y, z);
        box(middle, to, after, fx, fy, fz);
      } else {
        box(middle, to, after, x, y, z);
        box(from, middle, after, fx, fy, fz);
      }
    }
  }
};

/** Nearer first; at the same distance boxes open before points are given, and points come in their order. */
const before = (a: Waiting, b: Waiting): boolean => {
  if (a.chord !== b.chord) return a.chord < b.chord;
  if (a.to === 0 && b.to === 0) return a.from < b.from;
  return a.to !== 0;
};

const push = (queue: Waiting[], entry: Waiting): void => {
  let k = queue.length;
  queue.push(entry);
  while (k > 0) {
    const up = (k - 1) >> 1;
    const above = queue[up];
    if (above === undefined || !before(entry, above)) break;
    queue[k] = above;
    k = up;
  }
  queue[k] = entry;
};

const pop = (queue: Waiting[]): Waiting | undefined => {
  const top = queue[0];
  const last = queue.pop();
  if (last === undefined || queue.length === 0) return top;
  let k = 0;
  for (;;) {
    let child = 2 * k + 1;
    const right = queue[child + 1];
    let lower = queue[child];
    if (lower === undefined) break;
    if (right !== undefined && before(right, lower)) {
      child++;
      lower = right;
    }
    if (!before(lower, last)) break;
    queue[k] = lower;
    k = child;
  }
  queue[k] = last;
  return top;
};
