import type { IntakeKind } from '@hub/kernel';
import { parseCreditCode } from '@hub/values';
import { kinds } from './charityOrganisation.entity.ts';

/** Charities from files and from the synthetic district; a credit code with a wrong check sign is no credit code. */
export const charityOrganisationIntake: IntakeKind = {
  table: 'charityOrganisation',
  factKind: 'charityOrganisation',
  heldBy: [
    { table: 'fund', column: 'charityOrganisationId', factKind: 'fund' },
    { table: 'goodsStock', column: 'charityOrganisationId', factKind: 'goodsStock' },
  ],
  toRow: (record) => ({
    id: record.text('id'),
    name: record.text('name'),
    creditCode: record.parsed('creditCode', parseCreditCode),
    kind: record.code('kind', kinds),
    divisionCode: record.text('divisionCode'),
    registeredOn: record.day('registeredOn'),
    longitude: record.degrees('longitude', 180),
    latitude: record.degrees('latitude', 90),
    perPersonYearCapFen: record.optionalInteger('perPersonYearCapFen', 1, Number.MAX_SAFE_INTEGER),
  }),
};
