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
  readonly size: number;
}

export interface ResourceIndex {
  /** Live resources with the service, skill and vetting that this need asks for. */
  readonly fitting: (need: MatchNeed) => Shelf;
  /** Every resource with the unit and service, whatever else stands in the way. */
  readonly offering: (need: MatchNeed) => Shelf;
}

/** The one spelling of a key into `Shelf.byRegion`. */
export const regionKey = (region: string, group: string): string => `${region}|${group}`;

/**
 * Indexes resources by unit, service, skill and vetting, and within these by place or by region and group. Shelves are made when
 * a need first asks for one, so their number is bounded by the kinds of need and not by the combinations of words.
 */
export const createResourceIndex = (
  resources: readonly MatchResource[],
  today: string,
  isLive: (resource: number) => boolean,
  vettingFreeUnits: readonly string[],
  reachOf: (resource: MatchResource) => number | null = ({ radiusMetres }) => radiusMetres,
): ResourceIndex => {
  const byService = Map.groupBy(
    resources.flatMap(({ unit, services }, item) =>
      (services.length === 0 ? [''] : services).map((service) => ({ key: `${unit}|${service}`, item })),
    ),
    ({ key }) => key,
  );
  const itemsOf = (unit: string, service: string): readonly number[] => {
    const items = [...(byService.get(`${unit}|${service}`) ?? []), ...(byService.get(`${unit}|`) ?? [])];
    return [...new Set(items.map(({ item }) => item))].sort((a, b) => a - b);
  };
  const shelves = new Map<string, Shelf>();
  const shelf = (key: string, items: () => readonly number[]): Shelf => {
    const known = shelves.get(key);
    if (known !== undefined) return known;
    const made = createShelf(resources, items(), reachOf);
    shelves.set(key, made);
    return made;
  };
  return {
    offering: ({ unit, service }) => shelf(`${unit}|${service}`, () => itemsOf(unit, service)),
    fitting: (need) => {
      const { unit, service, skill } = need;
      const level = vettingFreeUnits.includes(unit) ? 'NONE' : safeguardingOf(need);
      return shelf(`${unit}|${service}|${skill ?? ''}|${level}`, () =>
        itemsOf(unit, service).filter((item) => {
          const resource = resources[item];
          if (resource === undefined || !isLive(item)) return false;
          return (skill === null || resource.skills.includes(skill)) && isVettedFor(resource, level, today);
        }),
      );
    },
  };
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
  return { near: createPlaceIndex(near, longitudeOf, latitudeOf), widestMetres, byRegion, size: items.length };
};
