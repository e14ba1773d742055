import {
  type Alternative,
  defaultPolicy,
  type HeldCertificate,
  type MatchNeed,
  type MatchOutcome,
  type MatchPolicy,
  type MatchResource,
  type NeedOutcome,
  type PolicyWords,
  type Proposal,
  type ReasonCode,
  type ResourceOutcome,
  type Rule,
  SCORE_PARTS,
  type TravelCircle,
  type UnmetCode,
} from '@hub/engine-matching';
import { codesFromText, type Subject } from '@hub/kernel';
import type { ServiceCode, Unit } from '@hub/values';
import type { NeedAnswerRow } from '../match-run/needAnswer.entity.ts';
import type { NeedCopyRow } from '../need/need.entity.ts';
import { sharesOf } from '../referral/months.rules.ts';
import type { ResourceRow } from '../resource/resource.entity.ts';
import type { TitleCode } from '../resource/resource.rules.ts';
import type { ResourceDemandRow } from '../resource/resourceDemand.entity.ts';
import { termsOf } from '../resource/resourceTerms.rules.ts';
import type { ShortageRow } from '../shortage/shortage.entity.ts';
import type { ReasonRow, StoredMatch } from './match.entity.ts';
import type { StoredUnmet } from './unmet.entity.ts';

/** Codes of which the catalogue has a sentence. */
export type SentenceCode = ReasonCode | UnmetCode | 'NONE_FITS' | `SHORTAGE_${Rule}` | TitleCode;

/** The engine's policy; a social worker is vetted by her registration, so a case asks for no vetting of its own. */
export const matchPolicy: MatchPolicy = {
  ...defaultPolicy,
  version: `${defaultPolicy.version}.1`,
  vettingFreeUnits: [...defaultPolicy.vettingFreeUnits, 'CASE'],
  maxUnlocks: 60,
};

/** What each part of a score, and each level of the policy, is for. */
export const levelWords: Readonly<Record<string, PolicyWords>> = matchPolicy.levels;

/** How many matches of one need are kept and may be asked for. */
export const mostMatches = 20;

const stepMetres = 50;

/** A match is told from its need, and so is whatever else says why a need is met or not. */
export const subjectOfAnswer = ({ needId, clientId }: Pick<ReasonRow, 'needId' | 'clientId'>): Subject => ({
  id: needId,
  divisionCode: null,
  ownerOrganisationId: null,
  bornOn: null,
  about: [`Client:${clientId}`],
});

/** What a fund fits is told of the fund, of which only the id is known. */
export const subjectOfFund = ({ id }: { readonly id: string }): Subject => ({
  id,
  divisionCode: null,
  ownerOrganisationId: null,
  bornOn: null,
});

/** Degrees of a place as it is sealed, `longitude,latitude`. */
const degreesIn = (place: string | null): readonly [number, number] | readonly [null, null] => {
  const [longitude, latitude] = (place ?? '').split(',').map(Number);
  return longitude === undefined || latitude === undefined ? [null, null] : [longitude, latitude];
};

/** A need as a run takes it: of what is given again and again it asks for a month's units, and says what is still open in all. */
export interface NeedOfRun extends MatchNeed {
  readonly inAll?: number;
}

/** A need as the engine takes it; `places` are all that its division lies in, the smallest first. */
export function matchNeedOf(need: NeedCopyRow, place: string | null, places: readonly string[]): NeedOfRun {
  const [longitude, latitude] = degreesIn(place);
  return {
    id: need.id,
    category: need.category,
    service: need.serviceCode,
    unit: need.unit,
    units: need.monthUnits ?? need.units,
    ...(need.monthUnits !== null && { inAll: need.units }),
    urgency: need.urgency,
    longitude: longitude ?? Number.NaN,
    latitude: latitude ?? Number.NaN,
    places,
    community: need.divisionCode,
    windows: need.windows,
    skill: need.skill,
    vettedOnly: need.safeguarding !== 'NONE',
    safeguarding: need.safeguarding,
    certificate: need.certificate,
    gender: need.genderWish === null ? null : { is: need.genderWish, must: need.genderMust === 1 },
    language: need.languageWish === null ? null : { is: need.languageWish, must: need.languageMust === 1 },
    helpers: need.helpers,
    indivisible: need.indivisible === 1,
    groups: codesFromText(need.groups),
    personKey: need.clientId,
    openedOn: need.openedOn,
    excludedProviders: codesFromText(need.excludedProviders),
  };
}

/** A resource as the engine takes it. Whose time it is may be known to linkage, and never here. */
export function matchResourceOf(resource: ResourceRow, place: string | null): MatchResource {
  const [longitude, latitude] = degreesIn(place);
  return {
    id: resource.id,
    kind: resource.kind,
    services: codesFromText(resource.services),
    unit: resource.unit,
    capacity: resource.capacity,
    longitude,
    latitude,
    radiusMetres: resource.radiusMetres,
    regions: codesFromText(resource.regions),
    windows: resource.windows,
    skills: codesFromText(resource.skills),
    vettedUntil: resource.vettedUntil,
    vettedFor: resource.vettedFor === 'ENHANCED' ? 'ENHANCED' : 'VETTED',
    certificates: JSON.parse(resource.certificates) as HeldCertificate[],
    gender: resource.gender === 'UNKNOWN' ? null : resource.gender,
    languages: codesFromText(resource.languages),
    travel: travelOf(resource),
    helpers: resource.helpers,
    groups: codesFromText(resource.groups),
    restricted: resource.restricted === 1,
    ...termsOf(resource),
    expiresOn: resource.expiresOn,
    providerId: resource.providerId,
    personKey: null,
  };
}

/** How long somebody is on the way: without a mode she walks, without a limit of time only her radius binds. */
const travelOf = ({ travelMode, travelMinutes }: ResourceRow): TravelCircle | null =>
  travelMinutes === null ? null : { mode: travelMode ?? 'WALK', minutes: travelMinutes };

/** What a run answers: rows that take the place of the earlier answer's. */
export interface Answer {
  readonly match: readonly StoredMatch[];
  readonly unmet: readonly StoredUnmet[];
  readonly shortage: readonly ShortageRow[];
  readonly resourceDemand: readonly ResourceDemandRow[];
  readonly needAnswer: readonly NeedAnswerRow[];
}

export type ShortageId = (division: string, service: string, unit: string, code: string) => string;

/** The rows of an outcome about these needs; shortages are counted by the needs' own divisions, so that each need is in one of them. */
export function answerOf(
  outcome: Pick<MatchOutcome, 'needs' | 'shortages' | 'resources'>,
  needs: readonly NeedOfRun[],
  shortageId: ShortageId,
): Answer {
  const needById = new Map(needs.map((need) => [need.id, need]));
  return { ...rowsOfNeeds(outcome.needs, needById, shortageId), ...rowsOfFigures(outcome, shortageId) };
}

/** The rows of these outcomes, of which those about other needs are left out. */
export function rowsOfNeeds(
  told: readonly NeedOutcome[],
  needById: ReadonlyMap<string, NeedOfRun>,
  shortageId: ShortageId,
): Pick<Answer, 'match' | 'unmet' | 'needAnswer'> {
  const outcomes = told.filter(({ needId }) => needById.has(needId));
  return {
    match: outcomes.flatMap((answer) => matchesOf(answer, needById.get(answer.needId))),
    unmet: outcomes.flatMap((answer) => unmetsOf(answer, needById.get(answer.needId), shortageId)),
    needAnswer: outcomes.map(needAnswerOf),
  };
}

/** The rows of what is asked of resources and of what is short. */
export const rowsOfFigures = (
  { shortages, resources }: Pick<MatchOutcome, 'shortages' | 'resources'>,
  shortageId: ShortageId,
): Pick<Answer, 'shortage' | 'resourceDemand'> => ({
  shortage: shortages
    .filter(({ level }) => level === 'COMMUNITY')
    .map(({ divisionCode, service, unit, rule, unmetNeeds, unmetUnits, unlock }) => ({
      id: shortageId(divisionCode, service, unit, rule),
      divisionCode,
      // The engine gives back the words that it was given.
      serviceCode: service as ServiceCode,
      unit: unit as Unit,
      code: rule,
      unmetNeeds,
      unmetUnits,
      unlockCapacity: unlock?.capacity ?? null,
      unlockUnits: unlock?.servedUnits ?? null,
      unlockNeeds: unlock?.metNeeds ?? null,
      unlockPoints: unlock?.points ?? null,
    })),
  resourceDemand: resources.map(demandOf),
});

const demandOf = (resource: ResourceOutcome): ResourceDemandRow => ({
  resourceId: resource.resourceId,
  needs: resource.demandNeeds,
  units: resource.demandUnits,
  proposedUnits: resource.proposedUnits,
  lastUnitValue: resource.lastUnitValue,
});

const needAnswerOf = ({ needId, units, fixedUnits, proposedUnits, proposed }: NeedOutcome): NeedAnswerRow => ({
  needId,
  units,
  servedUnits: fixedUnits + proposedUnits,
  helpers: proposed
    .map((match) => `${match.resourceId} ${match.units}`)
    .sort()
    .join('|'),
});

function matchesOf({ needId, alternatives, ...answer }: NeedOutcome, need: NeedOfRun | undefined): StoredMatch[] {
  const rows = [
    ...amountsOf(answer, need).map(({ match, ...amount }) => ({
      ...{ ...rowOf(match), ...amount, standing: 'PROPOSED' as const, regret: 0 },
    })),
    ...alternatives.map((match) => ({
      ...{ ...rowOf(match), units: 0, monthUnits: null, standing: 'ALTERNATIVE' as const, regret: match.regret },
    })),
  ];
  return rows.slice(0, mostMatches).map((row, place) => ({ needId, rank: place + 1, ...row }));
}

/** What each proposal comes to in all, and of what is given again and again what it takes of a month. */
function amountsOf(
  { proposed, units, fixedUnits }: Pick<NeedOutcome, 'proposed' | 'units' | 'fixedUnits'>,
  need: NeedOfRun | undefined,
) {
  if (need?.inAll === undefined)
    return proposed.map((match) => ({ match, units: match.units, monthUnits: null as number | null }));
  const shareOf = sharesOf({ inAll: need.inAll, aMonth: units - fixedUnits });
  return proposed.map((match) => ({ match, ...shareOf(match.units) }));
}

const rowOf = ({ resourceId, score, components, distanceMetres, reasons }: Proposal | Alternative) => ({
  resourceId,
  score: score - components.nearness + toldNearness(components.nearness),
  components: JSON.stringify(
    SCORE_PARTS.map((part) => [part, part === 'nearness' ? toldNearness(components[part]) : components[part]]),
  ),
  distanceMetres: distanceMetres === null ? null : coarse(distanceMetres),
  reasons: JSON.stringify(reasons.map(({ code, params }) => ({ code, params: toldOf(params) }))),
});

function unmetsOf(
  { needId, unmet, ...answer }: NeedOutcome,
  need: NeedOfRun | undefined,
  shortageId: ShortageId,
): readonly StoredUnmet[] {
  if (unmet === null || need === undefined) return [];
  const [obstacle] = unmet.obstacles;
  const shortage = obstacle && shortageId(need.community, need.service, need.unit, obstacle);
  const params = toldOf({ service: need.service, ...askedOf(need), ...unmet.params });
  const given = amountsOf(answer, need).reduce((sum, { units }) => sum + units, 0);
  const units = need.inAll === undefined ? unmet.units : need.inAll - given;
  const { code } = unmet;
  const obstacles = unmet.obstacles.map((rule) => [rule, unmet.ruleCounts[rule] ?? 0]);
  return [
    {
      needId,
      code,
      params: JSON.stringify(params),
      units,
      shortageId: shortage ?? null,
      obstacles: JSON.stringify(obstacles),
    },
  ];
}

/** What sentences say of whoever is missing. */
const askedOf = ({ skill, certificate }: MatchNeed) => ({
  ...(skill && { skill }),
  ...(certificate && { certificate }),
});

/**
 * Distances from several known places would tell a home: they are given in steps of 50 metres. Which groups a person belongs to says why
 * she is assisted, and is not told with a match.
 */
function toldOf(params: ReasonRow['params']): ReasonRow['params'] {
  const { groups: _, ...told } = params;
  return typeof told.distanceMetres === 'number' ? { ...told, distanceMetres: coarse(told.distanceMetres) } : told;
}

/** Points for nearness tell a distance, too: they are told in tenths of their most, which are 100 metres of a reach of a kilometre. */
const toldNearness = (points: number): number => points - (points % Math.max(1, matchPolicy.nearness.points / 10));

/** The next multiple of 50 metres. */
const coarse = (metres: number): number => Math.ceil(metres / stepMetres) * stepMetres;
