import type { Kysely } from 'kysely';
import { findInChunks } from '../chunks.ts';
import type { Belonging } from '../record/record.entity.ts';
import type { LinkageTables } from '../tables.ts';

/** Residents of these ids with the clients who are the same persons, for readers of the feed; bound to no viewer. */
export const servedForFeed =
  (reads: Kysely<LinkageTables>) =>
  (residentIds: readonly string[]): Promise<Belonging[]> =>
    findInChunks(residentIds, (some) =>
      reads
        .selectFrom('record')
        .select(['source', 'recordId', 'personId', 'divisionCode', 'ownerOrganisationId'])
        .where('source', 'in', ['civil-affairs', 'social-work'])
        .where('personId', 'in', (eb) =>
          eb
            .selectFrom('record as resident')
            .select('resident.personId')
            .where(
              'resident.id',
              'in',
              some.map((id) => `civil-affairs:${id}`),
            ),
        )
        .execute(),
    );
