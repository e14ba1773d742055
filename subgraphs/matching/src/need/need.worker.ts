import { feedReader, type Opening, type Store, type Worker } from '@hub/kernel';
import type { SealedColumns } from '@hub/vault';
import { copiedRecords } from '../copiedRecords.ts';
import type { MatchingTables } from '../tables.ts';
import { needCopyOf } from './need.intake.ts';
import { needCopiesIn } from './need.repository.ts';

export interface NeedReaderParts {
  readonly reader: string;
  readonly opening: Opening;
  readonly store: Store<MatchingTables>;
  readonly sealed: SealedColumns;
  /** Called when the copy has changed. */
  readonly changed: () => void;
}

/** Keeps the copy of needs. */
export function needReader({ reader, opening, store, sealed, changed }: NeedReaderParts): Worker {
  const toRow = needCopyOf(sealed);
  return feedReader<MatchingTables>({
    reader,
    of: 'social-work',
    kinds: ['need'],
    store,
    clock: opening.clock,
    ids: opening.ids,
    async apply(facts, transaction) {
      const { rows, gone } = copiedRecords(facts, toRow, opening.log);
      const needs = needCopiesIn(transaction);
      await needs.remove(gone);
      await needs.save(rows);
    },
    reset: (transaction) => needCopiesIn(transaction).clear(),
    applied: changed,
  });
}
