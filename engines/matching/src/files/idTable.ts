/**
 * Ids as bytes, each with the position at which it was added. Nothing is made text until it is asked for, because a file of pairs
 * names millions of them.
 */
export interface IdTable {
  readonly count: number;
  /** Adds the bytes `from` to `to` and gives true, or gives false when they are known. */
  readonly add: (bytes: Uint8Array, from: number, to: number) => boolean;
  /** The position of an id, or -1. */
  readonly find: (bytes: Uint8Array, from: number, to: number) => number;
  readonly bytesOf: (position: number) => Uint8Array;
  readonly lengthOf: (position: number) => number;
  /** Writes an id into `to` from `at` on. */
  readonly copy: (position: number, to: Uint8Array, at: number) => void;
}

/** A turn and an exclusive or for each byte, mixed at the end: a multiplication for each byte would be half the time of reading pairs. */
const hashOf = (bytes: Uint8Array, from: number, to: number): number => {
  let hash = to - from;
  for (let at = from; at < to; at++) hash = ((hash << 5) | (hash >>> 27)) ^ (bytes[at] as number);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
};

const doubled = <T extends Uint8Array | Int32Array>(array: T, made: T): T => {
  made.set(array);
  return made;
};

/** An empty table that grows. */
export const createIdTable = (): IdTable => {
  let pool = new Uint8Array(1 << 16);
  let starts = new Int32Array(1 << 12);
  let slots = new Int32Array(1 << 13).fill(-1);
  let count = 0;

  /** The slot that holds this id, or the free one where it belongs. */
  const slotOf = (hash: number, bytes: Uint8Array, from: number, to: number): number => {
    const mask = slots.length - 1;
    const length = to - from;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const known = slots[slot] as number;
      if (known < 0) return slot;
      const start = starts[known] as number;
      if ((starts[known + 1] as number) - start !== length) continue;
      let same = 0;
      while (same < length && pool[start + same] === bytes[from + same]) same++;
      if (same === length) return slot;
    }
  };

  const rehash = (): void => {
    slots = new Int32Array(slots.length * 2).fill(-1);
    for (let k = 0; k < count; k++) {
      const [from, to] = [starts[k] as number, starts[k + 1] as number];
      slots[slotOf(hashOf(pool, from, to), pool, from, to)] = k;
    }
  };

  const add = (bytes: Uint8Array, from: number, to: number): boolean => {
    if (count * 2 >= slots.length) rehash();
    const slot = slotOf(hashOf(bytes, from, to), bytes, from, to);
    if ((slots[slot] as number) >= 0) return false;
    const start = starts[count] as number;
    while (start + to - from > pool.length) pool = doubled(pool, new Uint8Array(pool.length * 2));
    if (count + 2 > starts.length) starts = doubled(starts, new Int32Array(starts.length * 2));
    for (let at = from; at < to; at++) pool[start + at - from] = bytes[at] as number;
    slots[slot] = count++;
    starts[count] = start + to - from;
    return true;
  };

  return {
    get count() {
      return count;
    },
    add,
    find: (bytes, from, to) => slots[slotOf(hashOf(bytes, from, to), bytes, from, to)] as number,
    bytesOf: (position) => pool.subarray(starts[position], starts[position + 1]),
    lengthOf: (position) => (starts[position + 1] as number) - (starts[position] as number),
    copy: (position, to, at) => {
      const start = starts[position] as number;
      const length = (starts[position + 1] as number) - start;
      for (let k = 0; k < length; k++) to[at + k] = pool[start + k] as number;
    },
  };
};
