import type { Transaction } from '@hub/kernel';
import { writeInChunks } from '../chunks.ts';
import type { LinkageTables } from '../tables.ts';
import type { ReviewPairRow } from './reviewPair.entity.ts';

/** What people shall judge, as a change of records leaves it, inside its transaction. */
export const reviewPairsIn = ({ db }: Transaction<LinkageTables>) => ({
  /** Puts these pairs in the place of all pairs that one of the records belongs to. */
  async replace(keys: readonly string[], pairs: readonly ReviewPairRow[]): Promise<void> {
    await writeInChunks(keys, (some) =>
      db
        .deleteFrom('reviewPair')
        .where((eb) => eb.or([eb('leftRecord', 'in', some), eb('rightRecord', 'in', some)]))
        .execute(),
    );
    await writeInChunks(pairs, (some) => db.insertInto('reviewPair').values(some).execute());
  },
});
