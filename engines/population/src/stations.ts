import { addDays } from '@hub/values';
import type { District } from './district.ts';
import { certifiedPerHundred } from './figures.ts';
import { drawName, fullName } from './names.ts';
import { type Place, pointAt } from './places.ts';
import { openRandom, type Random, tableOf } from './random.ts';
import type { SocialWorkerRecord, StationLevel, StationRecord } from './records.ts';
import { isOneOf } from './shares.ts';

/** A station before anything is drawn for it. */
export interface StationSketch {
  readonly id: string;
  /** Place among all stations of the district: the centre, the streets, the communities. */
  readonly ordinal: number;
  readonly place: Place;
  readonly name: string;
  readonly level: StationLevel;
  readonly slot: number;
}

/** Draws a station; full coverage is published, so all of them operate, and not all of them are rated yet. */
export function drawStation(
  random: Random,
  { today }: District,
  { id, name, level, place }: StationSketch,
): StationRecord {
  return {
    id,
    name,
    level,
    status: 'OPERATING',
    rating: level === 'COMMUNITY_ROOM' && random.chance(0.4) ? null : random.between(3, 5),
    divisionCode: place.code,
    openedOn: addDays(today, -random.between(500, 1900)),
    ...pointAt(place, random.nearZero() * 200, random.nearZero() * 200),
  };
}

const certificates = tableOf([
  ['ASSISTANT', 64],
  ['SOCIAL_WORKER', 33],
  ['SENIOR', 3],
] as const);

/** The social workers of a station. Of the whole district's exactly the published share is certified. */
export function drawWorkers(district: District, { id, ordinal, place, slot }: StationSketch): SocialWorkerRecord[] {
  const { seed, today, workers, firstWorkers, figures } = district;
  const random = openRandom(seed, 'workers', ordinal);
  const certified = Math.round((figures.socialWorkers * certifiedPerHundred) / 100);
  return Array.from({ length: workers[ordinal] ?? 0 }, (_, index): SocialWorkerRecord => {
    const certificate = isOneOf((firstWorkers[ordinal] ?? 0) + index, certified, figures.socialWorkers)
      ? random.from(certificates)
      : 'NONE';
    const bornYear = Number(today.slice(0, 4)) - random.between(24, 55);
    return {
      id: workerId(district, ordinal, slot, index),
      name: fullName(drawName(random, random.chance(0.78) ? 'FEMALE' : 'MALE', bornYear)),
      stationId: id,
      certificate,
      // Registration holds for three years; some have let it lapse.
      registeredUntil: certificate === 'NONE' ? null : addDays(today, random.between(-90, 1095)),
      caseCapacity: random.between(5, 10) * 2 + (certificate === 'NONE' ? -4 : 4),
      divisionCode: place.code,
    };
  });
}

/** Id of a station's worker by place; the streets' stations share one slot, so each has 10,000 places there. */
export function workerId({ ids }: District, station: number, slot: number, index: number): string {
  return ids('worker', slot, slot === 0 ? station * 1000 + index : index);
}
