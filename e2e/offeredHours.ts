import { vi } from 'vitest';
import type { House } from './house.ts';

interface Known {
  readonly edges: readonly { readonly node: { readonly id: string; readonly division: { readonly id: string } } }[];
}

/** Lets a station offer a service and a room with an activity, and waits until matching knows both. */
export async function offerHours(house: House): Promise<void> {
  const { data } = await house.ask('{ stations(first: 1) { edges { node { id division { id } } } } }');
  const stations = data?.stations as Known | undefined;
  const node = stations?.edges[0]?.node;
  const here = { stationId: node?.id, divisionCode: node?.division.id, longitude: 111.29, latitude: 30.7 };
  const open = { skills: [], vettedUntil: null, startsOn: '2025-01-01', endsOn: null };
  const meals = { id: 'offer_meals', name: '社区助餐点', serviceCode: 'MEAL_DELIVERY', hoursPerMonth: 20 };
  const lessons = { id: 'slot_lessons', venueId: 'venue_room', activity: '四点半课堂', serviceCode: 'TUTORING' };
  const intake = house.hub.subgraphs.get('social-work')?.intake;
  await intake?.load('serviceOffers', [
    { ...meals, ...here, ...open, reachMetres: 1000, windows: 1, beneficiaryGroups: [] },
  ]);
  await intake?.load('venues', [{ id: 'venue_room', name: '社区活动室', seats: 30, ...here }]);
  await intake?.load('venueSlots', [{ ...lessons, ...open, weekday: 2, fromHour: 16, toHour: 18, places: 5 }]);
  const known = `{ service: resources(where: { kind: SERVICE }) { totalCount }
    room: resources(where: { kind: VENUE_SLOT }) { totalCount } }`;
  await vi.waitUntil(
    async () =>
      Object.values((await house.ask(known)).data ?? {}).every(
        (list) => (list as { readonly totalCount: number }).totalCount === 1,
      ),
    { timeout: 60_000, interval: 50 },
  );
}
