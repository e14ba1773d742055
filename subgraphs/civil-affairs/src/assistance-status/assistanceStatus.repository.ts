import type { Bound, RowScope } from '@hub/kernel';
import type { BirthColumns } from '../resident/resident.entity.ts';
import { isVisible } from '../resident/resident.repository.ts';
import type { CivilAffairsTables } from '../tables.ts';
import type { AssistanceStatusRow } from './assistanceStatus.entity.ts';

/** Assistance of the residents that one viewer may see. */
export function assistanceStatusesOf(
  { store, today }: Bound<CivilAffairsTables>,
  residents: RowScope,
  bornOn: (row: BirthColumns) => string | null,
) {
  const visible = () =>
    store.reads
      .selectFrom('assistanceStatus')
      .innerJoin('resident', 'resident.id', 'assistanceStatus.residentId')
      .selectAll('assistanceStatus')
      .select([
        'resident.divisionCode',
        'resident.ownerOrganisationId',
        'resident.bornOnSealed',
        'resident.idNumberSealed',
      ])
      .where(isVisible(residents, today));
  const rows = async (query: ReturnType<typeof visible>): Promise<AssistanceStatusRow[]> =>
    (await query.execute()).map(({ bornOnSealed, idNumberSealed, ...status }) => ({
      ...status,
      bornOn: bornOn({ id: status.residentId, bornOnSealed, idNumberSealed }),
    }));
  return {
    byIds: (ids: readonly string[]) => rows(visible().where('assistanceStatus.id', 'in', ids)),
    /** Of any time, the newest first. */
    ofResidents: (ids: readonly string[]) =>
      rows(
        visible()
          .where('assistanceStatus.residentId', 'in', ids)
          .orderBy('assistanceStatus.validFrom', 'desc')
          .orderBy('assistanceStatus.id'),
      ),
  };
}

export type AssistanceStatuses = ReturnType<typeof assistanceStatusesOf>;
