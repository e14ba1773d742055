import type { Subject } from '@hub/kernel';
import type { GoodsStockRow } from './goodsStock.entity.ts';

export const subjectOfGoodsStock = ({ id, divisionCode, charityOrganisationId }: GoodsStockRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId: charityOrganisationId,
  bornOn: null,
});
