import type { Projection } from '@hub/kernel';
import type { KnownPerson } from './personKey.rules.ts';

/** Keys for one reader: equal for what is the same, and no other reader has them. */
export interface PersonKeys {
  person(personId: string): string;
  family(householdKey: string): string;
}

/** What a reader learns of whose a record is, and of which families: a key for each. */
export const personKeyFor = (
  find: (recordIds: readonly string[]) => Promise<readonly KnownPerson[]>,
  keys: PersonKeys,
): Projection => ({
  classes: ['PERSONAL'],
  async read(ids) {
    const records = await find(ids);
    return new Map(
      records.map(({ recordId, personId, households }) => [
        recordId,
        { person: keys.person(personId), families: households.map(keys.family).sort() },
      ]),
    );
  },
});
