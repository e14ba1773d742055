import type { RowOf } from '@hub/kernel';
import type { Safeguarding, TravelMode, Unit } from '@hub/values';
import { defineEntity, p } from '@mikro-orm/core';
import type { Gender } from '../vocabulary.ts';

export const resourceKinds = ['VOLUNTEER_TIME', 'TEAM', 'FUND', 'GOODS', 'CASELOAD', 'SERVICE', 'VENUE_SLOT'] as const;
export type ResourceKind = (typeof resourceKinds)[number];

/** Type of the graph that stands for each kind. */
export const typeOfKind = {
  VOLUNTEER_TIME: 'VolunteerTime',
  TEAM: 'TeamTime',
  FUND: 'FundAllocation',
  GOODS: 'GoodsAllotment',
  CASELOAD: 'Caseload',
  SERVICE: 'StationService',
  VENUE_SLOT: 'VenueTime',
} as const satisfies Record<ResourceKind, string>;

/** Type of the organisation that provides each kind. */
export const providerOfKind = {
  VOLUNTEER_TIME: 'VolunteerTeam',
  TEAM: 'VolunteerTeam',
  FUND: 'CharityOrganisation',
  GOODS: 'CharityOrganisation',
  CASELOAD: 'Station',
  SERVICE: 'Station',
  VENUE_SLOT: 'Station',
} as const satisfies Record<ResourceKind, string>;

/** What volunteers give: a platform of their place dispatches it. */
export const kindsOfVolunteers = ['VOLUNTEER_TIME', 'TEAM'] as const satisfies readonly ResourceKind[];

/** Anything that can meet a need, one row for each record of an owner; sets of codes are text, and empty means any. */
export const ResourceEntity = defineEntity({
  name: 'Resource',
  tableName: 'resource',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    kind: p.string().$type<ResourceKind>(),
    /** The owner's record: volunteer, team, fund, goods, social worker, service or slot. */
    ownerId: p.string(),
    providerId: p.string().nullable(),
    /** Fund, goods, team or station; never a person. */
    name: p.string().nullable(),
    unit: p.string().$type<Unit>(),
    capacity: p.bigint('number'),
    services: p.string(),
    skills: p.string(),
    groups: p.string(),
    regions: p.string(),
    divisionCode: p.string(),
    placeSealed: p.string().nullable(),
    radiusMetres: p.integer().nullable(),
    windows: p.integer(),
    vettedUntil: p.string().nullable(),
    vettedFor: p.string().$type<Safeguarding>(),
    /** Certificates as JSON, written by the intake alone. */
    certificates: p.string(),
    gender: p.string().$type<Gender>().nullable(),
    languages: p.string(),
    travelMode: p.string().$type<TravelMode>().nullable(),
    travelMinutes: p.integer().nullable(),
    /** How many people of it can come together. */
    helpers: p.integer(),
    restricted: p.integer().$type<0 | 1>(),
    perPersonCap: p.bigint('number').nullable(),
    /** Most units that one person may have of it in a calendar year, and of all that its provider gives in this unit. */
    perPersonYearCap: p.bigint('number').nullable(),
    providerYearCap: p.bigint('number').nullable(),
    leastUnits: p.integer().nullable(),
    /** Gives only beside others, so much for every so much of theirs; both are there or neither. */
    matchGives: p.integer().nullable(),
    matchForEach: p.integer().nullable(),
    /** Owners' ids of the resources of its kind beside which it gives; empty means any that does not itself match. */
    matchBeside: p.string(),
    startsOn: p.string().nullable(),
    expiresOn: p.string().nullable(),
    /** Units that the owner has booked for referrals so far; what it offers is already lowered by them. */
    bookedUnits: p.bigint('number'),
    /** Month (YYYY-MM) of which some of the capacity is used, and how much; for what is offered anew each month. */
    usedMonth: p.string().nullable(),
    usedUnits: p.bigint('number'),
  },
});

export type ResourceRow = RowOf<typeof ResourceEntity>;

/** A resource as one viewer sees it: what is left may count records that she may not see, and then it is not told. */
export interface SeenResource extends ResourceRow {
  readonly capacityTold: 0 | 1;
  /** Sums of the ledger of commitments. */
  readonly reserved: number;
  readonly spent: number;
}
