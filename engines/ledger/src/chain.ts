import { hash } from 'node:crypto';
import { type ChainedEntry, type EntryBefore, entryShape, fieldsBefore, type LedgerEntry } from './entry.ts';

export const hashNames = ['sha256', 'sm3'] as const;
/** SHA-256 (FIPS 180-4) or SM3 (GB/T 32905). */
export type HashName = (typeof hashNames)[number];

/** What the first entry follows. */
export const origin = '0'.repeat(64);

const form = 1;

/** The word for the canonical form of this version with a hash. */
export const chainWord = (name: HashName): string => `${form}-${name}`;

/** The hash that a link names; undefined for a form that this version does not know. */
export const hashIn = (chain: string): HashName | undefined => hashNames.find((name) => chain === chainWord(name));

const hashedFields = Object.keys(entryShape).filter((name) => name !== 'hash' && name !== 'previousHash');

/** The one text of an entry: fields in the order of their names, no space, integers and texts as RFC 8785 writes them. */
export const canonical = (entry: LedgerEntry): string => JSON.stringify(entry, hashedFields);

const digest = (name: HashName, previousHash: string, text: string): string => hash(name, `${previousHash}\n${text}`);

/** `h_n = H(h_{n-1} ‖ canonical entry)`; null for a link of an unknown form. */
export function hashOfEntry(previousHash: string, entry: LedgerEntry): string | null {
  const name = hashIn(entry.chain);
  return name ? digest(name, previousHash, canonical(entry)) : null;
}

/** The entries as links of the chain, numbered from the one after the head. */
export function chainAfter(
  head: { readonly seq: number; readonly hash: string },
  entries: readonly Omit<LedgerEntry, 'seq' | 'chain'>[],
  name: HashName,
): ChainedEntry[] {
  const chain = chainWord(name);
  let previousHash = head.hash;
  return entries.map((entry, place) => {
    const numbered = { ...entry, seq: head.seq + 1 + place, chain };
    const own = digest(name, previousHash, canonical(numbered));
    const chained = { ...numbered, previousHash, hash: own };
    previousHash = own;
    return chained;
  });
}

/** The running hash over entries of the time before the chain, which the first link then follows. */
export const hashBefore = (previousHash: string, entry: EntryBefore): string =>
  digest('sha256', previousHash, JSON.stringify(entry, [...fieldsBefore]));
