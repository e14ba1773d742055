import { identityModel, linkByIdentity } from '@hub/engine-linkage';
import { type Fact, feedReader, type Opening, type Store, type Transaction, type Worker } from '@hub/kernel';
import { type MembershipBefore, settleMembership } from '../person/membership.rules.ts';
import { personsIn } from '../person/person.repository.ts';
import { linkRowsOf } from '../person/person.rules.ts';
import { keyedRecordsOf } from '../person-key/personKey.rules.ts';
import { changedServedResidents } from '../served-resident/servedResident.rules.ts';
import type { LinkageTables } from '../tables.ts';
import { type IncomingRecord, kindOfSource, type RecordRow, type Source, sources } from './record.entity.ts';
import type { RecordIntake } from './record.intake.ts';
import { recordsIn } from './record.repository.ts';
import { affectedPseudonyms, comparedRecord, overusedOf, recordKey } from './record.rules.ts';

export interface RecordReaderParts {
  readonly reader: string;
  readonly opening: Opening;
  readonly store: Store<LinkageTables>;
  readonly intake: RecordIntake;
}

/** One reader for each department; whatever a batch changes is linked anew in the transaction that saves it. */
export const recordReaders = (parts: RecordReaderParts): Worker[] =>
  sources.map((source) =>
    feedReader<LinkageTables>({
      reader: parts.reader,
      of: source,
      kinds: [kindOfSource[source]],
      store: parts.store,
      clock: parts.opening.clock,
      ids: parts.opening.ids,
      apply: (facts, transaction) => applyFacts(source, facts, parts, transaction),
      reset: (transaction) => withdrawAll(source, parts, transaction),
    }),
  );

async function applyFacts(
  source: Source,
  facts: readonly Fact[],
  { opening, store, intake }: RecordReaderParts,
  transaction: Transaction<LinkageTables>,
): Promise<void> {
  const records = recordsIn(transaction, store);
  const persons = personsIn(transaction);
  await records.lock();
  const batch = facts.map(({ id }) => recordKey(source, id));
  const incoming = facts.flatMap((fact) => (fact.record === null ? [] : [intake.toRow(source, fact)]));
  const { stored, others, overused } = await concernedBy(batch, incoming, records);

  const concerned = [...others, ...incoming];
  const compared = concerned.map((row) => comparedRecord(row, intake.compared(row), overused));
  const linked = linkByIdentity(compared, identityModel).persons;
  const before = await membershipOf([...stored, ...others], concerned, persons);
  const groups = linked.map(({ members }) => members);
  const { personOf, changed, moves } = settleMembership(groups, before, () => opening.ids('person'));

  const inBatch = new Set(batch);
  const belonging = concerned.map((row) => ({ ...row, personId: personOf.get(row.id) ?? '' }));
  await records.remove(batch.filter((id) => !personOf.has(id)));
  await records.save(belonging.filter(({ id, personId }) => inBatch.has(id) || before.personOf.get(id) !== personId));
  await records.tellServed(changedServedResidents([...stored, ...others], belonging));
  await records.tellMoved(keyedRecordsOf(moves.map(({ record }) => record)));
  await persons.save(changed);
  await persons.replaceLinks([...before.personOf.values()], linkRowsOf(linked, personOf, identityModel.version));
  const at = opening.clock().toISOString();
  await persons.addHistory(moves.map((move) => ({ ...move, at, modelVersion: identityModel.version })));
}

/** What the store holds of a batch's records, and all other records whose persons the batch may change. */
async function concernedBy(
  batch: readonly string[],
  incoming: readonly IncomingRecord[],
  records: ReturnType<typeof recordsIn>,
) {
  const stored = await records.byIds(batch);
  const pseudonyms = affectedPseudonyms(stored, incoming);
  const held = await records.countByPseudonym(pseudonyms, batch);
  const overused = overusedOf(held, incoming, identityModel.maximumGroupRecords);
  const usable = pseudonyms.filter((pseudonym) => !overused.has(pseudonym));
  const others = [
    ...(await records.byPseudonyms(usable, batch)),
    ...(await records.joinedByPseudonyms([...overused], batch)),
  ];
  return { stored, others, overused };
}

async function membershipOf(
  rows: readonly RecordRow[],
  concerned: readonly IncomingRecord[],
  persons: ReturnType<typeof personsIn>,
): Promise<MembershipBefore> {
  const personOf = new Map(rows.map(({ id, personId }) => [id, personId]));
  const living = await persons.byIds([...new Set(personOf.values())]);
  const ended = await persons.byHeirs(concerned.map(({ id }) => id));
  return { personOf, persons: [...living, ...ended] };
}

const withdrawnAtOnce = 500;

/** Before a new epoch is replayed its records are withdrawn; each finds its person again when it comes back. */
async function withdrawAll(
  source: Source,
  parts: RecordReaderParts,
  transaction: Transaction<LinkageTables>,
): Promise<void> {
  const records = recordsIn(transaction, parts.store);
  await records.lock();
  for (;;) {
    const some = await records.someOf(source, withdrawnAtOnce);
    if (some.length === 0) return;
    const tombstones = some.map(({ recordId: id }) => ({ kind: kindOfSource[source], id, version: 0, record: null }));
    await applyFacts(source, tombstones, parts, transaction);
  }
}
