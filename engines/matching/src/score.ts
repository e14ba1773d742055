import type { MatchNeed, MatchResource } from './input.ts';
import { daysBetween, NO_HISTORY, type PairHistory } from './past.ts';
import { type MatchPolicy, SCORE_PARTS, type ScorePart } from './policy.ts';
import { safeguardingOf } from './rules.ts';
import { reachOf } from './travel.ts';

export type ScoreComponents = Readonly<Record<ScorePart, number>>;

const share = (points: number, part: number): number => Math.round(points * Math.min(1, Math.max(0, part)));

/** 1 at the door, 0 at the edge of the reach; without a circle, 1 for the own community and less for each wider region. */
const nearness = (
  need: MatchNeed,
  resource: MatchResource,
  distanceMetres: number | null,
  reach: number | null,
): number => {
  if (distanceMetres !== null && reach !== null) return reach === 0 ? 1 : 1 - distanceMetres / reach;
  if (distanceMetres !== null) return 1 / (1 + distanceMetres / 1000);
  if (resource.regions.length === 0) return 0;
  const places = [need.community, ...need.places.filter((place) => place !== need.community)];
  const level = places.findIndex((place) => resource.regions.includes(place));
  return level < 0 ? 0 : 1 - level / places.length;
};

/** 1 for a resource that is exactly as special as the need asks; less when a rarer one would be used up. */
const fit = (need: MatchNeed, resource: MatchResource): number => {
  const general = resource.services.length === 0 ? 1 : 1 - 1 / resource.services.length;
  const spareVetting = safeguardingOf(need) === 'NONE' && resource.vettedUntil !== null ? 1 : 0;
  const spareSkill = need.skill === null && resource.skills.length > 0 ? 1 : 0;
  return 1 - 0.4 * general - 0.3 * spareVetting - 0.3 * spareSkill;
};

/** 1 when all that she would like is met, and less the more of it is not; 0 when she has no wish. */
const wishes = ({ gender, language }: MatchNeed, { gender: own, languages = [] }: MatchResource): number => {
  const met = [gender == null ? null : gender.is === own, language == null ? null : languages.includes(language.is)];
  const asked = met.filter((wish) => wish !== null);
  return asked.length === 0 ? 0 : asked.filter(Boolean).length / asked.length;
};

/** 1 for who gave nothing lately, a half at the mean of its peers; 0 when nobody says. */
const evenLoad = ({ recentLoad }: MatchResource): number => {
  if (recentLoad == null) return 0;
  const { units, peersMean } = recentLoad;
  return units === 0 ? 1 : peersMean / (peersMean + units);
};

const expiring = (resource: MatchResource, withinDays: number, today: string): number => {
  if (resource.expiresOn === null) return 0;
  const days = daysBetween(today, resource.expiresOn);
  return days > withinDays || withinDays === 0 ? 0 : 1 - days / (withinDays + 1);
};

/** The points of one unit of this pair, part by part: whole numbers, only `declined` below zero and less so than any urgency, so every eligible pair is worth serving. */
export const scorePair = (
  need: MatchNeed,
  resource: MatchResource,
  distanceMetres: number | null,
  policy: MatchPolicy,
  today: string,
  history: PairHistory = NO_HISTORY,
): ScoreComponents => ({
  urgency: policy.urgency[need.urgency],
  waiting: share(
    policy.waiting.points,
    policy.waiting.fullAfterDays === 0 ? 1 : daysBetween(need.openedOn, today) / policy.waiting.fullAfterDays,
  ),
  nearness: share(policy.nearness.points, nearness(need, resource, distanceMetres, reachOf(resource, policy.travel))),
  fit: share(policy.fit.points, fit(need, resource)),
  continuity: share(policy.continuity.points, history.continuity),
  wishes: share(policy.wishes.points, wishes(need, resource)),
  restricted: resource.restricted ? policy.restricted.points : 0,
  expiring: share(policy.expiring.points, expiring(resource, policy.expiring.withinDays, today)),
  evenLoad: share(policy.evenLoad.points, evenLoad(resource)),
  declined: 0 - share(policy.declined.points, history.declined),
});

/** The score of one unit. */
export const total = (components: ScoreComponents): number =>
  SCORE_PARTS.reduce((sum, part) => sum + components[part], 0);
