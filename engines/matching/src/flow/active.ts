/** Integers of one entry: the need, the score and the pair. */
export const ENTRY = 3;

/**
 * The pairs of each resource that carry units, side by side, because searches read them most: entries of resource r begin at `start[r]`
 * in `pool`. A resource that has no space left moves to the end of the pool.
 */
export interface Active {
  pool: Int32Array;
  used: number;
  start: Int32Array;
  count: Int32Array;
  space: Int32Array;
  /** The entry of each pair, counted from the first of its resource. */
  place: Int32Array;
}

const LEAST_SPACE = 4;

/** Nothing carries units yet. */
export const createActive = (resourceCount: number, pairCount: number): Active => ({
  pool: new Int32Array(0),
  used: 0,
  start: new Int32Array(resourceCount),
  count: new Int32Array(resourceCount),
  space: new Int32Array(resourceCount),
  place: new Int32Array(pairCount),
});

const makeSpace = (active: Active, r: number): void => {
  const from = active.start[r] as number;
  const count = active.count[r] as number;
  const space = Math.max(LEAST_SPACE, 2 * count);
  const to = active.used;
  active.used = to + space * ENTRY;
  if (active.used > active.pool.length) {
    const wider = new Int32Array(2 * active.used);
    wider.set(active.pool.subarray(0, to));
    active.pool = wider;
  }
  active.pool.copyWithin(to, from, from + count * ENTRY);
  active.start[r] = to;
  active.space[r] = space;
};

/** A pair that carried nothing carries units. */
export const activate = (active: Active, r: number, need: number, score: number, pair: number): void => {
  if (active.count[r] === active.space[r]) makeSpace(active, r);
  const { pool } = active;
  const place = (active.count[r] as number)++;
  const at = (active.start[r] as number) + place * ENTRY;
  pool[at] = need;
  pool[at + 1] = score;
  pool[at + 2] = pair;
  active.place[pair] = place;
};

/** A pair carries nothing any more; the last one takes its place. */
export const deactivate = ({ pool, start, count, place }: Active, r: number, pair: number): void => {
  const last = (start[r] as number) + --(count[r] as number) * ENTRY;
  const at = (start[r] as number) + (place[pair] as number) * ENTRY;
  pool[at] = pool[last] as number;
  pool[at + 1] = pool[last + 1] as number;
  const moved = pool[last + 2] as number;
  pool[at + 2] = moved;
  place[moved] = place[pair] as number;
};
