import { hash128 } from './random.ts';

/** Gives the id of the record of a kind at a place: `<kind>_<12 signs>` of Crockford's base 32. */
export type RecordIds = (kind: string, slot: number, index: number) => string;

/** How many records of one kind a slot (a community, or the frame of the district) may hold. */
export const slotSize = 2 ** 20;

const halfMask = 2 ** 30 - 1;
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * Ids that look random, need no memory and never collide: the ordinal goes through a keyed Feistel network over 60 bits
 * (Luby and Rackoff 1988), which is a permutation whatever its rounds are, so two records of a kind cannot get one id.
 * It hides the order from a reader, not from an attacker who knows the seed: synthetic people need no more.
 */
export function recordIdsOf(seed: string): RecordIds {
  const keys = new Map<string, readonly number[]>();
  return (kind, slot, index) => {
    if (!(index >= 0 && index < slotSize))
      throw new RangeError(`Met index ${index} when expecting 0 to ${slotSize - 1}.`);
    let key = keys.get(kind);
    if (key === undefined) {
      key = [...hash128(`${seed}\u0000${kind}\u0000left`), ...hash128(`${seed}\u0000${kind}\u0000right`)];
      keys.set(kind, key);
    }
    return `${kind}_${permuted(slot * slotSize + index, key)}`;
  };
}

function permuted(ordinal: number, key: readonly number[]): string {
  let [left, right] = [Math.floor(ordinal / 2 ** 30), ordinal & halfMask];
  for (const roundKey of key) [left, right] = [right, left ^ (mixed(right ^ roundKey) & halfMask)];
  return `${signsOf(left)}${signsOf(right)}`;
}

// The finaliser of MurmurHash3 (A. Appleby, public domain).
function mixed(word: number): number {
  let h = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function signsOf(half: number): string {
  let signs = '';
  for (let shift = 25; shift >= 0; shift -= 5) signs += alphabet.charAt((half >>> shift) & 31);
  return signs;
}
