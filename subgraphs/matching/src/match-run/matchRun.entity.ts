import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/** How an assignment was found, as the contract names it. */
export type AssignMethod = 'FLOW' | 'BRANCH_AND_BOUND' | 'HEURISTIC';

/** `INCREMENTAL`: solved from the run before, only what changed since. */
export type RunKind = 'FULL' | 'INCREMENTAL';

/** A finished run with its figures over everyone; the newest has the highest key. Runs of earlier versions lack some. */
export const MatchRunEntity = defineEntity({
  name: 'MatchRun',
  tableName: 'match_run',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    kind: p.string().$type<RunKind>(),
    /** The only division that it looked at; `null` for all. */
    divisionCode: p.string().nullable(),
    startedAt: p.string().nullable(),
    finishedAt: p.string(),
    engineVersion: p.string().nullable(),
    policyVersion: p.string(),
    /** Its explanation and whatever else a run says of its policy, as JSON. */
    policy: p.string().nullable(),
    needs: p.integer(),
    met: p.integer(),
    partlyMet: p.integer(),
    unmet: p.integer(),
    resources: p.integer(),
    /** Of an incremental run, those of the full run that it goes back to. */
    examinedPairs: p.integer(),
    eligiblePairs: p.bigint('number').nullable(),
    cutNeeds: p.integer().nullable(),
    objective: p.bigint('number'),
    dualBound: p.bigint('number'),
    method: p.string().$type<AssignMethod>().nullable(),
    fairnessPoints: p.bigint('number').nullable(),
    inputDigest: p.string().nullable(),
    /** Of full runs only. */
    answerDigest: p.string().nullable(),
    /** Figures by place, category and unit, and by group, as JSON. */
    cells: p.string(),
    groupShares: p.string(),
  },
});

export type MatchRunRow = RowOf<typeof MatchRunEntity>;

/** How a run went for the needs of one place, category and unit; shares are added up. */
export interface RunCell {
  readonly divisionCode: string;
  readonly category: string;
  readonly unit: string;
  readonly needs: number;
  readonly met: number;
  readonly partlyMet: number;
  readonly wantedUnits: number;
  readonly servedUnits: number;
  readonly shares: number;
}

/** How a run went for some needs. */
export interface RunFigures {
  readonly id: string;
  readonly cells: readonly RunCell[];
}

/** Needs whose people have the same set of groups; shares are added up. */
export interface GroupCell {
  readonly groups: readonly string[];
  readonly needs: number;
  readonly shares: number;
}

export interface GroupsOfRun {
  readonly id: string;
  readonly cells: readonly GroupCell[];
}

/** Needs of one group of people, and the mean share that is served of them. */
export interface FiguresOfGroup {
  readonly group: string;
  readonly needs: number;
  readonly servedShare: number;
}

/** Of so many runs it is kept what they changed for each need. */
export const runsComparable = 100;

/** How far the engine has come with a run: `done` of `of` within the stage. */
export interface MatchProgress {
  readonly stage: 'ELIGIBLE' | 'ASSIGN' | 'EXPLAIN';
  readonly done: number;
  readonly of: number;
}
