/** Rows in groups of which none shares a key with a row of another group, in the order in which they come. */
export const connectBy = <Row>(
  rows: readonly Row[],
  keysOf: (row: Row) => readonly (number | string)[],
): readonly (readonly Row[])[] => {
  const parents = rows.map((_, k) => k);
  const rootOf = (k: number): number => {
    let root = k;
    while (parents[root] !== root) root = parents[root] ?? root;
    parents[k] = root;
    return root;
  };
  const firstWith = new Map<number | string, number>();
  rows.forEach((row, k) => {
    for (const key of keysOf(row)) {
      const first = firstWith.get(key);
      if (first === undefined) firstWith.set(key, k);
      else parents[rootOf(k)] = rootOf(first);
    }
  });
  return [...Map.groupBy(rows.keys(), rootOf).values()].map((group) => group.flatMap((k) => rows[k] ?? []));
};
