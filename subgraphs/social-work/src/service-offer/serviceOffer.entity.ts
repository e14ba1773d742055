import type { RowOf } from '@hub/kernel';
import type { ServiceCode } from '@hub/values';
import { defineEntity, p } from '@mikro-orm/core';

/** A service that a station gives in person; sets of codes are text, and empty means any. */
export const ServiceOfferEntity = defineEntity({
  name: 'ServiceOffer',
  tableName: 'service_offer',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    name: p.string(),
    stationId: p.string(),
    serviceCode: p.string().$type<ServiceCode>(),
    divisionCode: p.string(),
    hoursPerMonth: p.integer(),
    reachMetres: p.integer().nullable(),
    /** Bit 3 · weekday + part, where Monday and morning are 0; 0 means any time. */
    windows: p.integer(),
    skills: p.string(),
    beneficiaryGroups: p.string(),
    vettedUntil: p.string().nullable(),
    startsOn: p.string(),
    endsOn: p.string().nullable(),
    longitude: p.double().$type<number>(),
    latitude: p.double().$type<number>(),
  },
});

export type ServiceOfferRow = RowOf<typeof ServiceOfferEntity>;
