import type { MatchNeed, MatchResource } from './input.ts';
import { type MatchPolicy, SCORE_PARTS, type ScorePart } from './policy.ts';

export type ScoreComponents = Readonly<Record<ScorePart, number>>;

const DAY = 86_400_000;

/** Days from one `YYYY-MM-DD` to another, negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

const share = (points: number, part: number): number => Math.round(points * Math.min(1, Math.max(0, part)));

/** 1 at the door, 0 at the edge of the reach; without a circle, 1 for the own community and less for each wider region. */
const nearness = (need: MatchNeed, resource: MatchResource, distanceMetres: number | null): number => {
  if (distanceMetres !== null && resource.radiusMetres !== null)
    return resource.radiusMetres === 0 ? 1 : 1 - distanceMetres / resource.radiusMetres;
  if (distanceMetres !== null) return 1 / (1 + distanceMetres / 1000);
  if (resource.regions.length === 0) return 0;
  const places = [need.community, ...need.places.filter((place) => place !== need.community)];
  const level = places.findIndex((place) => resource.regions.includes(place));
  return level < 0 ? 0 : 1 - level / places.length;
};

/** 1 for a resource that is exactly as special as the need asks; less when a rarer one would be used up. */
const fit = (need: MatchNeed, resource: MatchResource): number => {
  const general = resource.services.length === 0 ? 1 : 1 - 1 / resource.services.length;
  const spareVetting = !need.vettedOnly && resource.vettedUntil !== null ? 1 : 0;
  const spareSkill = need.skill === null && resource.skills.length > 0 ? 1 : 0;
  return 1 - 0.4 * general - 0.3 * spareVetting - 0.3 * spareSkill;
};

const expiring = (resource: MatchResource, withinDays: number, today: string): number => {
  if (resource.expiresOn === null) return 0;
  const days = daysBetween(today, resource.expiresOn);
  return days > withinDays || withinDays === 0 ? 0 : 1 - days / (withinDays + 1);
};

/** The points of one unit of this pair, part by part: whole numbers, urgency above zero, so every eligible pair is worth serving. */
export const scorePair = (
  need: MatchNeed,
  resource: MatchResource,
  distanceMetres: number | null,
  policy: MatchPolicy,
  today: string,
): ScoreComponents => ({
  urgency: policy.urgency[need.urgency],
  waiting: share(
    policy.waiting.points,
    policy.waiting.fullAfterDays === 0 ? 1 : daysBetween(need.openedOn, today) / policy.waiting.fullAfterDays,
  ),
  nearness: share(policy.nearness.points, nearness(need, resource, distanceMetres)),
  fit: share(policy.fit.points, fit(need, resource)),
  restricted: resource.restricted ? policy.restricted.points : 0,
  expiring: share(policy.expiring.points, expiring(resource, policy.expiring.withinDays, today)),
});

/** The score of one unit. */
export const total = (components: ScoreComponents): number =>
  SCORE_PARTS.reduce((sum, part) => sum + components[part], 0);
