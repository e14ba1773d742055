/** What is lowered by a disbursement: the balance of a fund, or goods in stock. */
import type { ServiceCode } from '@hub/values';
export const disbursedKinds = ['FUND', 'GOODS'] as const;
export type DisbursedKind = (typeof disbursedKinds)[number];

export const disbursedUnits = ['FEN', 'ITEM'] as const;
export type DisbursedUnit = (typeof disbursedUnits)[number];

/** That money or goods were given on a referral; to whom is the station's to know. */
export interface DisbursementRow {
  readonly id: string;
  readonly referralId: string;
  readonly kind: DisbursedKind;
  /** The fund or the stock. */
  readonly sourceId: string;
  readonly charityOrganisationId: string | null;
  readonly divisionCode: string;
  readonly serviceCode: ServiceCode;
  readonly unit: DisbursedUnit;
  readonly amount: number;
  readonly givenOn: string;
  readonly bookedAt: string;
}
