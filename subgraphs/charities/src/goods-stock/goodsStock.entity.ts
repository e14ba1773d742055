import type { RowOf } from '@hub/kernel';
import type { ServiceCode } from '@hub/values';
import { defineEntity, p } from '@mikro-orm/core';

export const GoodsStockEntity = defineEntity({
  name: 'GoodsStock',
  tableName: 'goods_stock',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    name: p.string(),
    serviceCode: p.string().$type<ServiceCode>(),
    charityOrganisationId: p.string(),
    beneficiaryGroups: p.string(),
    divisionCode: p.string(),
    quantity: p.integer(),
    longitude: p.double().$type<number>(),
    latitude: p.double().$type<number>(),
    expiresOn: p.string().nullable(),
  },
});

export type GoodsStockRow = RowOf<typeof GoodsStockEntity>;
