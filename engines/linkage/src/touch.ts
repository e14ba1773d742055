/** Integers that the processor fetches from memory at a time. */
export const CACHE_LINE = 16;

const kept = new Int32Array(1);

/**
 * Takes what was read only to be fetched: a loop that just reads many places far apart has them fetched side by side, where one that also
 * decides something at each waits for one after the other. What nobody took would not be read at all.
 */
export const touched = (sum: number): void => {
  kept[0] = sum;
};
