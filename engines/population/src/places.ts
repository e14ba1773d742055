import { inventStreets } from './inventedStreets.ts';
import { type NamedStreet, xilingStreets } from './placeNames.ts';
import { openRandom } from './random.ts';

/** A point in WGS-84 degrees. */
export interface Point {
  readonly longitude: number;
  readonly latitude: number;
}

export interface Place extends Point {
  /** 12 digits. */
  readonly code: string;
  readonly name: string;
}

export interface Street extends Place {
  readonly ordinal: number;
}

export interface Community extends Place {
  readonly ordinal: number;
  readonly street: Street;
  /** 村: digits 10 to 12 of its code are 200 or more. */
  readonly rural: boolean;
}

/** Where a district's records lie: what the district runs itself, and what another authority runs. */
export interface Places {
  readonly above: readonly Place[];
  readonly district: Place;
  readonly streets: readonly Street[];
  readonly communities: readonly Community[];
  readonly zoneStreets: readonly Place[];
  /** Each with the 12 digits of its street. */
  readonly zoneCommunities: readonly (Place & { readonly streetCode: string })[];
}

const middle: Point = { longitude: 111.285, latitude: 30.705 };
// Metres in a degree at 30.7° north, on the sphere of 111,320 m a degree.
const metresPerDegree = { longitude: 95_720, latitude: 111_320 };

/** The point so many metres east and north of another; flat, good within some 50 km; 6 decimals (0.1 m). */
export function pointAt(from: Point, east: number, north: number): Point {
  return {
    longitude: Math.round((from.longitude + east / metresPerDegree.longitude) * 1e6) / 1e6,
    latitude: Math.round((from.latitude + north / metresPerDegree.latitude) * 1e6) / 1e6,
  };
}

/** Metres between two points of the district, flat as `pointAt` makes them. */
export function metresBetween(one: Point, other: Point): number {
  const east = (one.longitude - other.longitude) * metresPerDegree.longitude;
  const north = (one.latitude - other.latitude) * metresPerDegree.latitude;
  return Math.sqrt(east * east + north * north);
}

/** Lays a district of so many communities out: first those of 西陵区, then invented ones. */
export function placesOf(seed: string, communities: number): Places {
  const named = namedStreets(seed, communities);
  const zone = xilingStreets.filter((street) => street.managedElsewhere);
  const own = named.map((street, ordinal) => ({ ...placeOf(street), ordinal }));
  return {
    above: [
      { code: '420000000000', name: '湖北省', longitude: 114.3, latitude: 30.6 },
      { code: '420500000000', name: '宜昌市', ...middle },
    ],
    district: { code: '420502000000', name: '西陵区', ...middle },
    streets: own,
    communities: communitiesOf(seed, named, own),
    zoneStreets: zone.map(placeOf),
    zoneCommunities: zone.flatMap((street) =>
      street.communities.map((text) => ({ ...communityPlace(seed, street, text), streetCode: `${street.code}000` })),
    ),
  };
}

function placeOf(street: NamedStreet): Place {
  return { code: `${street.code}000`, name: street.name, ...pointAt(middle, street.east, street.north) };
}

function communitiesOf(seed: string, named: readonly NamedStreet[], streets: readonly Street[]): Community[] {
  const all = streets.flatMap((street, place) =>
    (named[place]?.communities ?? []).map((text) => ({
      ...communityPlace(seed, named[place] as NamedStreet, text), // `named` and `streets` go in step
      street,
      rural: text >= '2',
    })),
  );
  return all.map((community, ordinal) => ({ ...community, ordinal }));
}

function communityPlace(seed: string, street: NamedStreet, text: string): Place {
  const random = openRandom(seed, 'community', street.code, text);
  const reach = text >= '2' ? 2200 : 900;
  const at = pointAt(middle, street.east + random.nearZero() * reach, street.north + random.nearZero() * reach);
  return { code: `${street.code}${text.slice(0, 3)}`, name: text.slice(3), ...at };
}

// As many of the real communities as needed, street by street, and invented ones beyond.
function namedStreets(seed: string, communities: number): NamedStreet[] {
  let left = communities;
  const known = xilingStreets
    .filter((street) => !street.managedElsewhere)
    .map((street): NamedStreet => {
      const own = street.communities.slice(0, left);
      left -= own.length;
      return { ...street, communities: own };
    });
  return [...known.filter((street) => street.communities.length > 0), ...inventStreets(seed, left)];
}
