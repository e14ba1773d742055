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
  /** The same for an id whose `hashStep`s were taken already. */
  readonly findHashed: (hash: number, bytes: Uint8Array, from: number, to: number) => number;
  readonly bytesOf: (position: number) => Uint8Array;
}

/** FNV-1a: the hash of nothing, and of one byte more. */
export const HASH_START = 0x811c9dc5;
export const hashStep = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193);

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
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const known = slots[slot] as number;
      if (known < 0) return slot;
      const start = starts[known] as number;
      if ((starts[known + 1] as number) - start !== length) continue;
      let same = 0;
      while (same < length && pool[start + same] === bytes[from + same]) same++;
      if (same === length) return slot;
    }
  };

  const hashOf = (bytes: Uint8Array, from: number, to: number): number => {
    let hash = HASH_START;
    for (let at = from; at < to; at++) hash = hashStep(hash, bytes[at] as number);
    return hash;
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
    pool.set(bytes.subarray(from, to), start);
    slots[slot] = count++;
    starts[count] = start + to - from;
    return true;
  };

  const findHashed = (hash: number, bytes: Uint8Array, from: number, to: number): number =>
    slots[slotOf(hash, bytes, from, to)] as number;
  return {
    get count() {
      return count;
    },
    add,
    find: (bytes, from, to) => findHashed(hashOf(bytes, from, to), bytes, from, to),
    findHashed,
    bytesOf: (position) => pool.subarray(starts[position], starts[position + 1]),
  };
};
