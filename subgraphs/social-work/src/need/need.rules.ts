import { scopeOf, type Viewer } from '@hub/engine-policy';
import type { Refusal, RowScope, Subject } from '@hub/kernel';
import { refuse } from '@hub/kernel';
import { type Safeguarding, type ServiceCode, type Unit, type Urgency, unitOfService, urgencies } from '@hub/values';
import type { ClientRow } from '../client/client.entity.ts';
import type { StationRow } from '../station/station.entity.ts';
import type { NeedRow } from './need.entity.ts';
import { nothingRequired, type Requirements, required } from './requirements.rules.ts';
import { leastSafeguarding } from './safeguarding.rules.ts';

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

export interface NewNeed extends Requirements {
  readonly id: string;
  readonly category: NeedRow['category'];
  readonly serviceCode: ServiceCode;
  readonly urgency: Urgency;
  readonly skill: NeedRow['skill'];
}

/** A need belongs to the station that serves the client, and lies where the client lives. */
export function open(
  need: NewNeed,
  client: ClientRow,
  station: StationRow,
  today: string,
): Omit<NeedRow, 'placeSealed'> | Refusal {
  const { id, category, serviceCode, urgency, skill } = need;
  const unit = unitOf(serviceCode);
  const asked = required(need, nothingRequired, unit, leastSafeguarding(client, today));
  if ('refused' in asked) return asked;
  if (station.status !== 'OPERATING')
    return refuse('STATION_NOT_OPERATING', { station: station.id, status: station.status });
  return {
    id,
    version: 1,
    clientId: client.id,
    stationId: station.id,
    divisionCode: client.divisionCode,
    ownerOrganisationId: client.ownerOrganisationId,
    category,
    serviceCode,
    unit,
    urgency,
    urgencyRank: rankOf(urgency),
    status: 'OPEN',
    openedOn: today,
    closedOn: null,
    skill,
    ...asked,
  };
}

export interface NeedChange extends Requirements {
  readonly urgency?: Urgency | null | undefined;
}

export function change(need: NeedRow, wish: NeedChange, least: Safeguarding): Partial<NeedRow> | Refusal {
  if (need.status !== 'OPEN') return notOpen(need);
  const asked = required(wish, need, need.unit, least);
  if ('refused' in asked) return asked;
  const urgency = wish.urgency ?? need.urgency;
  return { ...asked, urgency, urgencyRank: rankOf(urgency) };
}

export const close = (need: NeedRow, outcome: 'MET' | 'WITHDRAWN', today: string): Partial<NeedRow> | Refusal =>
  need.status === 'OPEN' ? { status: outcome, closedOn: today } : notOpen(need);

const notOpen = ({ id, status }: NeedRow): Refusal => refuse('NEED_NOT_OPEN', { need: id, status });
