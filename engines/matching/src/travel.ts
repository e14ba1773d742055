import type { TravelMode } from '@hub/values';
import type { MatchResource } from './input.ts';
import { travelOf } from './rules.ts';

/** How fast one comes: metres of way a minute, and how much longer the way is than the great circle, in hundredths. */
export interface TravelSpeed {
  readonly metresPerMinute: number;
  readonly detourPercent: number;
}

export type TravelSpeeds = Readonly<Record<TravelMode, TravelSpeed>>;

/** Whole minutes for a distance along the great circle, begun ones counted as whole. */
export const minutesFor = (metres: number, { metresPerMinute, detourPercent }: TravelSpeed): number =>
  Math.ceil((metres * detourPercent) / (100 * metresPerMinute));

/** How far a resource reaches along the great circle, by its radius and by its circle of time; `null` when neither limits it. */
export const reachOf = (resource: MatchResource, speeds: TravelSpeeds): number | null => {
  const circle = travelOf(resource);
  if (circle === null) return resource.radiusMetres;
  const { metresPerMinute, detourPercent } = speeds[circle.mode];
  const metres = Math.floor((circle.minutes * metresPerMinute * 100) / detourPercent);
  return resource.radiusMetres === null ? metres : Math.min(metres, resource.radiusMetres);
};
