import { drawCases } from './cases.ts';
import type { CommunityPeople } from './community.ts';
import { daysAgo } from './days.ts';
import { openDirt } from './dirt.ts';
import { type District, frameSlot, slotOf } from './district.ts';
import { groupsOf } from './groups.ts';
import { drawNeeds } from './needs.ts';
import { stationOffers } from './offers.ts';
import { centreId, roomId, streetStationId } from './organisations.ts';
import { communityProjects, frameProjects } from './projects.ts';
import { openRandom, type Random, tableOf } from './random.ts';
import type { ClientRecord } from './records.ts';
import { type Slice, type SocialWork, writePeople } from './slices.ts';
import { drawStation, drawWorkers, type StationSketch } from './stations.ts';

/** The district's centre and the streets' stations, with their people and projects. */
export function socialWorkFrame(district: District): SocialWork {
  const { seed, ids, places } = district;
  const random = openRandom(seed, 'stations');
  const sketches: StationSketch[] = [
    {
      id: centreId(ids),
      ordinal: 0,
      place: places.district,
      name: '宜昌市西陵区社会工作服务指导中心',
      level: 'COUNTY_CENTRE',
      slot: frameSlot,
    },
    ...places.streets.map(
      (street): StationSketch => ({
        id: streetStationId(ids, street),
        ordinal: 1 + street.ordinal,
        place: street,
        name: `${street.name}社会工作服务站`,
        level: 'TOWNSHIP_STATION',
        slot: frameSlot,
      }),
    ),
  ];
  return {
    stations: sketches.map((sketch) => drawStation(random, district, sketch)),
    socialWorkers: sketches.flatMap((sketch) => drawWorkers(district, sketch)),
    clients: [],
    needs: [],
    caseFiles: [],
    projects: frameProjects(district),
    ...stationOffers(district),
  };
}

const noOffers = { serviceOffers: [], venues: [], venueSlots: [] };

/** One community's room, and its people as the stations know them. */
export function socialWorkOf(district: District, people: CommunityPeople): Slice<SocialWork> {
  const { seed, ids, places, dirt } = district;
  const { community, quota } = people;
  const slot = slotOf(community);
  const random = openRandom(seed, 'social-work', community.ordinal);
  const room: StationSketch = {
    id: roomId(ids, community),
    ordinal: 1 + places.streets.length + community.ordinal,
    place: community,
    name: `${community.name}社会工作室`,
    level: 'COMMUNITY_ROOM',
    slot,
  };
  const workers = drawWorkers(district, room);
  const keeper = () => {
    const station = stationFor(random, district, people);
    return { department: 'social-work' as const, divisionCode: community.code, ownerOrganisationId: station };
  };
  const slips = openDirt(seed, 'social-work', community.ordinal);
  const entries = writePeople(slips, people.clients, quota.clientDuplicates, dirt, keeper);
  const clients = entries.map(
    ({ person, index, fields }): ClientRecord => ({
      id: ids('client', slot, index),
      ...fields,
      stationId: fields.ownerOrganisationId,
      groups: groupsOf(person, people.covered.has(person)),
      registeredOn: daysAgo(random, district.today, 30, 1100, person.bornOn),
    }),
  );
  return {
    records: {
      stations: [drawStation(random, district, room)],
      socialWorkers: workers,
      clients,
      needs: drawNeeds(district, people, clients),
      caseFiles: drawCases(district, people, clients, workers),
      projects: communityProjects(district, people),
      ...noOffers,
    },
    truth: entries.map(({ person, index }) => ({
      department: 'social-work',
      recordId: ids('client', slot, index),
      personKey: person.key,
    })),
  };
}

const nearness = tableOf([
  ['ROOM', 70],
  ['STREET', 28],
  ['CENTRE', 2],
] as const);

function stationFor(random: Random, { ids }: District, { community }: CommunityPeople): string {
  const level = random.from(nearness);
  if (level === 'ROOM') return roomId(ids, community);
  return level === 'STREET' ? streetStationId(ids, community.street) : centreId(ids);
}
