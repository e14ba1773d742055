import type { RowOf } from '@hub/kernel';
import type { ServiceCategory, ServiceCode, Unit, Urgency } from '@hub/values';
import { defineEntity, p } from '@mikro-orm/core';
import type { ResourceKind } from '../resource/resource.entity.ts';

export const referralStates = [
  'PROPOSED',
  'SENT',
  'ACCEPTED',
  'IN_PROGRESS',
  'COMPLETED',
  'DECLINED',
  'CANCELLED',
  'EXPIRED',
] as const;
export type ReferralState = (typeof referralStates)[number];

/** `LIVE`: the provider acts itself; `LOGGED`: the station writes down what the helper, who is not on line, has said and done. */
export const referralModes = ['LIVE', 'LOGGED'] as const;
export type ReferralMode = (typeof referralModes)[number];

export const declineReasons = [
  'NO_CAPACITY',
  'NO_TIME',
  'OUT_OF_AREA',
  'NOT_SUITABLE',
  'CONFLICT_OF_INTEREST',
  'RECIPIENT_DECLINED',
  'NOT_REACHED',
  'OTHER',
] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** Why an open referral is ended, taken back or given to somebody else. */
export const endReasons = [
  'NO_LONGER_NEEDED',
  'RECIPIENT_DECLINED',
  'HELPER_UNAVAILABLE',
  'NOT_REACHED',
  'OVERCOMMITTED',
  'RECORDED_IN_ERROR',
  'OTHER',
] as const;
export type EndReason = (typeof endReasons)[number];

export const outcomes = ['SERVED', 'PARTLY_SERVED', 'NOT_SERVED'] as const;
export type ReferralOutcome = (typeof outcomes)[number];

/** One need referred to one resource; what it says of both is as it was when it was proposed. */
export const ReferralEntity = defineEntity({
  name: 'Referral',
  tableName: 'referral',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    needId: p.string(),
    clientId: p.string(),
    divisionCode: p.string(),
    /** The station that keeps the need. */
    ownerOrganisationId: p.string(),
    resourceId: p.string(),
    resourceKind: p.string().$type<ResourceKind>(),
    /** The owner's record behind the resource: volunteer, fund, goods or social worker. */
    resourceOwnerId: p.string(),
    providerId: p.string().nullable(),
    category: p.string().$type<ServiceCategory>(),
    serviceCode: p.string().$type<ServiceCode>(),
    urgency: p.string().$type<Urgency>(),
    unit: p.string().$type<Unit>(),
    units: p.integer(),
    /** What it takes of each month, where help is given again and again; otherwise all is given at once. */
    monthUnits: p.integer().nullable(),
    windows: p.integer(),
    mode: p.string().$type<ReferralMode>(),
    state: p.string().$type<ReferralState>(),
    proposedOn: p.string(),
    /** When the provider first learnt of it. */
    sentOn: p.string().nullable(),
    acceptedOn: p.string().nullable(),
    startedOn: p.string().nullable(),
    endedOn: p.string().nullable(),
    /** Last day for the next step; none once it is over. */
    dueOn: p.string().nullable(),
    /** Day on which it runs out by itself, while nobody has accepted it. */
    expiresOn: p.string().nullable(),
    reason: p.string().$type<DeclineReason | EndReason>().nullable(),
    outcome: p.string().$type<ReferralOutcome>().nullable(),
    servedUnits: p.integer(),
    reassignedFrom: p.string().nullable(),
  },
});

export type ReferralRow = RowOf<typeof ReferralEntity>;

/** As what somebody takes a step: a side of the referral, the district, or nobody but time. */
export type StepParty = 'STATION' | 'PROVIDER' | 'DISTRICT' | 'CLOCK';

/** One step of a referral, for ever: who did it, as what, and when it really happened. */
export interface ReferralStepRow {
  readonly id: string;
  readonly referralId: string;
  readonly version: number;
  readonly command: string;
  readonly fromState: ReferralState | null;
  readonly toState: ReferralState;
  readonly party: StepParty;
  readonly actor: string;
  readonly organisationId: string | null;
  readonly mode: ReferralMode;
  readonly happenedOn: string;
  readonly recordedAt: string;
  readonly reason: string | null;
}

/** Whose the case is, which every part of a referral tells. */
export type ReferralSubject = Pick<ReferralRow, 'id' | 'divisionCode' | 'ownerOrganisationId' | 'clientId'>;

export interface ReferralStepOfReferral extends ReferralStepRow {
  readonly referral: ReferralSubject;
}

/** Why, as a code; the sentence is made for each viewer. */
export interface ReferralReasonRow {
  readonly code: string;
  readonly referral: ReferralSubject;
}
