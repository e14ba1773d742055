import { scopeOf, type Viewer } from '@hub/engine-policy';
import type { Refusal, RowScope, Subject } from '@hub/kernel';
import { refuse } from '@hub/kernel';
import type { ClientRow } from '../client/client.entity.ts';
import type { StationRow } from '../station/station.entity.ts';
import { type NeedRow, type ServiceCode, type Unit, type Urgency, unitOfService, urgencies } from './need.entity.ts';

export const visibleNeeds = (viewer: Viewer): RowScope => scopeOf(viewer, 'need');

export const subjectOfNeed = ({ id, clientId, divisionCode, ownerOrganisationId }: NeedRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId,
  bornOn: null,
  about: [`Client:${clientId}`],
});

/** Stations and the officers above them keep needs, in the course of a case. */
export const mayKeepNeeds = ({ role, purpose }: Viewer): boolean =>
  purpose === 'CASE_SERVICE' && (role === 'station-worker' || role === 'street-worker' || role === 'district-officer');

/** The higher, the sooner. */
export const rankOf = (urgency: Urgency): number => urgencies.indexOf(urgency) + 1;

export const unitOf = (service: ServiceCode): Unit => unitOfService[service];

export interface NewNeed {
  readonly id: string;
  readonly category: NeedRow['category'];
  readonly serviceCode: ServiceCode;
  readonly units: number;
  readonly urgency: Urgency;
  readonly skill: NeedRow['skill'];
  readonly vettedOnly: boolean;
}

/** A need belongs to the station that serves the client, and lies where the client lives. */
export function open(
  need: NewNeed,
  client: ClientRow,
  station: StationRow,
  today: string,
): Omit<NeedRow, 'placeSealed'> | Refusal {
  if (need.units < 1) return refuse('NEED_WITHOUT_UNITS', { units: need.units });
  if (station.status !== 'OPERATING')
    return refuse('STATION_NOT_OPERATING', { station: station.id, status: station.status });
  return {
    ...need,
    version: 1,
    clientId: client.id,
    stationId: station.id,
    divisionCode: client.divisionCode,
    ownerOrganisationId: client.ownerOrganisationId,
    unit: unitOf(need.serviceCode),
    urgencyRank: rankOf(need.urgency),
    status: 'OPEN',
    openedOn: today,
    closedOn: null,
    vettedOnly: need.vettedOnly ? 1 : 0,
    windows: 0,
  };
}

export interface NeedChange {
  readonly units?: number | null | undefined;
  readonly urgency?: Urgency | null | undefined;
  readonly vettedOnly?: boolean | null | undefined;
}

export function change(need: NeedRow, wish: NeedChange): Partial<NeedRow> | Refusal {
  if (need.status !== 'OPEN') return notOpen(need);
  if (wish.units != null && wish.units < 1) return refuse('NEED_WITHOUT_UNITS', { units: wish.units });
  const urgency = wish.urgency ?? need.urgency;
  return {
    units: wish.units ?? need.units,
    urgency,
    urgencyRank: rankOf(urgency),
    vettedOnly: wish.vettedOnly == null ? need.vettedOnly : wish.vettedOnly ? 1 : 0,
  };
}

export const close = (need: NeedRow, outcome: 'MET' | 'WITHDRAWN', today: string): Partial<NeedRow> | Refusal =>
  need.status === 'OPEN' ? { status: outcome, closedOn: today } : notOpen(need);

const notOpen = ({ id, status }: NeedRow): Refusal => refuse('NEED_NOT_OPEN', { need: id, status });
