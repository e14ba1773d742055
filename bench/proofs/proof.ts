/** One figure that a proof measured beside what was promised. */
export interface Figure {
  readonly claim: string;
  readonly measured: string;
  readonly holds: boolean;
}

/** What whoever measures has prepared. */
export interface ProofWish {
  /** A folder in which the district of the proof of one record was seeded and linked before. */
  readonly district?: string | undefined;
}

/** A promise at full scale; it says on the way what it is doing, because it takes minutes. */
export interface Proof {
  readonly name: string;
  readonly title: string;
  /** What was measured on: the data, its size and its seed. */
  readonly setting: string;
  prove(say: (line: string) => void, wish: ProofWish): Promise<readonly Figure[]>;
}

/** A figure that may be `most` at the most. */
export const atMost = (what: string, measured: number, most: number, unit: string): Figure => ({
  claim: `${what} ≤ ${most} ${unit}`,
  measured: `${rounded(measured)} ${unit}`,
  holds: measured <= most,
});

const rounded = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Math.round(value * 100) / 100);
