import { codesFromText, type Projection } from '@hub/kernel';
import type { GoodsStockOfCharity } from './goodsStock.repository.ts';

/** Goods are a resource: what they are, whom they are for, where they lie, and how many pieces are left. */
export const goodsStockForMatching = (
  find: (ids: readonly string[]) => Promise<readonly GoodsStockOfCharity[]>,
): Projection => ({
  classes: [],
  read: async (ids) => new Map((await find(ids)).map((goods) => [goods.id, forMatching(goods)])),
});

const forMatching = (goods: GoodsStockOfCharity) => ({
  name: goods.name,
  serviceCode: goods.serviceCode,
  charityOrganisationId: goods.charityOrganisationId,
  charityName: goods.charityName,
  beneficiaryGroups: codesFromText(goods.beneficiaryGroups),
  divisionCode: goods.divisionCode,
  quantity: goods.quantity,
  longitude: goods.longitude,
  latitude: goods.latitude,
  expiresOn: goods.expiresOn,
  bookedUnits: goods.bookedUnits,
});
