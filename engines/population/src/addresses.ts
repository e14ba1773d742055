import { roads } from './placeNames.ts';
import type { Community } from './places.ts';
import { openRandom, type Random } from './random.ts';

/** Where a home is, in parts, so that each department can write it in its own way. */
export interface Address {
  readonly street: string;
  readonly community: string;
  readonly rural: boolean;
  /** A road with a house number, or a group (组) of a village. */
  readonly road: string;
  readonly number: number;
  readonly building: number;
  readonly unit: number;
  readonly room: string;
}

/** Draws a home in a community; each community has four roads of its own. */
export function drawAddress(random: Random, seed: string, community: Community): Address {
  const own = openRandom(seed, 'roads', community.code).shuffled(roads).slice(0, 4);
  return {
    street: community.street.name,
    community: community.name,
    rural: community.rural,
    road: random.pick(own),
    number: random.between(1, community.rural ? 60 : 180),
    building: random.between(1, 12),
    unit: random.between(1, 4),
    room: `${random.between(1, 7)}0${random.between(1, 4)}`,
  };
}

export const addressStyles = ['FULL', 'SHORT', 'HYPHENS', 'BUILDING_WORD', 'COMMUNITY', 'NO_ROOM'] as const;
export type AddressStyle = (typeof addressStyles)[number];

/** Writes an address in one of the ways that ledgers have it. */
export function writeAddress(address: Address, style: AddressStyle): string {
  if (address.rural) return writeRural(address, style);
  const { road, number, building, unit, room } = address;
  const written: Readonly<Record<AddressStyle, string>> = {
    FULL: `湖北省宜昌市西陵区${address.street}${road}${number}号${building}栋${unit}单元${room}室`,
    SHORT: `西陵区${road}${number}号${building}栋${unit}单元${room}`,
    HYPHENS: `${road}${number}号${building}-${unit}-${room}`,
    BUILDING_WORD: `宜昌市西陵区${road}${number}号院${building}幢${unit}单元${room}室`,
    COMMUNITY: `${address.street}${address.community}${road}${number}号${building}号楼${room}`,
    NO_ROOM: `西陵区${road}${number}号${building}栋`,
  };
  return written[style];
}

function writeRural({ street, community, number, building }: Address, style: AddressStyle): string {
  const group = `${community}${building}组`;
  const written: Readonly<Record<AddressStyle, string>> = {
    FULL: `湖北省宜昌市西陵区${street}${group}${number}号`,
    SHORT: `西陵区${group}${number}号`,
    HYPHENS: `${group}-${number}`,
    BUILDING_WORD: `宜昌市西陵区${group}${number}号附1`,
    COMMUNITY: `${street}${group}${number}号`,
    NO_ROOM: `西陵区${group}`,
  };
  return written[style];
}
