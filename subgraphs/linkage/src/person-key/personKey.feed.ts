import type { Projection } from '@hub/kernel';
import type { PersonsFound } from './personKey.repository.ts';
import { householdsByPerson } from './personKey.rules.ts';

/** Keys for one reader: equal for what is the same, and no other reader has them. */
export interface PersonKeys {
  person(personId: string): string;
  family(householdKey: string): string;
}

/** What a reader learns of whose a record is, and of which families: a key for each. */
export const personKeyFor = (
  find: (recordIds: readonly string[]) => Promise<PersonsFound>,
  keys: PersonKeys,
): Projection => ({
  classes: ['PERSONAL'],
  async read(ids) {
    const found = await find(ids);
    const households = householdsByPerson(found.households);
    return new Map(
      found.records.map(({ recordId, personId }) => [
        recordId,
        { person: keys.person(personId), families: (households.get(personId) ?? []).map(keys.family).sort() },
      ]),
    );
  },
});
