import type { Safeguarding, TravelMode, Urgency } from '@hub/values';

/** What the resident would like of a helper; only where it is a must does it bar anybody. */
export interface Wish {
  readonly is: string;
  readonly must: boolean;
}

/** A circle of time around a place: `{}` is a quarter of an hour on foot. */
export interface TravelCircle {
  readonly mode?: TravelMode;
  readonly minutes?: number;
}

/** A paper that somebody holds until a last day, or without end. */
export interface HeldCertificate {
  readonly code: string;
  readonly until: string | null;
}

/** Gives only beside what others give to the same need: at most `gives` units for every `forEach` of theirs. */
export interface MatchGiving {
  readonly gives: number;
  readonly forEach: number;
  /** The resources beside which it gives; empty means any that is not a match-giving one itself. */
  readonly beside: readonly string[];
}

/** What a resident lacks. Services, units, skills, groups and divisions are opaque words to this engine: only equality counts. */
export interface MatchNeed {
  readonly id: string;
  readonly category: string;
  readonly service: string;
  readonly unit: string;
  /** Whole units asked for, at most 2 147 483 647; money is counted in fen. */
  readonly units: number;
  /** Of use only when all of it is served (one wheelchair, one rent); otherwise it may be served in part. */
  readonly indivisible?: boolean;
  readonly urgency: Urgency;
  /** WGS-84 degrees. */
  readonly longitude: number;
  readonly latitude: number;
  /** Codes of every division and zone that the need lies in, its own community first, then upwards. */
  readonly places: readonly string[];
  readonly community: string;
  /** Weekly times that suit: bit 3·weekday + part, Monday = 0, morning = 0; 0 means any time. */
  readonly windows: number;
  readonly skill: string | null;
  /** Only a vetted person may come (children, people lacking capacity). */
  readonly vettedOnly: boolean;
  readonly groups: readonly string[];
  /** The same key for all needs of one person, as far as the caller knows; `null` when unknown. */
  readonly personKey: string | null;
  /** `YYYY-MM-DD` */
  readonly openedOn: string;
  /** Providers, or single resources, that must not be proposed: conflicts of interest, declined offers. */
  readonly excludedProviders: readonly string[];
  /** A paper that the helper must hold, beside or instead of a skill. */
  readonly certificate?: string | null;
  /** How well the helper must have been looked into; `vettedOnly` asks for `VETTED` at least. */
  readonly safeguarding?: Safeguarding;
  readonly gender?: Wish | null;
  /** A language or dialect that she speaks. */
  readonly language?: Wish | null;
  /** How many helpers must come together; 1 when not given. */
  readonly helpers?: number;
  /** Keys of her household and family: nobody who shares one is proposed. */
  readonly familyKeys?: readonly string[];
}

/** Anything that can answer a need: volunteer time, a fund, goods, a caseload, a venue slot. */
export interface MatchResource {
  readonly id: string;
  readonly kind: string;
  /** Services on offer; empty means any service that is measured in its unit. */
  readonly services: readonly string[];
  readonly unit: string;
  /** Whole units free. */
  readonly capacity: number;
  readonly longitude: number | null;
  readonly latitude: number | null;
  /** How far it reaches from its place, as the crow flies; `null` means that distance does not limit it. */
  readonly radiusMetres: number | null;
  /** Divisions and zones that it may serve; empty means anywhere. */
  readonly regions: readonly string[];
  readonly windows: number;
  readonly skills: readonly string[];
  /** Last day on which the vetting holds; `null` means not vetted. */
  readonly vettedUntil: string | null;
  /** Groups of people to which a donor restricted it; empty means anyone. */
  readonly groups: readonly string[];
  /** Bound to a purpose, so to be spent before free resources. */
  readonly restricted: boolean;
  /** Least units that it gives to one need, unless the need wants less. */
  readonly leastUnits?: number | null;
  /** Most units that one person may receive from it. */
  readonly perPersonCap: number | null;
  /** Last day on which it may be used. */
  readonly expiresOn: string | null;
  readonly providerId: string | null;
  /** The volunteer herself, so that she is never matched to her own need. */
  readonly personKey: string | null;
  /** Categories of need to which a donor bound it; empty means any. */
  readonly categories?: readonly string[];
  /** Most units that one person may receive from it within a calendar year. */
  readonly perPersonYearCap?: number | null;
  readonly matchGiving?: MatchGiving | null;
  readonly certificates?: readonly HeldCertificate[];
  /** For whom the vetting until `vettedUntil` was made; `VETTED` when not given. */
  readonly vettedFor?: 'VETTED' | 'ENHANCED';
  /** `null` when unknown, which never meets a must. */
  readonly gender?: string | null;
  readonly languages?: readonly string[];
  /** How many people of it can come together; 1 when not given. */
  readonly helpers?: number;
  /** How far it goes in time, beside or instead of `radiusMetres`; `null` means that time does not limit it. */
  readonly travel?: TravelCircle | null;
  readonly familyKeys?: readonly string[];
  /** Units that it gave lately, and what its peers gave on average over the same days. */
  readonly recentLoad?: { readonly units: number; readonly peersMean: number } | null;
}

/** What a person had from a resource before this run. */
export interface PastService {
  readonly kind: 'SERVED';
  readonly personKey: string;
  readonly resourceId: string;
  readonly providerId: string | null;
  readonly units: number;
  /** In which they were counted; that of the resource when not given. */
  readonly unit?: string;
  /** Last day, `YYYY-MM-DD` */
  readonly on: string;
}

/** That a pair did not come about, because either side said no. */
export interface PastDecline {
  readonly kind: 'DECLINED';
  readonly personKey: string;
  /** `null` when the provider as a whole was declined. */
  readonly resourceId: string | null;
  readonly providerId: string | null;
  /** A code of the policy's `declined.reasons`; any other counts as `declined.otherReason` says. */
  readonly reason: string;
  /** `YYYY-MM-DD` */
  readonly on: string;
}

export type PastDealing = PastService | PastDecline;

/** The most that one person may have from several resources of one provider together. */
export interface BeneficiaryCap {
  readonly id: string;
  readonly providerId: string;
  readonly unit: string;
  readonly mostUnits: number;
  /** `YEAR` counts what she had in the calendar year of the run. */
  readonly per: 'EVER' | 'YEAR';
}

/** What a run may know besides needs and resources; nothing of it must be given. */
export interface Circumstances {
  readonly past?: readonly PastDealing[];
  readonly beneficiaryCaps?: readonly BeneficiaryCap[];
}

/** Units already accepted by both sides: they count against `units`, `capacity` and caps as given, and are never moved. */
export interface FixedAssignment {
  readonly needId: string;
  readonly resourceId: string;
  readonly units: number;
}

const MOST_UNITS = 2 ** 31 - 1;
const ALL_WINDOWS = 2 ** 21;
const MOST_RATIO = 1_000_000;

const refuse = (kind: string, id: string, field: string, expected: string, met: unknown): never => {
  throw new RangeError(`The ${field} of ${kind} "${id}" is ${String(met)} when expected ${expected}.`);
};

const isCount = (value: number, most: number): boolean => Number.isSafeInteger(value) && value >= 0 && value <= most;
const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value);
const isPlace = (longitude: number, latitude: number): boolean =>
  Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90; // false for NaN too

const checkNeed = (need: MatchNeed): void => {
  if (!isCount(need.units, MOST_UNITS))
    refuse('need', need.id, 'units', `an integer from 0 to ${MOST_UNITS}`, need.units);
  if (!isCount(need.windows, ALL_WINDOWS - 1)) refuse('need', need.id, 'windows', 'a mask of 21 bits', need.windows);
  if (!isPlace(need.longitude, need.latitude))
    refuse('need', need.id, 'place', 'degrees', `${need.longitude}, ${need.latitude}`);
  if (!isDay(need.openedOn)) refuse('need', need.id, 'openedOn', 'a day YYYY-MM-DD', need.openedOn);
  if (!(isCount(need.helpers ?? 1, MOST_UNITS) && need.helpers !== 0))
    refuse('need', need.id, 'helpers', 'an integer from 1', need.helpers);
};

const checkResource = (resource: MatchResource): void => {
  const { id, capacity, windows, longitude, latitude, radiusMetres, perPersonCap, vettedUntil, expiresOn } = resource;
  if (!isCount(capacity, Number.MAX_SAFE_INTEGER)) refuse('resource', id, 'capacity', 'an integer from 0', capacity);
  if (!isCount(windows, ALL_WINDOWS - 1)) refuse('resource', id, 'windows', 'a mask of 21 bits', windows);
  if (longitude !== null && latitude !== null && !isPlace(longitude, latitude))
    refuse('resource', id, 'place', 'degrees', `${longitude}, ${latitude}`);
  if (radiusMetres !== null && !(radiusMetres >= 0)) refuse('resource', id, 'radiusMetres', 'at least 0', radiusMetres);
  if (perPersonCap !== null && !isCount(perPersonCap, Number.MAX_SAFE_INTEGER))
    refuse('resource', id, 'perPersonCap', 'an integer from 0', perPersonCap);
  if (!isCount(resource.leastUnits ?? 0, MOST_UNITS))
    refuse('resource', id, 'leastUnits', `an integer from 0 to ${MOST_UNITS}`, resource.leastUnits);
  if (vettedUntil !== null && !isDay(vettedUntil))
    refuse('resource', id, 'vettedUntil', 'a day YYYY-MM-DD', vettedUntil);
  if (expiresOn !== null && !isDay(expiresOn)) refuse('resource', id, 'expiresOn', 'a day YYYY-MM-DD', expiresOn);
  checkTerms(resource);
};

/** What only some resources say of themselves. */
const checkTerms = (resource: MatchResource): void => {
  const { id, perPersonYearCap, helpers = 1, travel, matchGiving, recentLoad, certificates = [] } = resource;
  if (!isCount(perPersonYearCap ?? 0, Number.MAX_SAFE_INTEGER))
    refuse('resource', id, 'perPersonYearCap', 'an integer from 0', perPersonYearCap);
  if (!(isCount(helpers, MOST_UNITS) && helpers > 0)) refuse('resource', id, 'helpers', 'an integer from 1', helpers);
  if (travel != null && !((travel.minutes ?? 0) >= 0))
    refuse('resource', id, 'travel minutes', 'at least 0', travel.minutes);
  for (const part of matchGiving == null ? [] : [matchGiving.gives, matchGiving.forEach])
    if (!(isCount(part, MOST_RATIO) && part > 0))
      refuse('resource', id, 'matchGiving', `two integers from 1 to ${MOST_RATIO}`, part);
  if (recentLoad != null && !(recentLoad.units >= 0 && recentLoad.peersMean >= 0))
    refuse('resource', id, 'recentLoad', 'at least 0', `${recentLoad.units}, ${recentLoad.peersMean}`);
  for (const { code, until } of certificates)
    if (until !== null && !isDay(until)) refuse('resource', id, `certificate ${code}`, 'a day YYYY-MM-DD', until);
};

const checkPast = (dealing: PastDealing): void => {
  const name = `${dealing.personKey} ${dealing.resourceId ?? dealing.providerId ?? ''}`;
  if (!isDay(dealing.on)) refuse('the past dealing', name, 'day', 'a day YYYY-MM-DD', dealing.on);
  if (dealing.kind === 'SERVED' && !isCount(dealing.units, Number.MAX_SAFE_INTEGER))
    refuse('the past dealing', name, 'units', 'an integer from 0', dealing.units);
};

/** Code-unit order, the same on every machine and in every locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const sorted = <T extends { readonly id: string }>(kind: string, rows: readonly T[]): readonly T[] => {
  const ordered = rows.toSorted((a, b) => compareText(a.id, b.id));
  const twice = ordered.find((row, k) => k > 0 && ordered[k - 1]?.id === row.id);
  if (twice !== undefined) throw new RangeError(`The ${kind} "${twice.id}" is given twice when expected once.`);
  return ordered;
};

/** Checks every number and day, refuses with a `RangeError` that names the row, and gives both lists in the order of their ids. */
export const checkInput = (
  needs: readonly MatchNeed[],
  resources: readonly MatchResource[],
  fixed: readonly FixedAssignment[],
  today: string,
  { past = [], beneficiaryCaps = [] }: Circumstances = {},
): { readonly needs: readonly MatchNeed[]; readonly resources: readonly MatchResource[] } => {
  if (!isDay(today)) throw new RangeError(`The day is ${today} when expected YYYY-MM-DD.`);
  needs.forEach(checkNeed);
  resources.forEach(checkResource);
  for (const { needId, resourceId, units } of fixed)
    if (!isCount(units, Number.MAX_SAFE_INTEGER))
      refuse('the fixed assignment', `${needId} ${resourceId}`, 'units', 'an integer from 0', units);
  past.forEach(checkPast);
  for (const { id, mostUnits } of sorted('beneficiary cap', beneficiaryCaps))
    if (!isCount(mostUnits, Number.MAX_SAFE_INTEGER))
      refuse('beneficiary cap', id, 'mostUnits', 'an integer from 0', mostUnits);
  return { needs: sorted('need', needs), resources: sorted('resource', resources) };
};
