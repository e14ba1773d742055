import type { MatchPolicy, RunComparison, Supposition, WhatIfAnswer } from '@hub/engine-matching';
import { HubError } from '@hub/kernel';
import { type ServiceCode, type Skill, unitOfService } from '@hub/values';
import { matchPolicy } from '../match/match.rules.ts';
import type { ChangeOfNeed, ComparedRuns } from './comparison.rules.ts';
import { rounded } from './figures.rules.ts';

type Given<Value> = Value | null | undefined;

/** A supposition as it is given; exactly one of its parts must be. */
export interface GivenSupposition {
  readonly moreResources?: Given<{
    readonly count: number;
    readonly serviceCode: ServiceCode;
    readonly unitsEach: number;
    readonly divisions: readonly string[];
    readonly skills?: Given<readonly Skill[]>;
    readonly vetted?: Given<boolean>;
  }>;
  readonly moreUnits?: Given<{ readonly resource: string; readonly units: number }>;
  readonly liftRestriction?: Given<string>;
  readonly withdraw?: Given<string>;
  readonly policy?: Given<GivenPolicy>;
}

const urgencies = {
  urgencyLow: 'LOW',
  urgencyMedium: 'MEDIUM',
  urgencyHigh: 'HIGH',
  urgencyCritical: 'CRITICAL',
} as const;
const levels = [
  'fairness',
  'waiting',
  'nearness',
  'fit',
  'continuity',
  'wishes',
  'restricted',
  'expiring',
  'evenLoad',
  'declined',
] as const;

type GivenPolicy = { readonly [Points in keyof typeof urgencies | (typeof levels)[number]]?: Given<number> };

export const mostSuppositions = 10;
const mostResources = 10_000;
const mostDivisions = 100;
const mostUnits = 1_000_000_000_000;
const mostPoints = 1_000_000;

const bad = (field: string, met: number, least: number, most: number): HubError =>
  new HubError('BAD_USER_INPUT', 'BAD_SUPPOSITION', { field, met, least, most });

const checkCount = (field: string, met: number, least: number, most: number): void => {
  if (!Number.isSafeInteger(met) || met < least || met > most) throw bad(field, met, least, most);
};

/** The ids that suppositions name, which must be there for the viewer. */
export const namedIn = (given: readonly GivenSupposition[]) => ({
  resources: given.flatMap(({ moreUnits, liftRestriction, withdraw }) =>
    [moreUnits?.resource, liftRestriction, withdraw].flatMap((id) => id ?? []),
  ),
  divisions: given.flatMap(({ moreResources }) => moreResources?.divisions ?? []),
});

/** What the engine is to suppose; the services of a fund are the purpose that its donor gave it. Throws BAD_USER_INPUT with the place, what stands there and what was expected. */
export function suppositionsOf(
  given: readonly GivenSupposition[],
  funds: ReadonlySet<string> = new Set(),
): readonly Supposition[] {
  checkCount('suppositions', given.length, 1, mostSuppositions);
  return given.map((one, at) => suppositionOf(one, `suppositions[${at}]`, funds));
}

function suppositionOf(given: GivenSupposition, at: string, funds: ReadonlySet<string>): Supposition {
  const parts = Object.values(given).filter((part) => part != null);
  if (parts.length !== 1) throw new HubError('BAD_USER_INPUT', 'ONE_SUPPOSITION', { field: at, met: parts.length });
  const { moreResources, moreUnits, liftRestriction, withdraw, policy } = given;
  if (moreResources) {
    const { count, serviceCode, unitsEach, divisions, skills, vetted } = moreResources;
    checkCount(`${at}.moreResources.count`, count, 1, mostResources);
    checkCount(`${at}.moreResources.unitsEach`, unitsEach, 1, mostUnits);
    checkCount(`${at}.moreResources.divisions`, divisions.length, 1, mostDivisions);
    const unit = unitOfService[serviceCode];
    return {
      kind: 'MORE_RESOURCES',
      ...{ count, divisions, services: [serviceCode], unit, unitsEach, skills: skills ?? [], vetted: vetted ?? true },
    };
  }
  if (moreUnits) {
    checkCount(`${at}.moreUnits.units`, moreUnits.units, 1, mostUnits);
    return { kind: 'MORE_UNITS', resourceId: moreUnits.resource, units: moreUnits.units };
  }
  if (policy) return { kind: 'OTHER_POLICY', policy: policyWith(policy, `${at}.policy`) };
  return liftRestriction != null
    ? { kind: 'RESTRICTION_LIFTED', resourceId: liftRestriction, anyService: funds.has(liftRestriction) }
    : { kind: 'RESOURCE_WITHDRAWN', resourceId: withdraw ?? '' };
}

/** Our policy without what only explains a run, which a supposition does not. */
export const triedPolicy: MatchPolicy = { ...matchPolicy, maxUnlocks: 0, maxAlternatives: 0 };

function policyWith(given: GivenPolicy, at: string): MatchPolicy {
  for (const [name, points] of Object.entries(given))
    if (points != null) checkCount(`${at}.${name}`, points, name in urgencies ? 1 : 0, mostPoints);
  const urgency = Object.fromEntries(
    Object.entries(urgencies).map(([name, step]) => [
      step,
      given[name as keyof typeof urgencies] ?? matchPolicy.urgency[step], // the keys are those of `urgencies`
    ]),
  ) as MatchPolicy['urgency'];
  const changed = Object.fromEntries(
    levels.map((level) => [level, { ...matchPolicy[level], points: given[level] ?? matchPolicy[level].points }]),
  ) as Pick<MatchPolicy, (typeof levels)[number]>;
  const least = Math.min(...Object.values(urgency));
  // Who gives even load no points wants none within a run either.
  const runPoints = changed.evenLoad.points === 0 ? 0 : matchPolicy.evenLoad.runPoints;
  // A pair that is eligible must stay worth serving.
  checkCount(`${at}.declined`, changed.declined.points, 0, least - runPoints - 1);
  const evenLoad = { ...changed.evenLoad, runPoints };
  const margin = Math.min(matchPolicy.margin, least - 1);
  return { ...triedPolicy, ...changed, evenLoad, margin, urgency, version: `${matchPolicy.version} changed` };
}

/** A run that was tried and not stored. */
export interface TriedRun {
  readonly comparison: ComparedRuns;
  readonly totals: WhatIfAnswer['totals'];
}

/** The engine's comparison as runs are compared, with the needs that the viewer may see. */
export const comparedBy = (
  { comparison }: Pick<WhatIfAnswer, 'comparison'>,
  clientOf: ReadonlyMap<string, string>,
): ComparedRuns => ({
  ...comparison,
  servedUnits: comparison.unitsServed,
  gaining: changesSeen(comparison.gaining, clientOf),
  losing: changesSeen(comparison.losing, clientOf),
  communities: comparison.communities.map(({ divisionCode, before, after }) => ({
    divisionCode,
    before: before && rounded(before),
    after: after && rounded(after),
  })),
  groups: comparison.groups.map(({ group, before, after }) => ({
    group,
    before: before && rounded(before),
    after: after && rounded(after),
  })),
  earlierId: null,
  laterId: null,
});

const changesSeen = (changes: RunComparison['gaining'], clientOf: ReadonlyMap<string, string>): ChangeOfNeed[] =>
  changes.flatMap((change) => {
    const clientId = clientOf.get(change.needId);
    return clientId === undefined ? [] : [{ ...change, clientId }];
  });
