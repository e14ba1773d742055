import type { Snapshot } from './eligible.ts';
import type { MatchNeed, MatchResource } from './input.ts';
import type { Reason } from './outcome.ts';
import { daysBetween } from './past.ts';
import { safeguardingOf, travelOf } from './rules.ts';
import type { ScoreComponents } from './score.ts';
import { minutesFor } from './travel.ts';

const countBits = (windows: number): number =>
  Array.from({ length: 21 }, (_, bit) => (windows >> bit) & 1).reduce((sum, bit) => sum + bit, 0);

type Say = (code: Reason['code'], params: Reason['params']) => unknown;

/** Where the two are to each other. */
const sayPlace = (say: Say, { policy }: Snapshot, need: MatchNeed, resource: MatchResource, metres: number | null) => {
  const circle = travelOf(resource);
  if (metres !== null && circle !== null) {
    const minutes = minutesFor(metres, policy.travel[circle.mode]);
    say('WITHIN_TIME', { distanceMetres: metres, minutes, mostMinutes: circle.minutes, mode: circle.mode });
  }
  if (metres !== null && resource.radiusMetres !== null)
    say('NEAR', { distanceMetres: metres, radiusMetres: resource.radiusMetres });
  const region = resource.regions.includes(need.community)
    ? need.community
    : need.places.find((place) => resource.regions.includes(place));
  if (region !== undefined) say(region === need.community ? 'OWN_COMMUNITY' : 'IN_REGION', { division: region });
};

/** That the helper is what was asked for. */
const sayFitness = (say: Say, need: MatchNeed, resource: MatchResource): void => {
  if (need.skill !== null) say('SKILL_FITS', { skill: need.skill });
  const paper = resource.certificates?.find(({ code }) => code === need.certificate);
  if (paper !== undefined)
    say('CERTIFIED', { certificate: paper.code, ...(paper.until === null ? {} : { until: paper.until }) });
  const level = safeguardingOf(need);
  if (level !== 'NONE' && resource.vettedUntil !== null)
    say(level === 'ENHANCED' ? 'VETTED_CLOSELY' : 'VETTED', { until: resource.vettedUntil });
  if ((need.helpers ?? 1) > 1) say('ENOUGH_HELPERS', { helpers: need.helpers ?? 1 });
  if (need.gender != null && need.gender.is === resource.gender) say('GENDER_AS_WISHED', { gender: need.gender.is });
  if (need.language != null && resource.languages?.includes(need.language.is))
    say('LANGUAGE_AS_WISHED', { language: need.language.is });
  if (need.windows !== 0 && resource.windows !== 0)
    say('TIME_FITS', { windows: need.windows & resource.windows, times: countBits(need.windows & resource.windows) });
};

/** What a donor bound the resource to, and that it is its turn. */
const sayPurpose = (say: Say, need: MatchNeed, resource: MatchResource, points: ScoreComponents): void => {
  const groups = resource.groups.filter((group) => need.groups.includes(group));
  if (groups.length > 0) say('GROUP_FITS', { groups: groups.join(' ') });
  if (resource.categories?.includes(need.category)) say('PURPOSE_FITS', { category: need.category });
  if (resource.matchGiving != null)
    say('GIVES_BESIDE', { gives: resource.matchGiving.gives, forEach: resource.matchGiving.forEach });
  if (resource.restricted) say('RESTRICTED_FIRST', { points: points.restricted });
  if (points.expiring > 0) say('EXPIRES_SOON', { expiresOn: resource.expiresOn ?? '' });
};

/** Why this pair fits, in the order of `REASONS`; only what was asked for or weighed is said. */
export const reasonsOf = (
  snapshot: Snapshot,
  need: MatchNeed,
  resource: MatchResource,
  distanceMetres: number | null,
  points: ScoreComponents,
): readonly Reason[] => {
  const reasons: Reason[] = [{ code: 'SERVICE_FITS', params: { service: need.service, unit: need.unit } }];
  const say: Say = (code, params) => reasons.push({ code, params });
  if (need.urgency === 'HIGH' || need.urgency === 'CRITICAL') say('URGENT', { urgency: need.urgency });
  if (points.waiting > 0) say('WAITED', { days: daysBetween(need.openedOn, snapshot.today) });
  sayPlace(say, snapshot, need, resource, distanceMetres);
  sayFitness(say, need, resource);
  sayPurpose(say, need, resource, points);
  const { served, sameHelper, decline } = snapshot.past.historyOf(need, resource);
  if (served !== null && points.continuity > 0)
    say(sameHelper ? 'KNOWN_HELPER' : 'KNOWN_PROVIDER', { on: served.on, units: served.units });
  if (resource.recentLoad != null && resource.recentLoad.units < resource.recentLoad.peersMean)
    say('LITTLE_LOAD', { units: resource.recentLoad.units, peersMean: Math.round(resource.recentLoad.peersMean) });
  if (decline !== null && points.declined < 0)
    say('DECLINED_BEFORE', { reason: decline.reason, on: decline.on, points: points.declined });
  return reasons;
};
