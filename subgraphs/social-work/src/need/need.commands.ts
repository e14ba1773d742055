import { accept, found, permit } from '@hub/kernel';
import type { SocialWorkContext } from '../context.ts';
import type { NeedRow } from './need.entity.ts';
import { change, close, mayKeepNeeds, type NeedChange, type NewNeed, open } from './need.rules.ts';
import { leastSafeguarding } from './safeguarding.rules.ts';

export interface OpenNeedInput extends Omit<NewNeed, 'id' | 'skill'> {
  readonly client: string;
  readonly skill?: NewNeed['skill'] | undefined;
  readonly place?: { readonly longitude: number; readonly latitude: number } | null | undefined;
}

export async function openNeed(
  input: OpenNeedInput,
  { needs, loaders, ids, viewer, today }: SocialWorkContext,
): Promise<NeedRow> {
  permit(mayKeepNeeds(viewer));
  const client = found(await loaders.clientById.load(input.client), 'Client');
  const station = found(await loaders.stationById.load(client.stationId), 'Station');
  const wish = { ...input, id: ids('need'), skill: input.skill ?? null };
  const { longitude, latitude } = input.place ?? station;
  return needs.add(input, accept(open(wish, client, station, today)), `${longitude},${latitude}`);
}

export async function changeNeed(
  input: NeedChange & { readonly id: string; readonly version: number },
  { needs, loaders, viewer, today }: SocialWorkContext,
): Promise<NeedRow> {
  permit(mayKeepNeeds(viewer));
  const { clientId } = found(await loaders.needById.load(input.id), 'Need');
  const client = await loaders.clientById.load(clientId);
  // Who does not see the client cannot say that she is no child.
  return needs.change(input, (need) =>
    accept(change(need, input, client ? leastSafeguarding(client, today) : need.safeguarding)),
  );
}

export async function closeNeed(
  input: { readonly id: string; readonly version: number; readonly outcome: 'MET' | 'WITHDRAWN' },
  { needs, viewer, today }: SocialWorkContext,
): Promise<NeedRow> {
  permit(mayKeepNeeds(viewer));
  return needs.change(input, (need) => accept(close(need, input.outcome, today)));
}
