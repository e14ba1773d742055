import { type Fact, feedReader, type Opening, type Store, type Worker } from '@hub/kernel';
import { copiedRecords } from '../copiedRecords.ts';
import type { MatchingTables } from '../tables.ts';
import { familyKeysText, type KeyedKind, keyedKinds, type PersonKeyRow } from './personKey.entity.ts';
import { personKeysIn } from './personKey.repository.ts';

export interface PersonKeyReaderParts {
  readonly reader: string;
  readonly opening: Opening;
  readonly store: Store<MatchingTables>;
  /** Called when it has changed who is one person. */
  readonly changed: () => void;
}

/** Keeps the copy of who is one person. */
export function personKeyReader({ reader, opening, store, changed }: PersonKeyReaderParts): Worker {
  const keysOf = (recordKind: KeyedKind, facts: readonly Fact[]) =>
    copiedRecords<PersonKeyRow>(
      facts.filter(({ kind }) => kind === recordKind),
      (recordId, record) => ({
        ...{ recordKind, recordId, personKey: record.text('person') },
        familyKeys: familyKeysText(record.optionalTexts('families')),
      }),
      opening.log,
    );
  return feedReader<MatchingTables>({
    reader,
    of: 'linkage',
    kinds: keyedKinds,
    store,
    clock: opening.clock,
    ids: opening.ids,
    async apply(facts, transaction) {
      const keys = personKeysIn(transaction, keyedKinds);
      for (const kind of keyedKinds) {
        const { rows, gone } = keysOf(kind, facts);
        await keys.remove(kind, gone);
        await keys.save(rows);
      }
    },
    reset: (transaction) => personKeysIn(transaction, keyedKinds).clear(),
    applied: changed,
  });
}
