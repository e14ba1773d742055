import { demonstration } from './figures.ts';
import { inventedSigns, type NamedStreet, xilingStreets } from './placeNames.ts';
import { openRandom, type Random } from './random.ts';
import { shareOut } from './shares.ts';

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

const ownStreets = xilingStreets.filter((street) => !street.managedElsewhere);
// Township codes below 400 are formal units; 010 is the last that is taken.
const mostStreets = ownStreets.length + 399 - 10;

/** Lays a district of so many communities out: first those of 西陵区, then invented streets north of it. */
export function placesOf(seed: string, communities: number): Places {
  const streets = Math.min(
    mostStreets,
    Math.max(1, Math.round((communities * ownStreets.length) / demonstration.communities)),
  );
  const known = ownStreets.slice(0, streets);
  const knownTotal = known.reduce((all, street) => all + street.communities.length, 0);
  const inKnown = shareOut(
    Math.min(communities, knownTotal),
    known.map((street) => street.communities.length),
  );
  const inInvented = shareOut(
    communities - Math.min(communities, knownTotal),
    Array(Math.max(0, streets - known.length)).fill(1),
  );
  const named = [
    ...known.map((street, place) => ({ ...street, communities: street.communities.slice(0, inKnown[place]) })),
    ...inInvented.map((count, place) => inventedStreet(seed, place, count)),
  ];
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

function inventedStreet(seed: string, place: number, communities: number): NamedStreet {
  const number = 11 + place;
  const suffix = number < 100 ? '街道' : number < 200 ? '镇' : '乡';
  const names = inventedNames(openRandom(seed, 'streets'));
  const own = inventedNames(openRandom(seed, 'communities of', place));
  return {
    code: `420502${String(number).padStart(3, '0')}`,
    name: `${names[place]}${suffix}`,
    east: -9000 + (place % 20) * 2200,
    north: 9000 + Math.floor(place / 20) * 2200,
    managedElsewhere: false,
    communities: own.slice(0, communities).map((name, index) => `${String(index + 1).padStart(3, '0')}${name}社区`),
  };
}

function inventedNames(random: Random): string[] {
  const [firsts, seconds] = inventedSigns;
  return random.shuffled([...firsts].flatMap((first) => [...seconds].map((second) => `${first}${second}`)));
}
