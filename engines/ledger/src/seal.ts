import type { Anchor, Checkpoint, Seal } from './entry.ts';

/** A keyed MAC over a text; null when there is no key of that version. */
export type Mac = (keyVersion: string, text: string) => string | null;

/** What makes seals: the MAC, and the version of the key for new ones. */
export interface Sealing {
  readonly current: string;
  readonly mac: Mac;
}

type Unsealed<Sealed> = Omit<Sealed, 'keyVersion' | 'mac'>;

const texts = {
  seal: ({ seq, previousSeq, hash, at }: Unsealed<Seal>) => ['seal', 1, previousSeq, seq, hash, at],
  checkpoint: ({ seq, fromSeq, hash, at, months }: Unsealed<Checkpoint>) => [
    'checkpoint',
    1,
    fromSeq,
    seq,
    hash,
    at,
    months,
  ],
  anchor: ({ seq, hash, sealedSeq, at }: Unsealed<Anchor>) => ['anchor', 1, seq, hash, sealedSeq, at],
};

interface Sealables {
  readonly seal: Seal;
  readonly checkpoint: Checkpoint;
  readonly anchor: Anchor;
}

const textOf = <Which extends keyof Sealables>(which: Which, value: Unsealed<Sealables[Which]>, keyVersion: string) =>
  // The table gives for each word the function of its own type, which TypeScript cannot follow through the index.
  JSON.stringify([...(texts[which] as (value: never) => readonly unknown[])(value as never), keyVersion]);

/** The value with the MAC of the current key. */
export function sealed<Which extends keyof Sealables>(
  which: Which,
  value: Unsealed<Sealables[Which]>,
  { current, mac }: Sealing,
): Unsealed<Sealables[Which]> & { readonly keyVersion: string; readonly mac: string } {
  const made = mac(current, textOf(which, value, current));
  if (made === null) throw new Error(`The key of the seals has no version ${current}.`);
  return { ...value, keyVersion: current, mac: made };
}

/** Whether the MAC is that of the value, under the version that it names. */
export const isSealed = <Which extends keyof Sealables>(which: Which, value: Sealables[Which], mac: Mac): boolean =>
  mac(value.keyVersion, textOf(which, value as never, value.keyVersion)) === value.mac;
