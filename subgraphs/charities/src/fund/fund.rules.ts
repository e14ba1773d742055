import { codesFromText, type Subject } from '@hub/kernel';
import type { FundRow } from './fund.entity.ts';
import type { GrantTier } from './matchGrant.entity.ts';

export const subjectOfFund = ({ id, regionCode, charityOrganisationId }: FundRow): Subject => ({
  id,
  divisionCode: regionCode,
  ownerOrganisationId: charityOrganisationId,
  bornOn: null,
});

/** That a fund gives only beside others, and how much. */
export interface MatchGivingTerms {
  readonly tier: GrantTier | null;
  readonly gives: number;
  readonly forEach: number;
  readonly besideFundIds: readonly string[];
}

/** How a fund gives beside others; `null` for one that gives by itself. */
export const matchGivingOf = ({
  matchGives,
  matchForEach,
  matchTier,
  matchBeside,
}: FundRow): MatchGivingTerms | null =>
  matchGives === null || matchForEach === null
    ? null
    : { tier: matchTier, gives: matchGives, forEach: matchForEach, besideFundIds: codesFromText(matchBeside) };
