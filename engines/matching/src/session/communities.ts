import type { Snapshot } from '../eligible.ts';
import { fairnessKeyOf, gainOf, type Tier, tiersOf } from '../fairness.ts';
import type { MarketPair } from '../flow/openMarket.ts';

/** The needs of one community in one unit of measure: what they want, and where their tiers stand in the market. */
export interface Community {
  fixed: number;
  wanted: number;
  tiers: readonly Tier[];
  readonly at: readonly number[];
}

/** What one need adds to its community. */
interface Part {
  readonly key: string;
  readonly fixed: number;
  readonly wanted: number;
}

/**
 * Fairness in an open run. As in `fairness.ts`, what is not served goes to tiers of its community; but here every tier has a place of its
 * own in the market also while it has no units, so that communities may grow and shrink.
 */
export interface Communities {
  /** Added to every score; 0 when the policy weighs no fairness. */
  readonly base: number;
  /** Takes over what a need wants now; gives the communities whose tiers differ by it. */
  readonly join: (snapshot: Snapshot, n: number) => readonly Community[];
  /** The pairs of a need with the tiers of its community. */
  readonly pairsOf: (n: number) => readonly MarketPair[];
  readonly of: (n: number) => Community | undefined;
  readonly all: () => Iterable<Community>;
  /** What all communities could earn. */
  readonly mostPoints: () => number;
}

/** No communities yet; `addTier` makes a place in the market. */
export const createCommunities = ({ policy }: Snapshot, addTier: () => number): Communities => {
  const { points, tiers: count } = policy.fairness;
  const isFair = points > 0;
  const base = isFair ? points + 1 : 0;
  const byKey = new Map<string, Community>();
  const parts: (Part | undefined)[] = [];
  let most = 0;
  const named = (key: string): Community => {
    const known = byKey.get(key);
    if (known !== undefined) return known;
    const tiers = tiersOf(0, 0, count, points);
    const made: Community = { fixed: 0, wanted: 0, tiers, at: tiers.map(addTier) };
    byKey.set(key, made);
    return made;
  };
  const add = (key: string, fixed: number, wanted: number): Community => {
    const community = named(key);
    most -= mostPointsOf(community);
    community.fixed += fixed;
    community.wanted += wanted;
    community.tiers = tiersOf(community.fixed, community.wanted, count, points);
    most += mostPointsOf(community);
    return community;
  };
  return {
    base,
    join: ({ needs, wanted }, n) => {
      const need = needs[n];
      if (!isFair || need === undefined) return [];
      const old = parts[n];
      const part: Part = { key: fairnessKeyOf(need), fixed: need.units - (wanted[n] ?? 0), wanted: wanted[n] ?? 0 };
      if (old?.key === part.key && old.fixed === part.fixed && old.wanted === part.wanted) return [];
      parts[n] = part;
      const left = old === undefined ? [] : [add(old.key, -old.fixed, -old.wanted)];
      return [...left, add(part.key, part.fixed, part.wanted)];
    },
    pairsOf: (n) => {
      const key = parts[n]?.key;
      const community = key === undefined ? undefined : byKey.get(key);
      if (community === undefined) return [];
      return community.at.map((resource, t) => ({ resource, score: base - (community.tiers[t]?.points ?? 0) }));
    },
    of: (n) => byKey.get(parts[n]?.key ?? ''),
    all: () => byKey.values(),
    mostPoints: () => most,
  };
};

/** The most points that a community could earn. */
const mostPointsOf = (community: Community): number => gainOf(community, community.wanted);
