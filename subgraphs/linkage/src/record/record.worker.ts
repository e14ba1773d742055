import {
  type Fact,
  feedReader,
  type Opening,
  type Store,
  type StoreLocation,
  type Transaction,
  type Worker,
} from '@hub/kernel';
import type { PeopleLinking } from '../people-index/peopleLinking.worker.ts';
import type { LinkageTables } from '../tables.ts';
import { kindOfSource, type Source, sources } from './record.entity.ts';
import type { RecordIntake } from './record.intake.ts';
import { recordsIn } from './record.repository.ts';
import { recordKey } from './record.rules.ts';

export interface RecordReaderParts {
  readonly reader: string;
  readonly opening: Opening;
  readonly store: Store<LinkageTables>;
  readonly intake: RecordIntake;
  readonly linking: PeopleLinking;
}

/** So few that questions wait for one batch no longer than for a slice of relinking. */
const factsAtOnce = 200;
/** After a bulk load nobody asks, and each batch waits for the disk twice: here, and for the ledger. */
const factsOfBulk = 2000;

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
      limit: isBulk(parts.opening.location) ? factsOfBulk : factsAtOnce,
      reset: (transaction) => withdrawAll(source, parts, transaction),
      prepare: parts.linking.load,
    }),
  );

const isBulk = (location: StoreLocation): boolean => location.dialect === 'sqlite' && location.bulk === true;

async function applyFacts(
  source: Source,
  facts: readonly Fact[],
  { intake, linking }: RecordReaderParts,
  transaction: Transaction<LinkageTables>,
): Promise<void> {
  const incoming = facts.flatMap((fact) => (fact.record === null ? [] : [intake.toRow(source, fact)]));
  const withdrawn = facts.flatMap(({ id, record }) => (record === null ? [recordKey(source, id)] : []));
  await linking.apply({ incoming, withdrawn }, transaction);
}

const withdrawnAtOnce = 500;

/** Before a new epoch is replayed its records are withdrawn; each finds its person again when it comes back. */
async function withdrawAll(
  source: Source,
  { store, linking }: RecordReaderParts,
  transaction: Transaction<LinkageTables>,
): Promise<void> {
  const records = recordsIn(transaction, store);
  for (;;) {
    const some = await records.someOf(source, withdrawnAtOnce);
    if (some.length === 0) return;
    await linking.apply({ withdrawn: some.map(({ recordId }) => recordKey(source, recordId)) }, transaction);
  }
}
