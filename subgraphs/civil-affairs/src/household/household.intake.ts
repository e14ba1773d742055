import type { IntakeKind } from '@hub/kernel';
import type { SealedColumns } from '@hub/vault';
import { readCode } from '../place/place.intake.ts';

/** Households from files and from the synthetic district; the address is sealed before it is written. */
export const householdIntake = (sealed: SealedColumns): IntakeKind => ({
  table: 'household',
  factKind: 'household',
  toRow: (record) => {
    const id = record.text('id');
    return {
      id,
      divisionCode: readCode(record, 'divisionCode'),
      ownerOrganisationId: record.text('ownerOrganisationId'),
      addressSealed: sealed.seal(id, 'address', record.optionalText('address')),
      monthlyIncomePerHeadFen: record.optionalInteger('monthlyIncomePerHeadFen', 0, Number.MAX_SAFE_INTEGER),
      registeredOn: record.day('registeredOn'),
    };
  },
});
