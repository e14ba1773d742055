import type { CommunityPeople } from './community.ts';
import { dayBetween } from './days.ts';
import { type District, frameSlot, slotOf } from './district.ts';
import { centreId, roomId } from './organisations.ts';
import { openRandom, type Random, tableOf } from './random.ts';
import type { CaseFileRecord, CaseStage, ClientRecord, SocialWorkerRecord } from './records.ts';
import { isOneOf } from './shares.ts';
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
  roomWorkers: readonly SocialWorkerRecord[],
): CaseFileRecord[] {
  const { quota, community } = people;
  const random = openRandom(district.seed, 'cases', community.ordinal);
  const own = random.shuffled(clients.slice(0, people.clients.length)).slice(0, quota.caseFiles);
  const assign = openAssignment(random, district, people, roomWorkers);
  return own.map((client, index) => {
    const deep = isOneOf(index, quota.deepCases, quota.caseFiles);
    const stage = random.from(deep ? deepStages : stages);
    const openedOn = dayBetween(random, client.registeredOn, district.today);
    const ended = stage === 'CLOSURE' || stage === 'REFERRED';
    return {
      id: district.ids('case', slotOf(community), index),
      clientId: client.id,
      stationId: client.stationId,
      socialWorkerId: random.chance(0.04) ? null : assign(client.stationId, ended),
      divisionCode: client.divisionCode,
      stage,
      deep,
      openedOn,
      closedOn: ended ? dayBetween(random, openedOn, district.today) : null,
    };
  });
}

// A worker of the client's own station. Where a room's are as busy as they may be, the street's take over.
function openAssignment(
  random: Random,
  district: District,
  { community }: CommunityPeople,
  roomWorkers: readonly SocialWorkerRecord[],
): (stationId: string, ended: boolean) => string | null {
  const { ids, workers } = district;
  const open = new Map<string, number>();
  return (stationId, ended) => {
    const free = roomWorkers.filter(({ id, caseCapacity }) => (open.get(id) ?? 0) < caseCapacity - spareCases);
    if (stationId === roomId(ids, community) && free.length > 0) {
      const { id } = random.pick(free);
      if (!ended) open.set(id, (open.get(id) ?? 0) + 1);
      return id;
    }
    const station = stationId === centreId(ids) ? 0 : 1 + community.street.ordinal;
    const count = workers[station] ?? 0;
    return count === 0 ? null : workerId(district, station, frameSlot, random.below(count));
  };
}

/** What a worker keeps free for new cases. */
const spareCases = 3;
