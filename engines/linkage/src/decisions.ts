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
