import { setImmediate as nextTurn } from 'node:timers/promises';
import { identityModel } from '@hub/engine-linkage';
import type { Store } from '@hub/kernel';
import type { VersionInForce } from '../model-version/modelVersion.rules.ts';
import type { RecordRow } from '../record/record.entity.ts';
import type { RecordIntake } from '../record/record.intake.ts';
import { comparedRecord } from '../record/record.rules.ts';
import type { LinkageTables } from '../tables.ts';
import { identityOf } from './identity.rules.ts';
import { peopleIndexIn } from './peopleIndex.repository.ts';
import { createPeopleMemory, type PeopleMemory } from './peopleMemory.worker.ts';

/** The index in memory, and the change of the store up to which it holds all. */
export interface LoadedPeople {
  readonly memory: PeopleMemory;
  readonly number: number;
  readonly token: string;
}

export interface LoadingParts {
  readonly store: Store<LinkageTables>;
  readonly intake: RecordIntake;
  readonly signal?: AbortSignal | undefined;
  onProgress?(done: number, of: number): Promise<void>;
}

/** So few at a time that questions never wait long for the one thread. */
const rowsAtOnce = 100;
const none: ReadonlySet<string> = new Set();

/** Builds the index from the store, slice by slice; what changes meanwhile has a higher number and is brought in later. */
export async function loadPeople(
  version: VersionInForce,
  { store, intake, signal, onProgress }: LoadingParts,
): Promise<LoadedPeople> {
  const stored = peopleIndexIn(store.reads);
  const state = await stored.state();
  const of = await stored.count();
  const memory = createPeopleMemory(version, of);
  for (const { leftRecord, rightRecord, verdict } of await stored.decisionsSince(-1))
    memory.setDecision(leftRecord, rightRecord, verdict);
  const afterSlice = async () => {
    memory.takeTouched();
    await onProgress?.(memory.size, of);
    signal?.throwIfAborted();
    await nextTurn();
  };

  let group: RecordRow[] = [];
  let place = { pseudonym: '', id: '' };
  for (;;) {
    const rows = await stored.numberedAfter(place, rowsAtOnce);
    for (const row of rows) {
      if (group[0] && group[0].pseudonym !== row.pseudonym) {
        memory.change(() => enterNumber(group, memory, intake));
        group = [];
      }
      group.push(row);
    }
    const last = rows.at(-1);
    if (!last) break;
    place = { pseudonym: last.pseudonym ?? '', id: last.id };
    await afterSlice();
  }
  memory.change(() => enterNumber(group, memory, intake));
  for (let after = ''; ; ) {
    const rows = await stored.unnumberedAfter(after, rowsAtOnce);
    memory.change(() => {
      for (const row of rows) memory.put(row, intake.compared(row), false);
    });
    await afterSlice();
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
  }
  return { memory, number: state?.number ?? 0, token: state?.token ?? '' };
}

/** All records of one number. */
function enterNumber(group: readonly RecordRow[], memory: PeopleMemory, intake: RecordIntake): void {
  const pseudonym = group[0]?.pseudonym;
  if (pseudonym == null) return;
  const isOverused = group.length > identityModel.maximumGroupRecords;
  memory.setOverused(pseudonym, isOverused);
  const compared = group.map((row) => {
    const fields = intake.compared(row);
    memory.put(row, fields, isOverused);
    return comparedRecord(row, fields, none);
  });
  if (isOverused || group.length < 2) return;
  const decided = memory.decisionsOn(group.map(({ id }) => id));
  memory.setIdentity(pseudonym, identityOf(compared, decided).decisions.get(pseudonym) ?? []);
}
