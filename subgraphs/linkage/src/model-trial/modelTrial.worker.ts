import { faultFields, type Opening, type Store, type Worker } from '@hub/kernel';
import { type Bell, createBell } from '../bell.ts';
import { linkRunOf } from '../link-run/linkRun.repository.ts';
import { modelVersionsIn } from '../model-version/modelVersion.repository.ts';
import { inForce } from '../model-version/modelVersion.rules.ts';
import { loadPeople } from '../people-index/loadPeople.worker.ts';
import type { PeopleMemory } from '../people-index/peopleMemory.worker.ts';
import type { RecordIntake } from '../record/record.intake.ts';
import type { LinkageTables } from '../tables.ts';
import { type Candidate, type CandidateParts, candidateFor, TrialFailure } from './candidate.worker.ts';
import { compareVersions } from './compareVersions.worker.ts';
import type { ModelTrialRow } from './modelTrial.entity.ts';
import { modelTrialsIn } from './modelTrial.repository.ts';
import { qualityUnder, type TrialOutcome } from './modelTrial.rules.ts';
import { trialRecordsIn } from './trialRecords.repository.ts';

export interface ModelTrialParts {
  readonly name: string;
  readonly opening: Opening;
  readonly store: Store<LinkageTables>;
  readonly intake: RecordIntake;
}

export interface ModelTrialing {
  readonly worker: Worker;
  /** Tells the worker that a trial was asked for. */
  begun(): void;
  /** Stops a trial that was cancelled, where it runs here. */
  cancelled(id: string): void;
}

/** Makes and tries versions, one after the other; whoever ends meanwhile begins the one under way again. */
export function createModelTrials(parts: ModelTrialParts): ModelTrialing {
  const bell: Bell = createBell();
  const stops = new Map<string, AbortController>();
  return {
    begun: bell.ring,
    cancelled: (id) => stops.get(id)?.abort(),
    worker: {
      name: `${parts.name} tries models`,
      async run({ signal, caughtUp }) {
        caughtUp();
        while (!signal.aborted) {
          const [trial] = await modelTrialsIn(parts.store.reads).open();
          if (trial === undefined) {
            await bell.heard(signal);
            continue;
          }
          const stop = new AbortController();
          stops.set(trial.id, stop);
          await runTrial(trial, parts, AbortSignal.any([signal, stop.signal])).finally(() => stops.delete(trial.id));
        }
      },
    },
  };
}

/** So many records between two words of how far it is: each word is a transaction. */
const recordsBetween = 5000;

async function runTrial(trial: ModelTrialRow, parts: ModelTrialParts, signal: AbortSignal): Promise<void> {
  const { store, opening } = parts;
  const ended = () => ({ id: trial.id, endedAt: opening.clock().toISOString() });
  let told = { stage: '', done: 0 };
  const progress: CandidateParts['progress'] = async (stage, done, total) => {
    if (stage === told.stage && done < total && done - told.done < recordsBetween) return;
    told = { stage, done };
    const row = { id: trial.id, status: 'RUNNING', stage, done, total } as const;
    // Another process may have cancelled it.
    if (!(await store.write(({ db }) => modelTrialsIn(db).save(row)))) throw new TrialEnded();
  };
  try {
    const candidate = await candidateFor(trial, { ...parts, signal, progress });
    const outcome = await outcomeOf(candidate, { ...parts, signal, progress });
    await store.write(async ({ db }) => {
      const { row, isNew } = candidate;
      const done = { ...ended(), status: 'DONE', modelVersion: row.id, outcome: JSON.stringify(outcome) } as const;
      if ((await modelTrialsIn(db).save(done)) && isNew) await modelVersionsIn(db).add(row);
    });
  } catch (problem) {
    if (signal.aborted || problem instanceof TrialEnded) return;
    const failure = problem instanceof TrialFailure ? problem.code : 'TRIAL_FAULT';
    if (failure === 'TRIAL_FAULT')
      opening.log.error('model trial failed', { trial: trial.id, ...faultFields(problem) });
    await store.write(({ db }) => modelTrialsIn(db).save({ ...ended(), status: 'FAILED', failure }));
  }
}

/** Somebody ended the trial: nothing is left to be done. */
class TrialEnded extends Error {}

async function outcomeOf({ row, taught }: Candidate, parts: CandidateParts): Promise<TrialOutcome> {
  const { store, intake, signal, progress } = parts;
  const onProgress = (done: number, of: number) => progress('WEIGHING', done, of);
  const { memory } = await loadPeople(inForce(row), { store, intake, signal, onProgress });
  const run = linkRunOf(store);
  const now = await run.figures();
  const records = trialRecordsIn(store.reads);
  const { linksKept, ...counted } = await compareVersions({
    ...{ records, intake, memory, signal },
    onProgress: (done) => progress('COMPARING', done, memory.size),
  });
  const judged = (await records.decided()).flatMap(({ left, right, verdict, kind }) => {
    const weight = weightOf(memory, left, right);
    return weight === null ? [] : [{ verdict, kind, weight }];
  });
  const [linksNow, waitingNow] = [now?.links ?? 0, now?.waiting ?? 0];
  return {
    ...counted,
    ...{ personsNow: now?.persons ?? 0, linksNow, waitingNow, linksLost: Math.max(0, linksNow - linksKept) },
    decisions: taught?.decisions ?? 0,
    shiftBits: taught?.shift ?? null,
    uncertaintyBits: taught?.uncertainty ?? null,
    ...qualityUnder(judged, { SAMPLE: linksNow, UNSURE: waitingNow }, row.automaticBits),
  };
}

const weightOf = (memory: PeopleMemory, left: string, right: string): number | null =>
  memory.explain(left, right)?.weight ?? null;
