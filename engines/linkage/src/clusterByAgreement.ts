type Cluster = { readonly members: readonly number[]; readonly sums: Map<Cluster, number> };

const REFUSED = Number.NEGATIVE_INFINITY;

const firstOf = ({ members }: Cluster): number => members[0] ?? 0;

const closestPair = (clusters: readonly Cluster[]): { left: Cluster; right: Cluster } | null => {
  let best = 0;
  let found: { left: Cluster; right: Cluster } | null = null;
  for (const left of clusters) {
    for (const right of clusters) {
      if (left === right || firstOf(left) > firstOf(right)) continue;
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
 * Average-linkage clustering under refusals, from the clusters of `start`: joins the two clusters with the highest mean weight
 * above 0, as long as no pair between them is refused (`weightBetween` gives `null`; 0 is no opinion), so no refused pair ever
 * shares a cluster unless `start` says so. Ties go to the items that come first. Cubic in the number of items: for small groups.
 */
export const clusterByAgreement = (
  start: readonly (readonly number[])[],
  weightBetween: (left: number, right: number) => number | null,
): readonly (readonly number[])[] => {
  let clusters: Cluster[] = start.map((members) => ({ members: members.toSorted((a, b) => a - b), sums: new Map() }));
  clusters.sort((a, b) => firstOf(a) - firstOf(b));
  for (const left of clusters) {
    for (const right of clusters) {
      if (firstOf(left) >= firstOf(right)) continue;
      let sum = 0;
      for (const l of left.members) {
        for (const r of right.members) sum += weightBetween(Math.min(l, r), Math.max(l, r)) ?? REFUSED;
      }
      left.sums.set(right, sum);
      right.sums.set(left, sum);
    }
  }
  for (let pair = closestPair(clusters); pair !== null; pair = closestPair(clusters)) {
    const { left, right } = pair;
    const others = clusters.filter((cluster) => cluster !== left && cluster !== right);
    clusters = [...others, merged(left, right, others)].sort((a, b) => firstOf(a) - firstOf(b));
  }
  return clusters.map(({ members }) => members);
};
