import { creditCodeCheck } from '@hub/values';
import { districtOne, type Home, homes, places, streetOne, streetThree, streetTwo } from './places.ts';
import { always, point, record, type WorldRecord } from './records.ts';

/** What every viewer may see. */
export const publicRecords = (): readonly WorldRecord[] => [
  ...places.map(([code, name, level, parentCode]) =>
    record('civil-affairs', 'divisions', { code, name, level, parentCode, ...always, ...point(111) }),
  ),
  record('civil-affairs', 'zones', { id: 'zone_park', name: '高新园区', ...always, memberCodes: ['420502002002'] }),
  record('civil-affairs', 'managedBy', { code: '420502002002', managedBy: 'zone_park', ...always }),
  ...homes.flatMap(stationOf),
  ...['charity_one', 'charity_two'].flatMap(charityRecords),
  ...[streetOne, streetTwo, streetThree].map((divisionCode, at) =>
    record('volunteers', 'volunteerTeams', {
      id: `team_${at + 1}`,
      name: `第${at + 1}服务队`,
      divisionCode,
      foundedOn: '2015-05-05',
    }),
  ),
];

const stationOf = ({ station, community, longitude }: Home): readonly WorldRecord[] => [
  record('social-work', 'stations', {
    id: station,
    name: `${station}站`,
    level: 'TOWNSHIP_STATION',
    status: 'OPERATING',
    rating: 4,
    divisionCode: community,
    openedOn: '2018-01-01',
    ...point(longitude),
  }),
  record('social-work', 'socialWorkers', {
    id: `worker_${station}`,
    name: '周敏',
    stationId: station,
    certificate: 'SOCIAL_WORKER',
    registeredUntil: '2028-01-01',
    caseCapacity: 20,
    divisionCode: community,
  }),
  record('social-work', 'serviceOffers', {
    id: `offer_${station}`,
    name: '助餐点',
    stationId: station,
    serviceCode: 'MEAL_DELIVERY',
    divisionCode: community,
    hoursPerMonth: 40,
    reachMetres: 1000,
    windows: 0,
    skills: [],
    beneficiaryGroups: [],
    vettedUntil: '2028-01-01',
    startsOn: '2026-01-01',
    endsOn: null,
    ...point(longitude),
  }),
  record('social-work', 'venues', {
    id: `venue_${station}`,
    name: '活动室',
    stationId: station,
    divisionCode: community,
    seats: 30,
    ...point(longitude),
  }),
  record('social-work', 'venueSlots', {
    id: `slot_${station}`,
    venueId: `venue_${station}`,
    activity: '理发日',
    serviceCode: 'HAIRCUT',
    weekday: 2,
    fromHour: 9,
    toHour: 11,
    places: 3,
    skills: [],
    vettedUntil: null,
    startsOn: '2026-01-01',
    endsOn: null,
  }),
  record('social-work', 'projects', {
    id: `project_${station}`,
    name: '助老项目',
    programme: '以奖代补',
    stationId: station,
    divisionCode: community,
    category: 'ELDERLY_SUPPORT',
    fundingSource: '福彩公益金',
    plannedFen: 500_000,
    fundedFen: 300_000,
    phase: 'DURING',
    startsOn: '2026-01-01',
    endsOn: '2027-01-01',
  }),
];

const creditCodeOf = (at: number): string =>
  `51420500MJH200${319 + at}`.padEnd(17, '0') + creditCodeCheck(`51420500MJH200${319 + at}`.padEnd(17, '0'));

const charityRecords = (id: string, at: number): readonly WorldRecord[] => [
  record('charities', 'charityOrganisations', {
    id,
    name: `慈善会${at + 1}`,
    creditCode: creditCodeOf(at),
    kind: 'FOUNDATION',
    divisionCode: districtOne,
    registeredOn: '2012-01-01',
    ...point(111),
  }),
  record('charities', 'funds', {
    id: `fund_${at + 1}`,
    name: '幸福家园',
    programme: '幸福家园',
    charityOrganisationId: id,
    serviceCodes: ['CASH_RELIEF'],
    beneficiaryGroups: [],
    restricted: false,
    regionCode: '420500000000',
    raisedFen: 90_000_000,
    balanceFen: 80_000_000,
    perPersonCapFen: null,
    startsOn: '2026-01-01',
    expiresOn: '2028-01-01',
  }),
  record('charities', 'matchGrants', {
    id: `grant_${at + 1}`,
    fundId: `fund_${at + 1}`,
    tier: 'CITY',
    amountFen: 100_000,
    grantedOn: '2026-02-01',
  }),
  record('charities', 'goodsStocks', {
    id: `goods_${at + 1}`,
    name: '棉衣',
    serviceCode: 'WINTER_CLOTHING',
    charityOrganisationId: id,
    beneficiaryGroups: [],
    divisionCode: districtOne,
    quantity: 500,
    ...point(111),
    expiresOn: '2028-01-01',
  }),
];
