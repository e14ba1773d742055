import {
  type BeneficiaryCap,
  defaultPolicy,
  type MatchInput,
  type MatchNeed,
  type MatchPolicy,
  type MatchResource,
} from '@hub/engine-matching';
import { type DistrictChunk, planDistrict } from '@hub/engine-population';

/** The demonstration district (宜昌市西陵区) as it stands on one day. */
export const plan = { seed: 'xiling', residents: 5600, today: '2026-11-21' };

type Records = {
  readonly [Department in 'civilAffairs' | 'socialWork' | 'charities' | 'volunteers']: DistrictChunk[Department];
};
export type Owned =
  | { readonly kind: 'VOLUNTEER_TIME'; readonly record: DistrictChunk['volunteers']['volunteers'][number] }
  | { readonly kind: 'TEAM'; readonly record: TeamWithOffer }
  | { readonly kind: 'FUND'; readonly record: DistrictChunk['charities']['funds'][number] }
  | { readonly kind: 'GOODS'; readonly record: DistrictChunk['charities']['goodsStocks'][number] }
  | { readonly kind: 'SERVICE'; readonly record: DistrictChunk['socialWork']['serviceOffers'][number] }
  | { readonly kind: 'VENUE_SLOT'; readonly record: SlotInRoom }
  | { readonly kind: 'CASELOAD'; readonly record: DistrictChunk['socialWork']['socialWorkers'][number] };

/** A team that offers something together: then nothing of its offer is left out. */
type Team = DistrictChunk['volunteers']['volunteerTeams'][number];
type TeamWithOffer = {
  readonly [Field in keyof Team]: Field extends 'vettedUntil' ? Team[Field] : NonNullable<Team[Field]>;
};

/** An activity with the room that it is held in. */
type SlotInRoom = DistrictChunk['socialWork']['venueSlots'][number] &
  Pick<DistrictChunk['socialWork']['venues'][number], 'stationId' | 'divisionCode' | 'longitude' | 'latitude'> & {
    readonly windows: number;
  };

/** All records of the plan, put together over its slices. */
export const recordsOf = (): Records => {
  const all: Record<string, Record<string, unknown[]>> = {};
  for (const { truth: _, ...departments } of planDistrict(plan).chunks())
    for (const [department, kinds] of Object.entries(departments))
      for (const [kind, rows] of Object.entries(kinds)) {
        all[department] ??= {};
        all[department][kind] = [...(all[department][kind] ?? []), ...rows];
      }
  // The very kinds of the slices, each put together with its like.
  return all as unknown as Records;
};

// What the registries' records mean for matching, written down a second time so that the run of the house is checked by another reading.
const ANY_VOLUNTEER = ['HOME_VISIT', 'MEAL_DELIVERY', 'HOUSEWORK', 'ESCORT_TO_CLINIC'];
const BY_SKILL: Readonly<Record<string, string>> = {
  HAIRDRESSING: 'HAIRCUT',
  REPAIR: 'HOME_REPAIR',
  TEACHING: 'TUTORING',
  COUNSELLING: 'COUNSELLING',
  LAW: 'LEGAL_ADVICE',
};
const GOODS_REACH_METRES = 20_000;
const ROOM_REACH_METRES = 1_000;

const policy: MatchPolicy = {
  ...defaultPolicy,
  version: `${defaultPolicy.version}.1`,
  vettingFreeUnits: ['FEN', 'ITEM', 'CASE'],
  maxUnlocks: 0,
};

const anything = {
  longitude: null,
  latitude: null,
  radiusMetres: null,
  regions: [],
  windows: 0,
  skills: [],
  vettedUntil: null,
  groups: [],
  restricted: false,
  perPersonCap: null,
  expiresOn: null,
  personKey: null,
} satisfies Partial<MatchResource>;

type OfStation = Extract<Owned, { readonly kind: 'SERVICE' | 'VENUE_SLOT' }>;

/** What binds a station's service, and the places of an activity in a room. */
const boundsOf = ({ kind, record }: OfStation) =>
  kind === 'SERVICE'
    ? { capacity: record.hoursPerMonth, radiusMetres: record.reachMetres, groups: record.beneficiaryGroups }
    : { capacity: 4 * record.places * (record.toHour - record.fromHour), radiusMetres: ROOM_REACH_METRES };

const hoursOfStation = (owned: OfStation): MatchResource => {
  const { id, serviceCode, stationId, endsOn, longitude, latitude, windows, skills, vettedUntil } = owned.record;
  return {
    ...anything,
    ...{ id, kind: owned.kind, services: [serviceCode], unit: 'HOUR', providerId: stationId, expiresOn: endsOn },
    ...{ longitude, latitude, windows, skills, vettedUntil },
    ...boundsOf(owned),
  };
};

const resourceOf = ({ socialWork }: Records, owned: Owned): MatchResource | null => {
  const { id } = owned.record;
  switch (owned.kind) {
    case 'VOLUNTEER_TIME': {
      const { status, hoursPerMonth, skills, teamId, longitude, latitude, radiusMetres, windows, vettedUntil } =
        owned.record;
      const services = [...ANY_VOLUNTEER, ...skills.flatMap((skill) => BY_SKILL[skill] ?? [])];
      const { vettedFor, certificates, gender, languages, travelMode, travelMinutes } = owned.record;
      const place = { longitude, latitude, radiusMetres, windows, vettedUntil };
      const fitness: Partial<MatchResource> = {
        vettedFor: vettedFor === 'ENHANCED' ? 'ENHANCED' : 'VETTED',
        certificates,
        gender: gender === 'UNKNOWN' ? null : gender,
        languages,
        travel: travelMode === null || travelMinutes === null ? null : { mode: travelMode, minutes: travelMinutes },
      };
      return status === 'ACTIVE'
        ? {
            ...anything,
            ...place,
            ...fitness,
            id,
            kind: 'VOLUNTEER_TIME',
            services,
            unit: 'HOUR',
            capacity: hoursPerMonth,
            skills,
            providerId: teamId,
          }
        : null;
    }
    case 'TEAM': {
      const { hoursPerMonth, skills, longitude, latitude, radiusMetres, windows, vettedUntil, together } = owned.record;
      const services = [...ANY_VOLUNTEER, ...skills.flatMap((skill) => BY_SKILL[skill] ?? [])];
      const place = { longitude, latitude, radiusMetres, windows };
      const who = { skills, vettedUntil, vettedFor: 'VETTED', helpers: together, providerId: id } as const;
      return { ...anything, ...place, ...who, id, kind: 'TEAM', services, unit: 'HOUR', capacity: hoursPerMonth };
    }
    case 'FUND': {
      const { balanceFen, serviceCodes, beneficiaryGroups, regionCode, restricted, perPersonCapFen } = owned.record;
      const { startsOn, expiresOn, charityOrganisationId, perPersonYearCapFen, leastGrantFen } = owned.record;
      const { matchGives, matchForEach } = owned.record;
      const bounds = {
        groups: beneficiaryGroups,
        regions: [regionCode],
        restricted,
        perPersonCap: perPersonCapFen,
        perPersonYearCap: perPersonYearCapFen,
        leastUnits: leastGrantFen,
        matchGiving: matchGives && matchForEach ? { gives: matchGives, forEach: matchForEach, beside: [] } : null,
        expiresOn,
      };
      return startsOn > plan.today
        ? null
        : {
            ...anything,
            ...bounds,
            id,
            kind: 'FUND',
            services: serviceCodes,
            unit: 'FEN',
            capacity: balanceFen,
            providerId: charityOrganisationId,
          };
    }
    case 'GOODS': {
      const { serviceCode, quantity, beneficiaryGroups, longitude, latitude, expiresOn, charityOrganisationId } =
        owned.record;
      const bounds = { groups: beneficiaryGroups, longitude, latitude, radiusMetres: GOODS_REACH_METRES, expiresOn };
      return {
        ...anything,
        ...bounds,
        id,
        kind: 'GOODS',
        services: [serviceCode],
        unit: 'ITEM',
        capacity: quantity,
        providerId: charityOrganisationId,
      };
    }
    case 'SERVICE':
    case 'VENUE_SLOT':
      return hoursOfStation(owned);
    case 'CASELOAD': {
      const { stationId, caseCapacity, divisionCode } = owned.record;
      const station = socialWork.stations.find((one) => one.id === stationId);
      const open = socialWork.caseFiles.filter((file) => file.socialWorkerId === id && file.closedOn === null).length;
      const place = {
        longitude: station?.longitude ?? null,
        latitude: station?.latitude ?? null,
        regions: [divisionCode],
      };
      return {
        ...anything,
        ...place,
        id,
        kind: 'CASELOAD',
        services: ['CASE_WORK'],
        unit: 'CASE',
        capacity: Math.max(0, caseCapacity - open),
        providerId: stationId,
      };
    }
  }
};

export interface District {
  readonly records: Records;
  readonly input: MatchInput;
  readonly owned: ReadonlyMap<string, Owned>;
}

/** All that a division lies in on the day, zones included: the more divisions one holds, the later it comes. */
const placesIn = ({ divisions, zones }: Records['civilAffairs']) => {
  const holds = ({ validFrom, validTo }: { readonly validFrom: string; readonly validTo: string | null }): boolean =>
    validFrom <= plan.today && (validTo === null || validTo > plan.today);
  const parents = new Map(divisions.filter(holds).map(({ code, parentCode }) => [code, parentCode]));
  const upwards = (code: string): readonly string[] => {
    const up = parents.get(code) ?? null;
    return up === null ? [code] : [code, ...upwards(up)];
  };
  const around = (code: string): readonly string[] => {
    const chain = upwards(code);
    const zonesAround = zones.filter(
      (zone) => holds(zone) && zone.memberCodes.some((member) => chain.includes(member)),
    );
    return [...chain, ...zonesAround.map(({ id }) => id)];
  };
  const extent = new Map<string, number>();
  for (const code of parents.keys()) for (const place of around(code)) extent.set(place, (extent.get(place) ?? 0) + 1);
  return (code: string): readonly string[] =>
    around(code).toSorted((a, b) => (extent.get(a) ?? 0) - (extent.get(b) ?? 0) || (a < b ? 1 : -1));
};

type AmountOfNeed = Pick<
  DistrictChunk['socialWork']['needs'][number],
  'unit' | 'units' | 'cadenceUnits' | 'cadenceTimes' | 'cadencePeriod'
>;

/** Each slot in its room, with the part of the week that it lies in: none of the district's spans two. */
const slotsInRooms = ({ venues, venueSlots }: Records['socialWork']): readonly SlotInRoom[] =>
  venueSlots.flatMap((slot) =>
    venues
      .filter(({ id }) => id === slot.venueId)
      .map(({ id: _, name: __, seats: ___, ...room }) => ({
        ...room,
        ...slot,
        windows: 1 << (3 * (slot.weekday - 1) + (slot.fromHour < 12 ? 0 : slot.fromHour < 18 ? 1 : 2)),
      })),
  );

/** What is asked of one month: hours that are given week after week come to 52 weeks a year, begun hours counted. */
const monthOf = ({ unit, units, cadenceUnits, cadenceTimes, cadencePeriod }: AmountOfNeed): number => {
  if (unit !== 'HOUR' || cadencePeriod === null) return units;
  const aPeriod = (cadenceUnits ?? 0) * (cadenceTimes ?? 0);
  return Math.min(units, cadencePeriod === 'MONTH' ? aPeriod : Math.ceil((52 * aPeriod) / 12));
};

const offersTogether = (team: Team): team is TeamWithOffer => team.together !== null;

/** What one person may have at most in a year of all that a charity gives. */
const capsOf = ({ charities }: Records): readonly BeneficiaryCap[] =>
  charities.charityOrganisations.flatMap(({ id, perPersonYearCapFen }) =>
    perPersonYearCapFen === null
      ? []
      : [{ id: `${id} FEN`, providerId: id, unit: 'FEN', mostUnits: perPersonYearCapFen, per: 'YEAR' }],
  );

/** The district as the engine takes it; ids break ties, so they are those of the hub, by the ids of the owners' records. */
export const readDistrict = (resourceIds: ReadonlyMap<string, string>): District => {
  const records = recordsOf();
  const persons = new Map(
    [...planDistrict(plan).chunks()].flatMap(({ truth }) =>
      truth.map(({ recordId, personKey }) => [recordId, personKey] as const),
    ),
  );
  const { civilAffairs, socialWork, charities, volunteers } = records;
  const placesOf = placesIn(civilAffairs);
  const clients = new Map(socialWork.clients.map((client) => [client.id, client]));
  const needs = socialWork.needs
    .filter(({ status }) => status === 'OPEN')
    .map(
      ({
        serviceCode,
        divisionCode,
        clientId,
        genderWish,
        genderMust,
        languageWish,
        languageMust,
        ...need
      }): MatchNeed => ({
        ...need,
        units: monthOf(need),
        gender: genderWish === null ? null : { is: genderWish, must: genderMust },
        language: languageWish === null ? null : { is: languageWish, must: languageMust },
        service: serviceCode,
        community: divisionCode,
        places: placesOf(divisionCode),
        groups: clients.get(clientId)?.groups ?? [],
        personKey: persons.get(clientId) ?? clientId,
        excludedProviders: [],
      }),
    );
  const all: readonly Owned[] = [
    ...volunteers.volunteers.map((record): Owned => ({ kind: 'VOLUNTEER_TIME', record })),
    ...volunteers.volunteerTeams.filter(offersTogether).map((record): Owned => ({ kind: 'TEAM', record })),
    ...charities.funds.map((record): Owned => ({ kind: 'FUND', record })),
    ...charities.goodsStocks.map((record): Owned => ({ kind: 'GOODS', record })),
    ...socialWork.socialWorkers.map((record): Owned => ({ kind: 'CASELOAD', record })),
    ...socialWork.serviceOffers.map((record): Owned => ({ kind: 'SERVICE', record })),
    ...slotsInRooms(socialWork).map((record): Owned => ({ kind: 'VENUE_SLOT', record })),
  ];
  const idOf = ({ record: { id } }: Owned): string => resourceIds.get(id) ?? id;
  const resources = all.flatMap((one) => {
    const resource = resourceOf(records, one);
    return resource === null ? [] : [{ ...resource, id: idOf(one), personKey: persons.get(one.record.id) ?? null }];
  });
  return {
    records,
    input: { needs, resources, policy, today: plan.today, beneficiaryCaps: capsOf(records) },
    owned: new Map(all.map((one) => [idOf(one), one])),
  };
};
