import { engineVersion, type LevelReport, type MatchInput, type MatchTotals } from '@hub/engine-matching';
import { scopeOf, type Viewer } from '@hub/engine-policy';
import { type AuditEntry, auditEntryOf, type Subject } from '@hub/kernel';
import type { Answer } from '../match/match.rules.ts';
import type { ComparedRun } from './comparison.rules.ts';
import { figuresOver } from './figures.rules.ts';
import {
  type FiguresOfGroup,
  type MatchRunRow,
  type RunCell,
  type RunKind,
  runsComparable,
} from './matchRun.entity.ts';
import type { RunTally } from './runTally.rules.ts';

/** Operators keep the hub going and see no record. */
export const keepsTheHubGoing = ({ role }: Viewer): boolean => role === 'operator';

/** Officers of a district match resources. */
export const matchesResources = ({ role, purpose }: Viewer): boolean =>
  role === 'district-officer' && purpose === 'RESOURCE_MATCHING';

/** By what it is decided whether a viewer is told figures over everyone. */
export interface Post {
  readonly keepsTheHubGoing: boolean;
  readonly matchesResources: boolean;
  readonly divisions: readonly string[];
}

export const postOf = (viewer: Viewer): Post => ({
  keepsTheHubGoing: keepsTheHubGoing(viewer),
  matchesResources: matchesResources(viewer),
  divisions: viewer.divisions,
});

/** Which groups people belong to is written with clients: who sees no client is told of no group, not even by a count. */
export const seesClients = (viewer: Viewer): boolean => scopeOf(viewer, 'client') !== 'NONE';

/** Operators start runs to keep the hub going, officers of the district to match resources. */
export const mayStartMatchRun = (viewer: Viewer): boolean => keepsTheHubGoing(viewer) || matchesResources(viewer);

/** A run has figures and is about nobody. */
export const subjectOfMatchRun = ({ id }: MatchRunRow): Subject => ({
  id,
  divisionCode: null,
  ownerOrganisationId: null,
  bornOn: null,
});

const pairsAtHand = 20_000;

/** Whether a run may take so long that others would have to wait for it. */
export const isLarge = ({ needs, resources }: Pick<MatchInput, 'needs' | 'resources'>): boolean =>
  needs.length * resources.length > pairsAtHand;

/** When a run began and ended, and what it was given and answered, in short. */
export interface RunCircumstances {
  readonly id: string;
  readonly kind: RunKind;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly inputDigest: string;
  /** `null` where the whole answer was not at hand. */
  readonly answerDigest: string | null;
  /** The only division that it looked at. */
  readonly division: string | null;
}

/** What a run's figures are made of. */
export interface ToldRun {
  readonly policyVersion: string;
  /** Of all needs that were looked at. */
  readonly tally: RunTally;
  readonly totals: Pick<MatchTotals, 'resources' | 'objective' | 'dualBound' | 'method' | 'fairnessPoints'>;
  readonly examinedPairs: number;
  readonly levels?: readonly LevelReport[];
}

/** A run as it is stored. */
export const runOf = (
  outcome: ToldRun,
  { policy }: Pick<MatchInput, 'policy'>,
  { division, ...circumstances }: RunCircumstances,
): MatchRunRow => {
  const figures = figuresOver(outcome.tally.cells());
  const { eligiblePairs, cutNeeds } = outcome.tally.totals();
  return {
    ...circumstances,
    divisionCode: division,
    engineVersion,
    policyVersion: outcome.policyVersion,
    policy: JSON.stringify({ explanation: policy.explanation, levels: levelsIn(outcome) }),
    needs: figures.needs,
    met: figures.met,
    partlyMet: figures.partlyMet,
    unmet: figures.unmet,
    resources: outcome.totals.resources,
    examinedPairs: outcome.examinedPairs,
    eligiblePairs,
    cutNeeds,
    objective: outcome.totals.objective,
    dualBound: outcome.totals.dualBound,
    method: outcome.totals.method,
    fairnessPoints: outcome.totals.fairnessPoints,
    cells: outcome.tally.cellsText(),
    groupShares: JSON.stringify(outcome.tally.groups()),
  };
};

/** Only `runOf` writes these columns. */
export const cellsOfRun = ({ cells }: MatchRunRow): readonly RunCell[] => JSON.parse(cells) as RunCell[];
export const groupsOfRun = ({ groupShares }: MatchRunRow): readonly FiguresOfGroup[] =>
  JSON.parse(groupShares) as FiguresOfGroup[];

/** What one level of the policy earned in a run and cost the others. */
export interface LevelOfRun {
  readonly level: string;
  readonly points: number;
  readonly cost: number;
  readonly met: number;
  readonly metWithout: number;
  readonly isExact: boolean;
}

const levelsIn = ({ levels }: ToldRun): readonly LevelOfRun[] | null =>
  levels?.map(({ level, points, cost, met, isExact }) => ({
    ...{ level, points, cost, isExact },
    met: met.now,
    metWithout: met.without,
  })) ?? null;

const mostLevelledNeeds = 3_000;

/** Whether a run also tells what each level of the policy cost the others: it takes as many solves more as there are levels. */
export const tellsLevels = ({ needs }: Pick<MatchInput, 'needs'>): boolean => needs.length <= mostLevelledNeeds;

export interface PolicyOfRun {
  readonly version: string;
  /** `null` for runs of earlier versions. */
  readonly explanation: Readonly<Record<'zh' | 'en', string>> | null;
  readonly levels?: readonly LevelOfRun[] | null;
}

export const policyOfRun = ({ policyVersion, policy }: MatchRunRow): PolicyOfRun => ({
  version: policyVersion,
  ...(JSON.parse(policy ?? '{"explanation":null}') as Pick<PolicyOfRun, 'explanation' | 'levels'>),
});

/** Pairs that a run put to the rules; an incremental run counts none. */
export const examinedPairsOf = ({ kind, examinedPairs }: MatchRunRow): number | null =>
  kind === 'FULL' ? examinedPairs : null;

/** How long a run took, as far as it is known when it began. */
export const millisecondsOf = ({ startedAt, finishedAt }: MatchRunRow): number | null =>
  startedAt === null ? null : Date.parse(finishedAt) - Date.parse(startedAt);

export const comparedRunOf = (run: MatchRunRow): ComparedRun => ({
  ...run,
  cells: cellsOfRun(run),
  groups: groupsOfRun(run),
  levels: policyOfRun(run).levels ?? null,
});

/** Whether it is still known what the runs since this one changed. */
export const isComparable = (earlierKey: number, lastKey: number): boolean => lastKey - earlierKey <= runsComparable;

/** All that a run answers, as it is stored. */
export const partsOfAnswer = ({ match, unmet, shortage, resourceDemand, needAnswer }: Answer) => [
  match,
  unmet,
  shortage,
  resourceDemand,
  needAnswer,
];

/**
 * What the ledger says of a run before it begins. Whose needs were read into the copy stands in the entries of the feed's batches, so a
 * run names itself and how many needs it looks at.
 */
export const auditEntryOfRun = (
  id: string,
  { needs, policy }: Pick<MatchInput, 'needs' | 'policy'>,
  at: string,
): AuditEntry =>
  auditEntryOf({
    action: 'BATCH',
    actor: 'matching',
    role: 'worker',
    purpose: 'RESOURCE_MATCHING',
    basis: 'STATUTORY_DUTY',
    requestId: id,
    operation: `matching of ${needs.length} open needs`,
    outcome: 'ALLOWED',
    fieldClasses: ['ASSISTANCE', 'CASE', 'CONTACT'],
    subjects: [`MatchRun:${id}`],
    rows: needs.length,
    policyVersion: `matching ${policy.version}`,
    at,
  });
