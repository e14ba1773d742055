export const problemKinds = [
  'EDITED',
  'MISSING',
  'REORDERED',
  'TRUNCATED',
  'SEAL_BROKEN',
  'ANCHOR_BROKEN',
  'INDEX_BROKEN',
] as const;
export type ProblemKind = (typeof problemKinds)[number];

/** What is wrong, and the first number at which it is. */
export interface Problem {
  readonly seq: number;
  readonly kind: ProblemKind;
}

/** What a verification found; the ledger is whole when it found no problem. */
export interface LedgerReport {
  readonly whole: boolean;
  /** The first problem by number, and the ones after it, at most twenty. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** Entries that are links of the chain. */
  readonly entries: number;
  /** Entries of the time before the chain, whose hash its first link follows. */
  readonly entriesBefore: number;
  /** Number of the last entry that was removed because its time was over; 0 where none was. */
  readonly removedTo: number;
  /** Last entry, with its hash, to be noted elsewhere. */
  readonly head: { readonly seq: number; readonly hash: string } | null;
  readonly seals: number;
  readonly anchors: number;
  /** Seals, checkpoints and anchors whose MAC could not be checked, because no key was given. */
  readonly unchecked: number;
  /** Entries after the last seal: the chain alone vouches for them, and the anchor if there is one. */
  readonly unsealed: number;
}

const mostTold = 20;

/** Problems as they are found; one at a number is enough. */
export interface Problems {
  add(seq: number, kind: ProblemKind): void;
  /** Entries that did not come in their turn; they may come later. */
  miss(from: number, to: number): void;
  has(seq: number): boolean;
  /** Turns a stretch that seemed to be missing into one that stands elsewhere. */
  found(seq: number): boolean;
  first(): readonly Problem[];
  count(): number;
}

export function createProblems(): Problems {
  const kept = new Map<number, ProblemKind>();
  const gaps: { readonly from: number; readonly to: number }[] = [];
  let count = 0;
  return {
    add(seq, kind) {
      const known = kept.get(seq);
      if (known === undefined) count += 1;
      // The index is made from the entries: where both are wrong, the entry tells more.
      if (known === undefined || known === 'INDEX_BROKEN') kept.set(seq, kind);
    },
    miss(from, to) {
      this.add(from, 'MISSING');
      gaps.push({ from, to });
    },
    has: (seq) => kept.has(seq),
    found(seq) {
      const gap = gaps.find(({ from, to }) => seq >= from && seq <= to);
      if (gap) kept.set(gap.from, 'REORDERED');
      return gap !== undefined;
    },
    first: () =>
      [...kept]
        .map(([seq, kind]) => ({ seq, kind }))
        .sort((a, b) => a.seq - b.seq)
        .slice(0, mostTold),
    count: () => count,
  };
}
