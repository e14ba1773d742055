import type { Kysely } from 'kysely';
import { findInChunks } from '../chunks.ts';
import type { RecordRow, Source } from '../record/record.entity.ts';
import type { LinkageTables } from '../tables.ts';

/** Whose some records are, and the households that all records of these persons tell. */
export interface PersonsFound {
  readonly records: readonly Pick<RecordRow, 'recordId' | 'personId'>[];
  readonly households: readonly Pick<RecordRow, 'personId' | 'householdKey'>[];
}

/** Records of one department, for readers of the feed; bound to no viewer. */
export const personsForFeed =
  (reads: Kysely<LinkageTables>, source: Source) =>
  async (recordIds: readonly string[]): Promise<PersonsFound> => {
    const records = await findInChunks(recordIds, (some) =>
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
    const households = await findInChunks([...new Set(records.map(({ personId }) => personId))], (some) =>
      reads
        .selectFrom('record')
        .select(['personId', 'householdKey'])
        .where('personId', 'in', some)
        .where('householdKey', 'is not', null)
        .execute(),
    );
    return { records, households };
  };
