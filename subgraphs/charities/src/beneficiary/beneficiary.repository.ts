import {
  type Bound,
  holdsCode,
  inScope,
  mapPage,
  type Page,
  type RowScope,
  readPage,
  whereEqual,
  whereWithin,
} from '@hub/kernel';
import type { BeneficiaryGroup } from '@hub/values';
import type { SealedColumns } from '@hub/vault';
import type { Kysely } from 'kysely';
import type { CharitiesTables } from '../tables.ts';
import type { BeneficiaryRow, StoredBeneficiary } from './beneficiary.entity.ts';

export interface BeneficiaryPageArguments {
  readonly where?:
    | {
        readonly division?: string | null | undefined;
        readonly charityOrganisation?: string | null | undefined;
        readonly group?: BeneficiaryGroup | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Beneficiaries as one viewer may see them. */
export function beneficiariesOf(
  { store, today, cursors }: Bound<CharitiesTables>,
  scope: RowScope,
  sealed: SealedColumns,
) {
  const visible = () =>
    store.reads
      .selectFrom('beneficiary')
      .selectAll()
      .where((eb) => inScope(eb, scope, { node: 'divisionCode', owner: 'ownerOrganisationId' }, today));
  const opened = (row: StoredBeneficiary): BeneficiaryRow => ({
    ...row,
    bornOn: sealed.open(row.id, 'bornOn', row.bornOnSealed),
  });

  return {
    async page({ where, first, after }: BeneficiaryPageArguments): Promise<Page<BeneficiaryRow>> {
      const page = await readPage({
        select: visible().where((eb) =>
          eb.and([
            ...whereWithin('divisionCode', where?.division, today),
            ...whereEqual({ charityOrganisationId: where?.charityOrganisation }),
            ...(where?.group == null ? [] : [holdsCode('groups', where.group)]),
          ]),
        ),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('beneficiaries', where),
      });
      return mapPage(page, opened);
    },
    byIds: async (ids: readonly string[]): Promise<BeneficiaryRow[]> =>
      (await visible().where('id', 'in', ids).execute()).map(opened),
  };
}

/** Stored beneficiaries for readers of the feed; bound to no viewer. */
export const beneficiariesForFeed =
  (reads: Kysely<CharitiesTables>) =>
  (ids: readonly string[]): Promise<StoredBeneficiary[]> =>
    reads.selectFrom('beneficiary').selectAll().where('id', 'in', ids).execute();

export type Beneficiaries = ReturnType<typeof beneficiariesOf>;
