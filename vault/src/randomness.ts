/** Gives that many random bytes. */
export type Randomness = (bytes: number) => Uint8Array;
