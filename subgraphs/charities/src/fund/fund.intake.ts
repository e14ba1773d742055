import { codesToText, type IntakeKind, type RecordReader } from '@hub/kernel';
import { beneficiaryGroups, serviceCodes } from '@hub/values';
import { tiers } from './matchGrant.entity.ts';

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
    perPersonYearCapFen: record.optionalInteger('perPersonYearCapFen', 1, Number.MAX_SAFE_INTEGER),
    leastGrantFen: record.optionalInteger('leastGrantFen', 1, mostLeastFen),
    ...matchGivingIn(record),
    startsOn: record.day('startsOn'),
    expiresOn: record.optionalDay('expiresOn'),
  }),
};

/** A need is of at most so much, so no fund may ask for more at once. */
const mostLeastFen = 2 ** 31 - 1;
const mostRatio = 1_000_000;

/** Whether and how it only gives beside others: all of its terms are given, or none. */
function matchGivingIn(record: RecordReader) {
  const forEach = record.optionalInteger('matchForEach', 1, mostRatio);
  return {
    matchForEach: forEach,
    matchGives: forEach === null ? null : record.integer('matchGives', 1, mostRatio),
    matchTier: record.optionalCode('matchTier', tiers),
    matchBeside: codesToText(record.optionalTexts('matchBeside')),
  };
}
