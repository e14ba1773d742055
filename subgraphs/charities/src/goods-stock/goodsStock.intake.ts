import { codesToText, type IntakeKind } from '@hub/kernel';
import { beneficiaryGroups, serviceCodes } from '@hub/values';

export const goodsStockIntake: IntakeKind = {
  table: 'goodsStock',
  factKind: 'goodsStock',
  toRow: (record) => ({
    id: record.text('id'),
    name: record.text('name'),
    serviceCode: record.code('serviceCode', serviceCodes),
    charityOrganisationId: record.text('charityOrganisationId'),
    beneficiaryGroups: codesToText(record.codes('beneficiaryGroups', beneficiaryGroups)),
    divisionCode: record.text('divisionCode'),
    quantity: record.integer('quantity', 0, 2_147_483_647),
    longitude: record.degrees('longitude', 180),
    latitude: record.degrees('latitude', 90),
    expiresOn: record.optionalDay('expiresOn'),
  }),
};
