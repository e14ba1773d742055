import type { Randomness } from '@hub/vault';

/** Makes ids of the form `<prefix>_<24 signs>` that say nothing about order or number. */
export type Ids = (prefix: string) => string;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ids with 120 random bits in Crockford's base 32. */
export const createIds =
  (randomness: Randomness): Ids =>
  (prefix) => {
    const bytes = randomness(24);
    let text = '';
    for (const byte of bytes) text += alphabet[byte & 31];
    return `${prefix}_${text}`;
  };
