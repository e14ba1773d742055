import type { Subject } from '@hub/kernel';
import type { FundRow } from './fund.entity.ts';

export const subjectOfFund = ({ id, regionCode, charityOrganisationId }: FundRow): Subject => ({
  id,
  divisionCode: regionCode,
  ownerOrganisationId: charityOrganisationId,
  bornOn: null,
});
