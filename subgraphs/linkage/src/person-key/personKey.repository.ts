import type { Kysely } from 'kysely';
import { findInChunks } from '../chunks.ts';
import type { Belonging, Source } from '../record/record.entity.ts';
import type { LinkageTables } from '../tables.ts';

/** Whose the records of one department are, for readers of the feed; bound to no viewer. */
export const personsForFeed =
  (reads: Kysely<LinkageTables>, source: Source) =>
  (recordIds: readonly string[]): Promise<Pick<Belonging, 'recordId' | 'personId'>[]> =>
    findInChunks(recordIds, (some) =>
      reads
        .selectFrom('record')
        .select(['recordId', 'personId'])
        .where(
          'id',
          'in',
          some.map((id) => `${source}:${id}`),
        )
        .execute(),
    );
