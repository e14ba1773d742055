import type { Projection } from '@hub/kernel';
import type { Belonging } from '../record/record.entity.ts';

/** What a reader learns of whose a record is: a key that is equal for one person's records, and that no other reader has. */
export const personKeyFor = (
  find: (recordIds: readonly string[]) => Promise<readonly Pick<Belonging, 'recordId' | 'personId'>[]>,
  keyOf: (personId: string) => string,
): Projection => ({
  classes: ['PERSONAL'],
  async read(ids) {
    const records = await find(ids);
    return new Map(records.map(({ recordId, personId }) => [recordId, { person: keyOf(personId) }]));
  },
});
