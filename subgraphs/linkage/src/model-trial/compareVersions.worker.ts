import { setImmediate as nextTurn } from 'node:timers/promises';
import { identityModel, type PersonLink } from '@hub/engine-linkage';
import { identityOf, pairOf } from '../people-index/identity.rules.ts';
import type { PeopleMemory } from '../people-index/peopleMemory.worker.ts';
import { linksWithin, unsurePairsOf } from '../person/evidence.rules.ts';
import type { RecordRow } from '../record/record.entity.ts';
import type { RecordIntake } from '../record/record.intake.ts';
import { affectedPseudonyms, comparedRecord } from '../record/record.rules.ts';
import type { TrialOutcome } from './modelTrial.rules.ts';
import type { TrialRecords } from './trialRecords.repository.ts';

export interface ComparisonParts {
  readonly records: TrialRecords;
  readonly intake: RecordIntake;
  readonly memory: PeopleMemory;
  readonly signal: AbortSignal;
  onProgress(done: number): Promise<void>;
}

const recordsAtOnce = 200;

/** What is counted of a version beside what is there now. */
export type Counted = Pick<TrialOutcome, 'persons' | 'joined' | 'split' | 'linksGained' | 'waiting'> & {
  /** Links that are there now and would stay. */
  readonly linksKept: number;
};

/** Goes over all records, slice by slice, and counts how the persons, links and questions of a version differ from those stored. */
export async function compareVersions(parts: ComparisonParts): Promise<Counted> {
  const { records, memory, signal, onProgress } = parts;
  const groupOf = new Map<string, string>();
  const split = new Set<string>();
  let [persons, joined, linksGained, linksKept, waiting, done] = [0, 0, 0, 0, 0, 0];
  for (let after = ''; ; ) {
    const rows = await records.after(after, recordsAtOnce);
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
    // Each group once, with the slice of its first record; what came after the trial began is in no group.
    const groups = rows.flatMap(({ id }) => {
      const members = memory.personOf(id);
      return members[0] === id ? [members] : [];
    });
    const members = await records.byIds(groups.flat());
    const personOf = new Map(members.map(({ id, personId }) => [id, personId]));
    for (const group of groups) {
      const before = new Set(group.flatMap((id) => personOf.get(id) ?? []));
      if (before.size > 1) joined += 1;
      for (const person of before) {
        const known = groupOf.get(person);
        if (known === undefined) groupOf.set(person, group[0] ?? '');
        else if (known !== group[0]) split.add(person);
      }
    }
    persons += groups.length;
    const stored = new Set((await records.linksOf([...new Set(personOf.values())])).map(([l, r]) => pairOf(l, r)));
    const links = await linksOf(groups, members, parts);
    const kept = links.filter((pair) => stored.has(pair)).length;
    linksKept += kept;
    linksGained += links.length - kept;
    for (const group of groups) waiting += unsureFrom(group, memory);
    done += rows.length;
    await onProgress(done);
    signal.throwIfAborted();
    await nextTurn();
  }
  return { persons, joined, split: split.size, linksGained, linksKept, waiting };
}

/** The links of these groups, as relinking would store them. */
async function linksOf(
  groups: readonly (readonly string[])[],
  members: readonly RecordRow[],
  { records, intake, memory }: ComparisonParts,
): Promise<string[]> {
  const several = new Set(groups.filter(({ length }) => length > 1).flat());
  const numbers = affectedPseudonyms(
    [],
    members.filter(({ id }) => several.has(id)),
  );
  const rows = await records.byPseudonyms(numbers.filter((one) => !memory.overused.has(one)));
  const compared = rows.map((row) => comparedRecord(row, intake.compared(row), memory.overused));
  const { links } = identityOf(compared, memory.decisionsOn(rows.map(({ id }) => id)));
  const identity = new Map(links.map((link): [string, PersonLink] => [pairOf(link.left, link.right), link]));
  const versions = { identity: identityModel.version, weighed: memory.version.id };
  return groups.flatMap((group) =>
    linksWithin(group, identity, memory, versions).map(({ leftRecord, rightRecord }) =>
      pairOf(leftRecord, rightRecord),
    ),
  );
}

/** Pairs that would wait, each counted with its smaller record. */
const unsureFrom = (group: readonly string[], memory: PeopleMemory): number =>
  new Set(unsurePairsOf(group, memory).flatMap(([left, right]) => (left < right ? [pairOf(left, right)] : []))).size;
