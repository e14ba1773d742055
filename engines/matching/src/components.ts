import { type Candidate, personKeyOf, type Snapshot } from './eligible.ts';

/**
 * Needs in groups of which none can change what another is given: needs that share a resource, a community in which served shares are
 * weighed, or a person, in one unit of measure, are in one group. Gives the number of the group of each need.
 */
export const componentsIn = ({ needs, resources }: Snapshot, candidates: readonly Candidate[]): Int32Array => {
  const parent = new Int32Array(needs.length + resources.length).map((_, k) => k);
  const rootOf = (node: number): number => {
    let root = node;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root] ?? 0] ?? 0;
      root = parent[root] ?? 0;
    }
    return root;
  };
  const join = (a: number, b: number): void => {
    parent[rootOf(a)] = rootOf(b);
  };
  const firstWith = new Map<string, number>();
  const joinBy = (key: string, need: number): void => {
    const first = firstWith.get(key);
    if (first === undefined) firstWith.set(key, need);
    else join(first, need);
  };
  needs.forEach((need, n) => {
    joinBy(`community ${need.community}|${need.unit}`, n);
    joinBy(`${personKeyOf(need)}|${need.unit}`, n);
  });
  for (const { need, resource } of candidates) join(need, needs.length + resource);
  return Int32Array.from(needs, (_, n) => rootOf(n));
};
