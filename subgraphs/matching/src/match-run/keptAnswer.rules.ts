import type { MatchInput, MatchNeed, MatchOutcome, NeedOutcome } from '@hub/engine-matching';
import type { ServiceCode, Unit } from '@hub/values';
import { type Answer, answerOf, type ShortageId } from '../match/match.rules.ts';
import type { ResourceDemandRow } from '../resource/resourceDemand.entity.ts';
import type { ShortageRow } from '../shortage/shortage.entity.ts';
import type { AssignMethod } from './matchRun.entity.ts';
import type { ToldRun } from './matchRun.rules.ts';

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

/** What is kept of a need's outcome to tell the figures of the next run. */
export interface KeptNeed
  extends Pick<NeedOutcome, 'needId' | 'units' | 'fixedUnits' | 'proposedUnits' | 'unmet' | 'candidates' | 'cut'> {
  /** Points of all that is proposed. */
  readonly points: number;
  readonly helpers: readonly { readonly resourceId: string; readonly units: number }[];
}

/** The stored answer as the run that only looks at what changed must know it. */
export interface KeptAnswer {
  readonly input: MatchInput;
  readonly needs: ReadonlyMap<string, KeptNeed>;
  /** As they were solved last, by a full run or after a rest. */
  readonly shortages: ReadonlyMap<string, ShortageRow>;
  readonly demand: ReadonlyMap<string, ResourceDemandRow>;
  readonly examinedPairs: number;
  /** Changes since the last full run. */
  readonly changes: number;
}

export const keptNeedOf = (outcome: NeedOutcome): KeptNeed => {
  const { needId, units, fixedUnits, proposedUnits, unmet, candidates, cut, proposed } = outcome;
  return {
    ...{ needId, units, fixedUnits, proposedUnits, unmet, candidates, cut },
    points: proposed.reduce((sum, match) => sum + match.units * match.score, 0),
    helpers: proposed.map((match) => ({ resourceId: match.resourceId, units: match.units })),
  };
};

/** What is kept of a full run. */
export const keptAnswerOf = (
  input: MatchInput,
  outcome: { readonly needs: readonly KeptNeed[]; readonly examinedPairs: number },
  answer: Answer,
): KeptAnswer => ({
  input,
  needs: new Map(outcome.needs.map((need) => [need.needId, need])),
  shortages: new Map(answer.shortage.map((row) => [row.id, row])),
  demand: new Map(answer.resourceDemand.map((row) => [row.resourceId, row])),
  examinedPairs: outcome.examinedPairs,
  changes: 0,
});

/** What differs, as the engine tells it. */
interface Told {
  readonly needs: readonly NeedOutcome[];
  readonly method: AssignMethod;
  readonly objective: number;
  readonly gap: number;
  readonly loadCost: number;
}

/** An answer after some changes: what is kept of it, its figures, and the rows of what differs. */
export interface UpdatedAnswer {
  readonly kept: KeptAnswer;
  readonly told: ToldRun;
  /** All shortages; of the rest only the rows of `needIds` and `resourceIds`. */
  readonly answer: Answer;
  readonly needIds: readonly string[];
  readonly resourceIds: readonly string[];
}

/** The answer after so many changes. What an unlocked shortage would change stays as the last full run solved it. */
export function updatedAnswer(
  before: KeptAnswer,
  input: MatchInput,
  delta: Told,
  changes: number,
  shortageId: ShortageId,
): UpdatedAnswer {
  const fresh = new Map(delta.needs.map((need) => [need.needId, keptNeedOf(need)]));
  const needs = new Map(
    input.needs.flatMap(({ id }) => {
      const kept = fresh.get(id) ?? before.needs.get(id);
      return kept ? [[id, kept] as const] : [];
    }),
  );
  const gone = [...before.needs.keys()].filter((id) => !needs.has(id));
  const needIds = [...fresh.keys(), ...gone];
  const { demand, resourceIds } = demandAfter(before, needs, needIds, input);
  const rows = answerOf({ needs: delta.needs, shortages: [], resources: [] }, input.needs, shortageId);
  const answer = {
    ...rows,
    shortage: shortagesOf(input.needs, needs, before.shortages, shortageId),
    resourceDemand: resourceIds.flatMap((id) => demand.get(id) ?? []),
  };
  const kept = { ...before, input, needs, demand, changes: before.changes + changes };
  return { kept, told: toldOf(kept, delta), answer, needIds, resourceIds };
}

/** The answer with these figures: which needs are in which shortage, and what they were told, stays. */
export function refiguredAnswer(
  before: KeptAnswer,
  figures: Pick<MatchOutcome, 'shortages' | 'resources'>,
  shortageId: ShortageId,
): { readonly kept: KeptAnswer } & Pick<Answer, 'shortage' | 'resourceDemand'> {
  const { shortage, resourceDemand } = answerOf({ needs: [], ...figures }, [], shortageId);
  const shortages = new Map(shortage.map((row) => [row.id, row]));
  const demand = new Map(resourceDemand.map((row) => [row.resourceId, row]));
  return {
    kept: { ...before, shortages, demand },
    shortage: shortagesOf(before.input.needs, before.needs, shortages, shortageId),
    resourceDemand,
  };
}

function toldOf({ input, needs, examinedPairs }: KeptAnswer, { method, objective, gap, loadCost }: Told): ToldRun {
  const all = [...needs.values()];
  const sum = (of: (need: KeptNeed) => number): number => all.reduce((total, need) => total + of(need), 0);
  return {
    policyVersion: input.policy.version,
    needs: all,
    totals: {
      resources: input.resources.length,
      objective,
      dualBound: objective + gap,
      method,
      // Fairness earns what the proposals do not, less what their load takes.
      fairnessPoints: objective + loadCost - sum(({ points }) => points),
    },
    examinedPairs,
    eligiblePairs: sum(({ candidates }) => candidates),
    cutNeeds: sum(({ cut }) => Number(cut)),
  };
}

/** Units that are proposed of each resource now; who asks for it stays as the last full run counted it. */
function demandAfter(
  { needs: old, demand: stored }: KeptAnswer,
  now: ReadonlyMap<string, KeptNeed>,
  needIds: readonly string[],
  { resources }: MatchInput,
) {
  const more = new Map<string, number>();
  const add = (need: KeptNeed | undefined, sign: 1 | -1): void => {
    for (const { resourceId, units } of need?.helpers ?? [])
      more.set(resourceId, (more.get(resourceId) ?? 0) + sign * units);
  };
  for (const id of needIds) {
    add(old.get(id), -1);
    add(now.get(id), 1);
  }
  const there = new Set(resources.map(({ id }) => id));
  const gone = [...stored.keys()].filter((id) => !there.has(id));
  const moved = [...more].filter(([id, units]) => units !== 0 && there.has(id) && stored.has(id));
  const demand = new Map([...stored].filter(([id]) => there.has(id)));
  for (const [id, units] of moved) {
    const row = demand.get(id);
    if (row) demand.set(id, { ...row, proposedUnits: row.proposedUnits + units });
  }
  return { demand, resourceIds: [...moved.map(([id]) => id), ...gone] };
}

/** Unmet needs counted by their own division and first obstacle, as a full run counts them. */
function shortagesOf(
  needs: readonly MatchNeed[],
  kept: ReadonlyMap<string, KeptNeed>,
  solved: ReadonlyMap<string, ShortageRow>,
  shortageId: ShortageId,
): readonly ShortageRow[] {
  const counts = new Map<string, { readonly words: Parameters<ShortageId>; needs: number; units: number }>();
  for (const { id: needId, community, service, unit } of needs) {
    const unmet = kept.get(needId)?.unmet;
    const code = unmet?.obstacles[0];
    if (!unmet || code === undefined) continue;
    const words: Parameters<ShortageId> = [community, service, unit, code];
    const key = words.join(' ');
    const count = counts.get(key) ?? { words, needs: 0, units: 0 };
    count.needs++;
    count.units += unmet.units;
    counts.set(key, count);
  }
  // An id is a keyed hash, which is long to make for each shortage at each change.
  const knownOf = new Map(
    [...solved.values()].map((row) => [[row.divisionCode, row.serviceCode, row.unit, row.code].join(' '), row]),
  );
  return [...counts].map(([key, { words, needs: unmetNeeds, units: unmetUnits }]) => {
    const [divisionCode, service, unit, code] = words;
    const known = knownOf.get(key);
    return {
      ...{ id: known?.id ?? shortageId(...words), divisionCode, code, unmetNeeds, unmetUnits },
      // The words that the engine was given.
      ...{ serviceCode: service as ServiceCode, unit: unit as Unit },
      unlockCapacity: known?.unlockCapacity ?? null,
      unlockUnits: known?.unlockUnits ?? null,
      unlockNeeds: known?.unlockNeeds ?? null,
      unlockPoints: known?.unlockPoints ?? null,
    };
  });
}
