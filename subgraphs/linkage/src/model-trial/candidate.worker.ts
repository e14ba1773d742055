import { setImmediate as nextTurn } from 'node:timers/promises';
import { cellsOfPerson, identityModel, PEOPLE_COLUMNS } from '@hub/engine-linkage';
import { type Opening, runInThread, type Store } from '@hub/kernel';
import type { ModelVersionRow } from '../model-version/modelVersion.entity.ts';
import { modelVersionsIn } from '../model-version/modelVersion.repository.ts';
import { inForce, readVersion, usualBars, type VersionInForce } from '../model-version/modelVersion.rules.ts';
import { peopleIndexIn } from '../people-index/peopleIndex.repository.ts';
import { createPeopleMemory } from '../people-index/peopleMemory.worker.ts';
import type { RecordRow } from '../record/record.entity.ts';
import type { RecordIntake } from '../record/record.intake.ts';
import { overusedOf } from '../record/record.rules.ts';
import type { LinkageTables } from '../tables.ts';
import type { ModelTrialRow, trialFailures, trialStages } from './modelTrial.entity.ts';
import { type JudgedPair, leastRecords, taught } from './modelTrial.rules.ts';
import { trialRecordsIn } from './trialRecords.repository.ts';

export interface CandidateParts {
  readonly opening: Opening;
  readonly store: Store<LinkageTables>;
  readonly intake: RecordIntake;
  readonly signal: AbortSignal;
  progress(stage: (typeof trialStages)[number], done: number, of: number): Promise<void>;
}

/** A version to try, and what was learned from decisions on the way to it. */
export interface Candidate {
  readonly row: ModelVersionRow;
  readonly isNew: boolean;
  readonly taught: { readonly decisions: number; readonly shift: number; readonly uncertainty: number } | null;
}

/** Why a trial ends before its end, where it is no fault. */
export class TrialFailure extends Error {
  readonly code: (typeof trialFailures)[number];
  constructor(code: (typeof trialFailures)[number]) {
    super(code);
    this.code = code;
  }
}

/** The version that a trial is about: made of the records, made of the one in force, or one that is there. */
export async function candidateFor(trial: ModelTrialRow, parts: CandidateParts): Promise<Candidate> {
  const { store, opening } = parts;
  const stored = async (id: string | undefined | null): Promise<ModelVersionRow> => {
    const row = id == null ? undefined : await modelVersionsIn(store.reads).byId(id);
    if (row === undefined || !readVersion(row).ok) throw new TrialFailure('MODEL_NOT_READABLE');
    return row;
  };
  if (trial.kind === 'VERSION') return { row: await stored(trial.modelVersion), isNew: false, taught: null };
  const base =
    trial.kind === 'DECISIONS'
      ? await stored((await peopleIndexIn(store.reads).state())?.modelVersion)
      : { ...usualBars, ...(await learned(parts)) };
  const judged = await judgedBy(inForce({ id: '', madeAt: '', madeBy: '', ...base }), parts);
  if (trial.kind === 'DECISIONS' && judged.length === 0) throw new TrialFailure('NO_DECISIONS');
  const { content, shift, uncertainty } = taught(base.content, judged);
  const { automaticBits, reviewBits, records } = base;
  const made = { id: opening.ids('model'), madeAt: opening.clock().toISOString(), madeBy: trial.askedBy };
  return {
    row: { ...made, automaticBits, reviewBits, records, content },
    isNew: true,
    taught: { decisions: judged.length, shift, uncertainty },
  };
}

const recordsAtOnce = 200;

/** Learns a version from all records in a thread of its own; what goes there is text in memory, and nothing of it is written. */
async function learned(parts: CandidateParts): Promise<Pick<ModelVersionRow, 'records' | 'content'>> {
  const { store, intake, signal, progress } = parts;
  const of = await peopleIndexIn(store.reads).count();
  if (of < leastRecords) throw new TrialFailure('TOO_FEW_RECORDS');
  const lines = [Buffer.from(`${PEOPLE_COLUMNS.join()}\n`)];
  let records = 0;
  for (let after = ''; ; ) {
    const rows = await trialRecordsIn(store.reads).after(after, recordsAtOnce);
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
    records += rows.length;
    lines.push(Buffer.from(rows.map((row) => lineOf(row, intake)).join('')));
    await progress('READING', records, of);
    signal.throwIfAborted();
    await nextTurn();
  }
  await progress('LEARNING', 0, records);
  const thread = new URL('./learnModelThread.worker.ts', import.meta.url);
  return { records, content: await runInThread<string>(thread, Buffer.concat(lines), signal) };
}

function lineOf(row: RecordRow, intake: RecordIntake): string {
  const cells = cellsOfPerson({ ...intake.compared(row), divisionCode: row.divisionCode });
  const texts = PEOPLE_COLUMNS.map((column) => (column === 'id' ? row.id : (cells[column] ?? '')));
  return `${texts.map((text) => `"${text.replaceAll('"', '""')}"`).join()}\n`;
}

/** The pairs that reviewers decided on in the queue, weighed by a version; those of which a record is gone teach nothing. */
async function judgedBy(version: VersionInForce, { store, intake }: CandidateParts): Promise<JudgedPair[]> {
  const records = trialRecordsIn(store.reads);
  const decided = await records.decided();
  const rows = await records.byIds([...new Set(decided.flatMap(({ left, right }) => [left, right]))]);
  const numbers = [...new Set(rows.flatMap(({ pseudonym }) => pseudonym ?? []))];
  const overused = overusedOf(new Map(), await records.byPseudonyms(numbers), identityModel.maximumGroupRecords);
  const memory = createPeopleMemory(version, rows.length);
  memory.change(() => {
    for (const row of rows) memory.put(row, intake.compared(row), overused.has(row.pseudonym ?? ''));
  });
  return decided.flatMap(({ left, right, verdict, kind }) => {
    const found = memory.explain(left, right);
    return found === null ? [] : [{ verdict, kind, weight: found.weight }];
  });
}
