import type { HierarchyTables } from '@hub/kernel';
import type { StoredBeneficiary } from './beneficiary/beneficiary.entity.ts';
import type { CharityOrganisationRow } from './charity-organisation/charityOrganisation.entity.ts';
import type { DisbursementRow } from './disbursement/disbursement.entity.ts';
import type { FundRow } from './fund/fund.entity.ts';
import type { MatchGrantRow } from './fund/matchGrant.entity.ts';
import type { GoodsStockRow } from './goods-stock/goodsStock.entity.ts';

/** Tables of this subgraph as Kysely sees them, names in camelCase. */
export interface CharitiesTables extends HierarchyTables {
  beneficiary: StoredBeneficiary;
  charityOrganisation: CharityOrganisationRow;
  disbursement: DisbursementRow;
  fund: FundRow;
  goodsStock: GoodsStockRow;
  matchGrant: MatchGrantRow;
}
