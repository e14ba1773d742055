import type { BeneficiaryGroup, ServiceCode } from '@hub/values';
import type { PersonFields } from './person.ts';

export interface CharityOrganisationRecord {
  readonly id: string;
  readonly name: string;
  readonly creditCode: string;
  readonly kind: 'SOCIAL_ASSOCIATION' | 'SERVICE_INSTITUTION' | 'FOUNDATION';
  readonly divisionCode: string;
  readonly registeredOn: string;
  readonly longitude: number;
  readonly latitude: number;
  /** Most that one person may get in a calendar year of all its funds. */
  readonly perPersonYearCapFen: number | null;
}

export interface BeneficiaryRecord extends PersonFields {
  readonly id: string;
  readonly charityOrganisationId: string;
  readonly groups: readonly BeneficiaryGroup[];
  readonly registeredOn: string;
}

export interface FundRecord {
  readonly id: string;
  readonly name: string;
  readonly programme: string;
  readonly charityOrganisationId: string;
  /** What the money may pay for; empty means anything. */
  readonly serviceCodes: readonly ServiceCode[];
  readonly beneficiaryGroups: readonly BeneficiaryGroup[];
  readonly restricted: boolean;
  readonly regionCode: string;
  readonly raisedFen: number;
  readonly balanceFen: number;
  readonly perPersonCapFen: number | null;
  readonly perPersonYearCapFen: number | null;
  /** Least that it gives to one need, unless less is asked. */
  readonly leastGrantFen: number | null;
  /** Gives only beside others: `matchGives` at most for every `matchForEach` of theirs. */
  readonly matchGives: number | null;
  readonly matchForEach: number | null;
  readonly matchTier: MatchGrantRecord['tier'] | null;
  /** Funds beside which it gives; empty means any that does not itself match. */
  readonly matchBeside: readonly string[];
  readonly startsOn: string;
  readonly expiresOn: string | null;
}

/** 配捐: money that a higher tier adds to what a fund raised. */
export interface MatchGrantRecord {
  readonly id: string;
  readonly fundId: string;
  readonly tier: 'PROVINCE' | 'CITY';
  readonly amountFen: number;
  readonly grantedOn: string;
}

export interface GoodsStockRecord {
  readonly id: string;
  readonly name: string;
  readonly serviceCode: ServiceCode;
  readonly charityOrganisationId: string;
  readonly beneficiaryGroups: readonly BeneficiaryGroup[];
  readonly divisionCode: string;
  readonly quantity: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly expiresOn: string | null;
}
