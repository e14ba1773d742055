import { codesFromText, type Projection } from '@hub/kernel';
import type { FundOfCharity } from './fund.repository.ts';

/** Money is a resource: what it may pay for, for whom, where, until when, and how much is left. */
export const fundForMatching = (find: (ids: readonly string[]) => Promise<readonly FundOfCharity[]>): Projection => ({
  classes: [],
  read: async (ids) => new Map((await find(ids)).map((fund) => [fund.id, forMatching(fund)])),
});

const forMatching = (fund: FundOfCharity) => ({
  name: fund.name,
  charityOrganisationId: fund.charityOrganisationId,
  charityName: fund.charityName,
  serviceCodes: codesFromText(fund.serviceCodes),
  beneficiaryGroups: codesFromText(fund.beneficiaryGroups),
  restricted: fund.restricted === 1,
  regionCode: fund.regionCode,
  balanceFen: fund.balanceFen,
  perPersonCapFen: fund.perPersonCapFen,
  perPersonYearCapFen: fund.perPersonYearCapFen,
  leastGrantFen: fund.leastGrantFen,
  matchGives: fund.matchGives,
  matchForEach: fund.matchForEach,
  matchBeside: codesFromText(fund.matchBeside),
  charityYearCapFen: fund.charityYearCapFen,
  startsOn: fund.startsOn,
  expiresOn: fund.expiresOn,
  bookedUnits: fund.bookedUnits,
});
