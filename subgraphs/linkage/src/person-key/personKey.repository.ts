import type { Kysely } from 'kysely';
import { findInChunks } from '../chunks.ts';
import type { Source } from '../record/record.entity.ts';
import type { LinkageTables } from '../tables.ts';
import { householdsByPerson, type KnownPerson } from './personKey.rules.ts';

/** Whose the records of one department are, and of which households, for readers of the feed; bound to no viewer. */
export const personsForFeed =
  (reads: Kysely<LinkageTables>, source: Source) =>
  async (recordIds: readonly string[]): Promise<KnownPerson[]> => {
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
    const ofHouseholds = await findInChunks([...new Set(records.map(({ personId }) => personId))], (some) =>
      reads
        .selectFrom('record')
        .select(['personId', 'householdKey'])
        .where('personId', 'in', some)
        .where('householdKey', 'is not', null)
        .execute(),
    );
    const households = householdsByPerson(ofHouseholds);
    return records.map((record) => ({ ...record, households: households.get(record.personId) ?? [] }));
  };
