import { vi } from 'vitest';
import { type Answer, type Asking, district, type House } from './house.ts';

const matching: Asking = { purpose: 'RESOURCE_MATCHING' };

export interface DeliveredStations {
  readonly delegation: string;
  readonly schedule: string;
  readonly target: string;
}

/** Change of the house that must succeed; gives what it is asked for of what was made. */
async function change<Made>(house: House, text: string): Promise<Made> {
  const { data, errors } = await house.ask(`mutation { made: ${text} }`, {}, matching);
  if (!data?.made) throw new Error(`${text}: ${JSON.stringify(errors)}`);
  return data.made as Made;
}

export const rootOf = <Root>({ data }: Answer, field: string): Root => data?.[field] as Root;

interface Id {
  readonly id: string;
}

/** How many deliveries of a schedule are in a state. */
export async function deliveriesIn(house: House, schedule: string, status: string): Promise<number> {
  const where = `{ schedule: "${schedule}", status: ${status} }`;
  const answer = await house.ask(`{ deliveries(where: ${where}) { totalCount } }`, {}, matching);
  return rootOf<{ readonly totalCount: number }>(answer, 'deliveries').totalCount;
}

/** Stores a question, puts it on a schedule that delivers to the inbox, runs it, and waits until it has arrived: all through the front door. */
export async function deliverStations(house: House): Promise<DeliveredStations> {
  const texts = 'titleZh: "社工站", titleEn: "Stations", descriptionZh: "社工站", descriptionEn: "Stations"';
  const document = 'query Stations { stations(first: 50) { edges { node { id name level } } } }';
  const operation = await change<Id>(house, `registerOperation(input: { document: "${document}", ${texts} }) { id }`);
  const wish = `divisions: ["${district}"], purpose: RESOURCE_MATCHING, validTo: "2026-12-31", reason: "each night"`;
  const delegation = await change<Id>(house, `delegate(input: { ${wish} }) { id }`);
  const calendar = `name: "stations", operation: "${operation.id}", delegation: "${delegation.id}", cron: "0 8 * * 1"`;
  const schedule = await change<Id>(house, `createSchedule(input: { ${calendar} }) { id }`);
  const { target } = await change<{ readonly target: Id }>(
    house,
    `openDeliveryTarget(input: { name: "收件箱", kind: INBOX, schedules: ["${schedule.id}"] }) { target { id } }`,
  );
  await change<Id>(house, `runSchedule(input: { id: "${schedule.id}" }) { id }`);
  house.hub.startWorkers();
  await vi.waitUntil(async () => (await deliveriesIn(house, schedule.id, 'DELIVERED')) === 1, {
    timeout: 60_000,
    interval: 50,
  });
  return { delegation: delegation.id, schedule: schedule.id, target: target.id };
}
