type Cluster = { readonly members: readonly number[]; readonly sums: Map<Cluster, number> };

const REFUSED = Number.NEGATIVE_INFINITY;

const closestPair = (clusters: readonly Cluster[]): { left: Cluster; right: Cluster } | null => {
  let best = REFUSED;
  let found: { left: Cluster; right: Cluster } | null = null;
  for (const left of clusters) {
    for (const right of clusters) {
      if (left === right || (left.members[0] ?? 0) > (right.members[0] ?? 0)) continue;
      const mean = (left.sums.get(right) ?? REFUSED) / (left.members.length * right.members.length);
      if (mean > best) {
        best = mean;
        found = { left, right };
      }
    }
  }
  return found;
};

const merged = (left: Cluster, right: Cluster, others: readonly Cluster[]): Cluster => {
  const cluster: Cluster = { members: [...left.members, ...right.members].sort((a, b) => a - b), sums: new Map() };
  for (const other of others) {
    const sum = (left.sums.get(other) ?? REFUSED) + (right.sums.get(other) ?? REFUSED);
    cluster.sums.set(other, sum);
    other.sums.set(cluster, sum);
  }
  return cluster;
};

/**
 * Average-linkage clustering of `count` items under refusals: joins the two clusters with the highest mean weight, as long as
 * no pair between them is refused (`weightBetween` gives `null`), so no refused pair ever shares a cluster.
 * Ties go to the items that come first. Cubic in `count`: for small groups.
 */
export const clusterByAgreement = (
  count: number,
  weightBetween: (left: number, right: number) => number | null,
): readonly (readonly number[])[] => {
  let clusters: Cluster[] = Array.from({ length: count }, (_, index) => ({ members: [index], sums: new Map() }));
  for (const [l, left] of clusters.entries()) {
    for (const [r, right] of clusters.entries()) {
      if (l < r) {
        const weight = weightBetween(l, r) ?? REFUSED;
        left.sums.set(right, weight);
        right.sums.set(left, weight);
      }
    }
  }
  for (let pair = closestPair(clusters); pair !== null; pair = closestPair(clusters)) {
    const { left, right } = pair;
    const others = clusters.filter((cluster) => cluster !== left && cluster !== right);
    clusters = [...others, merged(left, right, others)].sort((a, b) => (a.members[0] ?? 0) - (b.members[0] ?? 0));
  }
  return clusters.map(({ members }) => members);
};
