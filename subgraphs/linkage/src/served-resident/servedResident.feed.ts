import type { Projection } from '@hub/kernel';
import type { Belonging } from '../record/record.entity.ts';
import { servedResidentsOf } from './servedResident.rules.ts';

/** What civil affairs may know of a resident: which organisations have her as a client and where, and not as whom. */
export const servedResidentForCivilAffairs = (
  find: (residentIds: readonly string[]) => Promise<readonly Belonging[]>,
): Projection => ({
  classes: ['CASE', 'PERSONAL'],
  async read(ids) {
    const served = servedResidentsOf(await find(ids));
    return new Map(
      ids.flatMap((id) => {
        const services = served.get(id);
        return services ? [[id, { services }] as const] : [];
      }),
    );
  },
});
