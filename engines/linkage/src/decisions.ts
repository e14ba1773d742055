/** What people decided about two records; it wins over whatever the engine thinks. */
export type Decision = { readonly left: string; readonly right: string; readonly verdict: 'SAME' | 'DIFFERENT' };

/** A pair of record keys as one text, whichever comes first. */
export const pairKey = (left: string, right: string): string =>
  JSON.stringify(left < right ? [left, right] : [right, left]);

/** Groups that grow together: disjoint sets. */
export class Groups {
  readonly #parents = new Map<string, string>();

  of(item: string): string {
    let root = item;
    for (let parent = this.#parents.get(root); parent !== undefined; parent = this.#parents.get(root)) root = parent;
    if (root !== item) this.#parents.set(item, root);
    return root;
  }

  join(one: string, other: string): void {
    const [root = '', leaf = ''] = [this.of(one), this.of(other)].sort();
    if (root !== leaf) this.#parents.set(leaf, root);
  }
}

/** Decisions by pair; a pair that somebody called different stays different, whoever called it the same. */
export const verdicts = (decisions: readonly Decision[]): ReadonlyMap<string, Decision['verdict']> => {
  const byPair = new Map<string, Decision['verdict']>();
  for (const { left, right, verdict } of decisions) {
    const pair = pairKey(left, right);
    if (verdict === 'DIFFERENT' || !byPair.has(pair)) byPair.set(pair, verdict);
  }
  return byPair;
};

/** What was decided last of each pair, found by either of its records. */
export class DecidedPairs {
  readonly #verdicts = new Map<string, Decision['verdict']>();
  readonly #others = new Map<string, Set<string>>();

  /** Notes a verdict, or that there is none any more (`null`). */
  set(left: string, right: string, verdict: Decision['verdict'] | null): void {
    if (verdict === null) this.#verdicts.delete(pairKey(left, right));
    else this.#verdicts.set(pairKey(left, right), verdict);
    this.#note(left, right, verdict !== null);
    this.#note(right, left, verdict !== null);
  }

  verdictOn(left: string, right: string): Decision['verdict'] | null {
    return this.#verdicts.get(pairKey(left, right)) ?? null;
  }

  /** The records of which something was decided beside this one. */
  othersOf(id: string): Iterable<string> {
    return this.#others.get(id) ?? [];
  }

  #note(id: string, other: string, isDecided: boolean): void {
    const others = this.#others.get(id) ?? new Set();
    if (isDecided) others.add(other);
    else others.delete(other);
    if (others.size > 0) this.#others.set(id, others);
    else this.#others.delete(id);
  }
}
