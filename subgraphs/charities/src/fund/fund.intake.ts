import { codesToText, type IntakeKind } from '@hub/kernel';
import { beneficiaryGroups, serviceCodes } from '../vocabulary.ts';

export const fundIntake: IntakeKind = {
  table: 'fund',
  factKind: 'fund',
  toRow: (record) => ({
    id: record.text('id'),
    name: record.text('name'),
    programme: record.text('programme'),
    charityOrganisationId: record.text('charityOrganisationId'),
    serviceCodes: codesToText(record.codes('serviceCodes', serviceCodes)),
    beneficiaryGroups: codesToText(record.codes('beneficiaryGroups', beneficiaryGroups)),
    restricted: record.flag('restricted'),
    regionCode: record.text('regionCode'),
    raisedFen: record.integer('raisedFen', 0, Number.MAX_SAFE_INTEGER),
    balanceFen: record.integer('balanceFen', 0, Number.MAX_SAFE_INTEGER),
    perPersonCapFen: record.optionalInteger('perPersonCapFen', 1, Number.MAX_SAFE_INTEGER),
    startsOn: record.day('startsOn'),
    expiresOn: record.optionalDay('expiresOn'),
  }),
};
