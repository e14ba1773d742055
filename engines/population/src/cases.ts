import { addDays, daysBetween } from '@hub/values';
import type { CommunityPeople } from './community.ts';
import { type District, frameSlot, slotOf } from './district.ts';
import { centreId, roomId } from './organisations.ts';
import { openRandom, type Random, tableOf } from './random.ts';
import type { CaseFileRecord, CaseStage, ClientRecord } from './records.ts';
import { workerId } from './stations.ts';

const stages = tableOf<CaseStage>([
  ['INTAKE', 14],
  ['ASSESSMENT', 16],
  ['PLANNING', 14],
  ['INTERVENTION', 22],
  ['EVALUATION', 6],
  ['CLOSURE', 22],
  ['REFERRED', 4],
  ['SUSPENDED', 2],
]);
const deepStages = tableOf<CaseStage>([
  ['ASSESSMENT', 6],
  ['PLANNING', 16],
  ['INTERVENTION', 48],
  ['EVALUATION', 12],
  ['CLOSURE', 15],
  ['REFERRED', 1],
  ['SUSPENDED', 2],
]);

/** Case files (一人一档) of one community: at most one for a person, some of them deep ones. */
export function drawCases(
  district: District,
  people: CommunityPeople,
  clients: readonly ClientRecord[],
): CaseFileRecord[] {
  const { quota, community } = people;
  const random = openRandom(district.seed, 'cases', community.ordinal);
  const own = random.shuffled(clients.slice(0, people.clients.length)).slice(0, quota.caseFiles);
  return own.map((client, index) => {
    const deep = index < quota.deepCases;
    const stage = random.from(deep ? deepStages : stages);
    const openedOn = addDays(
      client.registeredOn,
      Math.floor(random.next() * daysBetween(client.registeredOn, district.today)),
    );
    const ended = stage === 'CLOSURE' || stage === 'REFERRED';
    return {
      id: district.ids('case', slotOf(community), index),
      clientId: client.id,
      stationId: client.stationId,
      socialWorkerId: random.chance(0.04) ? null : workerFor(random, district, people, client.stationId),
      divisionCode: client.divisionCode,
      stage,
      deep,
      openedOn,
      closedOn: ended ? addDays(openedOn, Math.floor(random.next() * daysBetween(openedOn, district.today))) : null,
    };
  });
}

// One of the client's own station; a room without a worker borrows one of the street's.
function workerFor(
  random: Random,
  district: District,
  { community }: CommunityPeople,
  stationId: string,
): string | null {
  const { ids, workers, places } = district;
  const room = 1 + places.streets.length + community.ordinal;
  const street = 1 + community.street.ordinal;
  const inRoom = stationId === roomId(ids, community) ? (workers[room] ?? 0) : 0;
  if (inRoom > 0) return workerId(district, room, slotOf(community), random.below(inRoom));
  const station = stationId === centreId(ids) ? 0 : street;
  const count = workers[station] ?? 0;
  return count === 0 ? null : workerId(district, station, frameSlot, random.below(count));
}
