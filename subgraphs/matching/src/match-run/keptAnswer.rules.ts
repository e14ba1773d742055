import type { MatchInput, MatchNeed, MatchOutcome, MatchResource, NeedOutcome } from '@hub/engine-matching';
import type { ServiceCode, Unit } from '@hub/values';
import { type Answer, answerOf, rowsOfFigures, type ShortageId } from '../match/match.rules.ts';
import type { ResourceDemandRow } from '../resource/resourceDemand.entity.ts';
import type { ShortageRow } from '../shortage/shortage.entity.ts';
import type { Differing } from './differing.rules.ts';
import type { AssignMethod } from './matchRun.entity.ts';
import type { ToldRun } from './matchRun.rules.ts';
import { type CountedShortage, createRunTally, type KeptNeed, type RunTally } from './runTally.rules.ts';

/** Most records that may differ from the last full run, in all and as a share of all records. */
const mostChangedRecords = 200;
const mostChangedShare = 0.05;
/** A district of a million residents has 330,000; its open run takes some gigabytes. */
const mostKeptNeeds = 400_000;

/** How many records may differ from the last full run for a run of only what changed. */
export const changesBeforeFullRun = ({ needs, resources }: Pick<MatchInput, 'needs' | 'resources'>): number =>
  Math.min(mostChangedRecords, Math.floor(mostChangedShare * (needs.length + resources.length)));

/** Whether a run is kept open: not when any change is too large a share of it, and not when it would take too much memory. */
export const isWorthKeeping = (input: Pick<MatchInput, 'needs' | 'resources'>): boolean =>
  changesBeforeFullRun(input) > 0 && input.needs.length <= mostKeptNeeds;

export const keptNeedOf = (outcome: NeedOutcome): KeptNeed => {
  const { needId, units, fixedUnits, proposedUnits, unmet, candidates, cut, proposed } = outcome;
  return {
    ...{ needId, units, fixedUnits, proposedUnits, unmet, candidates, cut },
    points: proposed.reduce((sum, match) => sum + match.units * match.score, 0),
    helpers: proposed.map((match) => ({ resourceId: match.resourceId, units: match.units })),
  };
};

/** A need beside what it was answered. */
export interface AnsweredNeed {
  readonly need: MatchNeed;
  readonly outcome: KeptNeed;
}

/** The stored answer as the run that only looks at what changed must know it. Each update changes it in its place. */
export interface KeptAnswer {
  readonly needs: Map<string, AnsweredNeed>;
  /** Of all of them. */
  readonly tally: RunTally;
  /** As they were solved last, by a full run or after a rest. */
  shortages: ReadonlyMap<string, ShortageRow>;
  demand: Map<string, ResourceDemandRow>;
  readonly examinedPairs: number;
  /** Changes since the last full run. */
  changes: number;
}

/** The needs that were looked at, as far as they were answered, and their figures. */
export function answeredNeeds(
  needs: readonly MatchNeed[],
  outcomes: readonly KeptNeed[],
): Pick<KeptAnswer, 'needs' | 'tally'> {
  const outcomeOf = new Map(outcomes.map((outcome) => [outcome.needId, outcome]));
  const [answered, tally] = [new Map<string, AnsweredNeed>(), createRunTally()];
  for (const need of needs) {
    const outcome = outcomeOf.get(need.id);
    if (!outcome) continue;
    answered.set(need.id, { need, outcome });
    tally.count(need, outcome, 1);
  }
  tally.changedShortages(); // all are told
  return { needs: answered, tally };
}

/** What is kept of a full run. */
export const keptAnswerOf = (
  answered: Pick<KeptAnswer, 'needs' | 'tally'>,
  examinedPairs: number,
  answer: Pick<Answer, 'shortage' | 'resourceDemand'>,
): KeptAnswer => ({
  ...answered,
  shortages: byWords(answer.shortage),
  demand: new Map(answer.resourceDemand.map((row) => [row.resourceId, row])),
  examinedPairs,
  changes: 0,
});

/** Shortages by what they are about: an id is a keyed hash, which is long to make for each of them at each change. */
const byWords = (rows: readonly ShortageRow[]): ReadonlyMap<string, ShortageRow> =>
  new Map(rows.map((row) => [[row.divisionCode, row.serviceCode, row.unit, row.code].join(' '), row]));

/** What differs, as the engine tells it. */
interface Told {
  readonly needs: readonly NeedOutcome[];
  readonly method: AssignMethod;
  readonly objective: number;
  readonly gap: number;
  readonly loadCost: number;
}

/** What was changed since, as far as an answer must know it. */
export interface ChangedInput {
  readonly needs: Differing<MatchNeed>;
  readonly resources: Pick<Differing<MatchResource>, 'gone'>;
}

/** An answer after some changes: its figures, and the rows of what differs. */
export interface UpdatedAnswer {
  readonly told: ToldRun;
  /** Only the rows of these needs, shortages and resources; what has none of them is no more. */
  readonly answer: Answer;
  readonly needIds: readonly string[];
  readonly shortageIds: readonly string[];
  readonly resourceIds: readonly string[];
}

/** Brings the answer up to date, need by need. What an unlocked shortage would change stays as the last full run solved it. */
export function updateAnswer(
  kept: KeptAnswer,
  { policy, resources }: Pick<MatchInput, 'policy' | 'resources'>,
  { needs: changed, resources: { gone: goneResources } }: ChangedInput,
  delta: Told,
  shortageId: ShortageId,
): UpdatedAnswer {
  const given = new Map(changed.given.map((need) => [need.id, need]));
  const outcomes = new Map(delta.needs.map((outcome) => [outcome.needId, keptNeedOf(outcome)]));
  const goneNeeds = changed.gone.filter((id) => kept.needs.has(id));
  const proposed = new Map<string, number>();
  const count = (answered: AnsweredNeed | undefined, sign: 1 | -1): void => {
    if (!answered) return;
    kept.tally.count(answered.need, answered.outcome, sign);
    for (const { resourceId, units } of answered.outcome.helpers)
      proposed.set(resourceId, (proposed.get(resourceId) ?? 0) + sign * units);
  };
  for (const id of new Set([...outcomes.keys(), ...given.keys()])) {
    const before = kept.needs.get(id);
    const [need, outcome] = [given.get(id) ?? before?.need, outcomes.get(id) ?? before?.outcome];
    if (!need || !outcome) continue;
    const answered = { need, outcome };
    count(before, -1);
    count(answered, 1);
    kept.needs.set(id, answered);
  }
  for (const id of goneNeeds) {
    count(kept.needs.get(id), -1);
    kept.needs.delete(id);
  }
  const needIds = [...new Set([...outcomes.keys(), ...goneNeeds])];
  const resourceIds = updateDemand(kept.demand, proposed, goneResources);
  const answeredNow = needIds.flatMap((id) => kept.needs.get(id)?.need ?? []);
  const rows = answerOf({ needs: delta.needs, shortages: [], resources: [] }, answeredNow, shortageId);
  const shortages = kept.tally.changedShortages().map((counted) => shortageOf(counted, kept, shortageId));
  const answer = {
    ...rows,
    shortage: shortages.filter(({ unmetNeeds }) => unmetNeeds > 0),
    resourceDemand: resourceIds.flatMap((id) => kept.demand.get(id) ?? []),
  };
  const { method, objective, gap, loadCost } = delta;
  const totals = {
    ...{ resources: resources.length, objective, dualBound: objective + gap, method },
    // Fairness earns what the proposals do not, less what their load takes.
    fairnessPoints: objective + loadCost - kept.tally.totals().points,
  };
  const { tally, examinedPairs } = kept;
  const told = { policyVersion: policy.version, tally, totals, examinedPairs };
  return { told, answer, needIds, shortageIds: shortages.map(({ id }) => id), resourceIds };
}

/** Puts these figures into the answer: which needs are in which shortage, and what they were told, stays. */
export function refigureAnswer(
  kept: KeptAnswer,
  figures: Pick<MatchOutcome, 'shortages' | 'resources'>,
  shortageId: ShortageId,
): Pick<Answer, 'shortage' | 'resourceDemand'> {
  const { shortage, resourceDemand } = rowsOfFigures(figures, shortageId);
  kept.shortages = byWords(shortage);
  kept.demand = new Map(resourceDemand.map((row) => [row.resourceId, row]));
  return {
    shortage: kept.tally.shortages().map((counted) => shortageOf(counted, kept, shortageId)),
    resourceDemand,
  };
}

/** Units that are proposed of each resource now; who asks for it stays as the last full run counted it. Gives the rows that changed or went. */
function updateDemand(
  demand: KeptAnswer['demand'],
  more: ReadonlyMap<string, number>,
  gone: readonly string[],
): readonly string[] {
  const left = gone.filter((id) => demand.delete(id));
  const moved: string[] = [];
  for (const [id, units] of more) {
    const row = demand.get(id);
    if (row === undefined || units === 0) continue;
    demand.set(id, { ...row, proposedUnits: row.proposedUnits + units });
    moved.push(id);
  }
  return [...moved, ...left];
}

/** Unmet needs counted by their own division and first obstacle, as a full run counts them. */
function shortageOf(
  { words, needs: unmetNeeds, units: unmetUnits }: CountedShortage,
  { shortages }: KeptAnswer,
  shortageId: ShortageId,
): ShortageRow {
  const [divisionCode, service, unit, code] = words;
  const known = shortages.get(words.join(' '));
  return {
    ...{ id: known?.id ?? shortageId(...words), divisionCode, code, unmetNeeds, unmetUnits },
    // The words that the engine was given.
    ...{ serviceCode: service as ServiceCode, unit: unit as Unit },
    unlockCapacity: known?.unlockCapacity ?? null,
    unlockUnits: known?.unlockUnits ?? null,
    unlockNeeds: known?.unlockNeeds ?? null,
    unlockPoints: known?.unlockPoints ?? null,
  };
}
