import type { MatchNeed, MatchResource } from './input.ts';
import { createPlaceIndex, type PlaceIndex } from './places.ts';
import { isVettedFor, safeguardingOf } from './rules.ts';

/** The resources that one kind of need could use, ready to be visited. Items are positions in the list of resources. */
export interface Shelf {
  /** Resources whose reach is a circle around a place. */
  readonly near: PlaceIndex;
  readonly widestMetres: number;
  /** All other resources, by `region` and `region|group`; the empty region is anywhere, the empty group anyone. */
  readonly byRegion: ReadonlyMap<string, readonly number[]>;
  /** Items among `near` that are no longer for this kind of need: a visit passes over them. */
  readonly left: ReadonlySet<number>;
  readonly size: number;
}

/** Resources as they are at one time. */
export interface Shelved {
  readonly resources: readonly MatchResource[];
  /** Whether anybody can have a unit of it. */
  readonly isLive: (resource: number) => boolean;
}

export interface ResourceIndex {
  /** Live resources with the service, skill and vetting that this need asks for. */
  readonly fitting: (need: MatchNeed) => Shelf;
  /** Every resource with the unit and service, whatever else stands in the way. */
  readonly offering: (need: MatchNeed) => Shelf;
  /** The index of resources of which only those at `changed` differ; shelves stay that these do not concern. */
  readonly after: (changed: Iterable<number>, before: Shelved, now: Shelved) => ResourceIndex;
}

/** What a kind of need asks of a resource; a level of vetting is asked for only where it must be live. */
interface Kind {
  readonly unit: string;
  readonly service: string;
  readonly fit: { readonly skill: string | null; readonly level: ReturnType<typeof safeguardingOf> } | null;
}

/** The one spelling of a key into `Shelf.byRegion`. */
export const regionKey = (region: string, group: string): string => `${region}|${group}`;

interface Filled {
  readonly kind: Kind;
  readonly shelf: Shelf;
}

/** What is the same at all times. */
interface Terms {
  readonly today: string;
  readonly vettingFreeUnits: readonly string[];
  readonly reachOf: (resource: MatchResource) => number | null;
}

/**
 * Indexes resources by unit, service, skill and vetting, and within these by place or by region and group. Shelves are made when
 * a need first asks for one, so their number is bounded by the kinds of need and not by the combinations of words.
 */
export const createResourceIndex = (
  now: Shelved,
  terms: Terms,
  shelves: Map<string, Filled> = new Map(),
): ResourceIndex => {
  let byService: ReadonlyMap<string, readonly number[]> | null = null;
  const itemsOf = ({ unit, service }: Kind): readonly number[] => {
    byService ??= itemsByService(now.resources);
    const items = new Set([...(byService.get(`${unit}|${service}`) ?? []), ...(byService.get(`${unit}|`) ?? [])]);
    return [...items].sort((a, b) => a - b);
  };
  const shelf = (key: string, kind: Kind): Shelf => {
    const known = shelves.get(key);
    if (known !== undefined) return known.shelf;
    const items = itemsOf(kind).filter((item) => isFor(kind, now, item, terms.today));
    const made = createShelf(now.resources, items, terms.reachOf);
    shelves.set(key, { kind, shelf: made });
    return made;
  };
  return {
    offering: ({ unit, service }) => shelf(`${unit}|${service}`, { unit, service, fit: null }),
    fitting: (need) => {
      const { unit, service, skill } = need;
      const level = terms.vettingFreeUnits.includes(unit) ? 'NONE' : safeguardingOf(need);
      return shelf(`${unit}|${service}|${skill ?? ''}|${level}`, { unit, service, fit: { skill, level } });
    },
    after: (changed, before, then) => {
      const kept = new Map<string, Filled>();
      for (const [key, { kind, shelf: filled }] of shelves) {
        const left = shelfAfter(kind, filled, changed, before, then, terms);
        if (left !== null) kept.set(key, { kind, shelf: left });
      }
      return createResourceIndex(then, terms, kept);
    },
  };
};

const itemsByService = (resources: readonly MatchResource[]): ReadonlyMap<string, readonly number[]> => {
  const items = new Map<string, number[]>();
  resources.forEach(({ unit, services }, item) => {
    for (const service of services.length === 0 ? [''] : services) {
      const key = `${unit}|${service}`;
      const listed = items.get(key);
      if (listed === undefined) items.set(key, [item]);
      else listed.push(item);
    }
  });
  return items;
};

const isFor = ({ unit, service, fit }: Kind, { resources, isLive }: Shelved, item: number, today: string): boolean => {
  const resource = resources[item];
  if (resource?.unit !== unit) return false;
  if (resource.services.length > 0 && !resource.services.includes(service)) return false;
  if (fit === null) return true;
  return (
    isLive(item) &&
    (fit.skill === null || resource.skills.includes(fit.skill)) &&
    isVettedFor(resource, fit.level, today)
  );
};

const isAtTheSame = (a: MatchResource, b: MatchResource, reachOf: Terms['reachOf']): boolean =>
  a.longitude === b.longitude &&
  a.latitude === b.latitude &&
  reachOf(a) === reachOf(b) &&
  a.regions.join() === b.regions.join() &&
  a.groups.join() === b.groups.join();

/** The shelf without what is no longer for its kind of need; `null` where something came to it, or stands elsewhere. */
const shelfAfter = (
  kind: Kind,
  shelf: Shelf,
  changed: Iterable<number>,
  before: Shelved,
  now: Shelved,
  { today, reachOf }: Terms,
): Shelf | null => {
  const gone = new Set<number>();
  for (const item of changed) {
    const [was, is] = [isFor(kind, before, item, today), isFor(kind, now, item, today)];
    const [old, own] = [before.resources[item], now.resources[item]];
    if (is && !(was && old && own && isAtTheSame(old, own, reachOf))) return null;
    if (was && !is) gone.add(item);
  }
  if (gone.size === 0) return shelf;
  const byRegion = new Map(shelf.byRegion);
  for (const [key, items] of shelf.byRegion)
    if (items.some((item) => gone.has(item)))
      byRegion.set(
        key,
        items.filter((item) => !gone.has(item)),
      );
  return { ...shelf, byRegion, left: shelf.left.union(gone), size: shelf.size - gone.size };
};

const createShelf = (
  resources: readonly MatchResource[],
  items: readonly number[],
  reachOf: (resource: MatchResource) => number | null,
): Shelf => {
  const near: number[] = [];
  const byRegion = new Map<string, number[]>();
  let widestMetres = 0;
  for (const item of items) {
    const resource = resources[item];
    if (resource === undefined) continue;
    const { longitude, latitude, regions, groups } = resource;
    const reach = reachOf(resource);
    if (longitude !== null && latitude !== null && reach !== null) {
      near.push(item);
      widestMetres = Math.max(widestMetres, reach);
      continue;
    }
    for (const region of regions.length === 0 ? [''] : new Set(regions))
      for (const group of groups.length === 0 ? [''] : new Set(groups)) {
        const key = regionKey(region, group);
        const listed = byRegion.get(key);
        if (listed === undefined) byRegion.set(key, [item]);
        else listed.push(item);
      }
  }
  const longitudeOf = (item: number): number => resources[item]?.longitude ?? 0;
  const latitudeOf = (item: number): number => resources[item]?.latitude ?? 0;
  return {
    near: createPlaceIndex(near, longitudeOf, latitudeOf),
    widestMetres,
    byRegion,
    left: new Set(),
    size: items.length,
  };
};
