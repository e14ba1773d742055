import type { Safeguarding } from '@hub/values';
import type { MatchNeed, MatchResource, TravelCircle } from './input.ts';

/** The hard rules: a pair that breaks one is never proposed. The order is that in which they are named to people. */
export const RULES = [
  'UNIT',
  'SERVICE',
  'CATEGORY',
  'SELF',
  'FAMILY',
  'EXCLUDED',
  'OPEN_REFERRAL',
  'EXPIRED',
  'SKILL',
  'CERTIFICATE',
  'HELPERS',
  'VETTING',
  'GROUP',
  'REGION',
  'GENDER',
  'LANGUAGE',
  'TIME',
  'DISTANCE',
  'TRAVEL_TIME',
  'PERSON_CAP',
  'CAPACITY',
] as const;
export type Rule = (typeof RULES)[number];

/** What the rules must know of a pair besides its two sides. */
export interface PairFacts {
  readonly today: string;
  readonly vettingFreeUnits: readonly string[];
  /** How long it takes from one to the other in whole minutes; `null` when the resource has no place or no circle of time. */
  readonly travelMinutes: number | null;
  /** Whole metres between the two, `null` when the resource has no place. */
  readonly distanceMetres: number | null;
  /** Units that the resource has left after fixed assignments. */
  readonly free: number;
  /** Units that this person may still have from it, infinite without a cap. */
  readonly capLeft: number;
  readonly openReferral: boolean;
}

const meets = (a: readonly string[], b: readonly string[]): boolean => a.some((word) => b.includes(word));

const LEVELS: Readonly<Record<Safeguarding, number>> = { NONE: 0, VETTED: 1, ENHANCED: 2 };

/** How well a helper of this need must have been looked into. */
export const safeguardingOf = ({ vettedOnly, safeguarding = 'NONE' }: MatchNeed): Safeguarding =>
  vettedOnly && safeguarding === 'NONE' ? 'VETTED' : safeguarding;

/** Whether its vetting holds on the day and was made for needs of this level. */
export const isVettedFor = ({ vettedUntil, vettedFor = 'VETTED' }: MatchResource, level: Safeguarding, today: string) =>
  LEVELS[level] === 0 || (vettedUntil !== null && vettedUntil >= today && LEVELS[vettedFor] >= LEVELS[level]);

const shares = (a: readonly string[] = [], b: readonly string[] = []): boolean => a.length > 0 && meets(a, b);

/** The circle of time of a resource with what is not said filled in; `null` when it has none. */
export const travelOf = ({ travel }: MatchResource): Required<TravelCircle> | null =>
  travel == null ? null : { mode: travel.mode ?? 'WALK', minutes: travel.minutes ?? 15 };

const breaks: Readonly<Record<Rule, (need: MatchNeed, resource: MatchResource, facts: PairFacts) => boolean>> = {
  UNIT: (need, resource) => need.unit !== resource.unit,
  SERVICE: (need, resource) => resource.services.length > 0 && !resource.services.includes(need.service),
  CATEGORY: (need, { categories = [] }) => categories.length > 0 && !categories.includes(need.category),
  SELF: (need, resource) => need.personKey !== null && need.personKey === resource.personKey,
  FAMILY: (need, resource) => shares(need.familyKeys, resource.familyKeys),
  EXCLUDED: (need, resource) =>
    need.excludedProviders.length > 0 &&
    (need.excludedProviders.includes(resource.id) ||
      (resource.providerId !== null && need.excludedProviders.includes(resource.providerId))),
  OPEN_REFERRAL: (_need, _resource, facts) => facts.openReferral,
  EXPIRED: (_need, resource, facts) => resource.expiresOn !== null && resource.expiresOn < facts.today,
  SKILL: (need, resource) => need.skill !== null && !resource.skills.includes(need.skill),
  CERTIFICATE: ({ certificate }, { certificates = [] }, { today }) =>
    certificate != null &&
    !certificates.some(({ code, until }) => code === certificate && (until === null || until >= today)),
  HELPERS: ({ helpers = 1 }, resource) => (resource.helpers ?? 1) < helpers,
  VETTING: (need, resource, facts) =>
    !facts.vettingFreeUnits.includes(resource.unit) && !isVettedFor(resource, safeguardingOf(need), facts.today),
  GROUP: (need, resource) => resource.groups.length > 0 && !meets(resource.groups, need.groups),
  REGION: (need, resource) =>
    resource.regions.length > 0 && !resource.regions.includes(need.community) && !meets(resource.regions, need.places),
  GENDER: ({ gender }, resource) => gender?.must === true && resource.gender !== gender.is,
  LANGUAGE: ({ language }, { languages = [] }) => language?.must === true && !languages.includes(language.is),
  TIME: (need, resource) => need.windows !== 0 && resource.windows !== 0 && (need.windows & resource.windows) === 0,
  // A reach that cannot be measured is not a reach.
  DISTANCE: (_need, resource, facts) =>
    resource.radiusMetres !== null && (facts.distanceMetres === null || facts.distanceMetres > resource.radiusMetres),
  TRAVEL_TIME: (_need, resource, { travelMinutes }) => {
    const circle = travelOf(resource);
    return circle !== null && (travelMinutes === null || travelMinutes > circle.minutes);
  },
  PERSON_CAP: (_need, _resource, facts) => facts.capLeft <= 0,
  CAPACITY: (_need, _resource, facts) => facts.free <= 0,
};

const tests = RULES.map((rule, bit) => ({ bit: 1 << bit, broken: breaks[rule] }));

/** The rules that this pair breaks as a mask, bit k standing for `RULES[k]`; 0 means that it may be proposed. */
export const brokenRules = (need: MatchNeed, resource: MatchResource, facts: PairFacts): number => {
  let mask = 0;
  for (const { bit, broken } of tests) if (broken(need, resource, facts)) mask |= bit;
  return mask;
};

/** The bit of one rule in a mask of `brokenRules`. */
export const ruleBit = (rule: Rule): number => 1 << RULES.indexOf(rule);

/** The names in a mask of `brokenRules`, in the order of `RULES`. */
export const namesOf = (mask: number): readonly Rule[] => RULES.filter((_, bit) => (mask & (1 << bit)) !== 0);
