import type { IntakeKind } from '@hub/kernel';
import type { SealedColumns } from '@hub/vault';
import { categories } from './assistanceStatus.entity.ts';

/** Assistance from files and from the synthetic district; the number of the decision leads to a person, so it is sealed. */
export const assistanceStatusIntake = (sealed: SealedColumns): IntakeKind => ({
  table: 'assistanceStatus',
  factKind: 'assistanceStatus',
  toRow: (record) => {
    const id = record.text('id');
    return {
      id,
      residentId: record.text('residentId'),
      category: record.code('category', categories),
      validFrom: record.day('validFrom'),
      validTo: record.optionalDay('validTo'),
      nextReviewOn: record.optionalDay('nextReviewOn'),
      authority: record.text('authority'),
      documentNumberSealed: sealed.seal(id, 'documentNumber', record.text('documentNumber')),
      monthlyAmountFen: record.optionalInteger('monthlyAmountFen', 0, Number.MAX_SAFE_INTEGER),
    };
  },
});
