import type { Bound } from '@hub/kernel';
import { holdsOn, liesIn } from '../place/place.repository.ts';
import type { CivilAffairsTables } from '../tables.ts';
import type { ManagedByRow } from './managedBy.entity.ts';

/** Who runs which division. */
export function managersOf({ store, today }: Bound<CivilAffairsTables>) {
  return {
    /** The overrides of these divisions that have effect today; of several for one division, the one that decides comes last. */
    ofDivisions: (codes: readonly string[]): Promise<ManagedByRow[]> =>
      store.reads
        .selectFrom('managedBy')
        .selectAll('managedBy')
        .where('divisionCode', 'in', codes)
        .where(holdsOn('managedBy', today))
        .where(liesIn('managedBy.divisionCode', 'managedBy.managerId', today))
        .orderBy('validFrom')
        .execute(),
  };
}

export type Managers = ReturnType<typeof managersOf>;
