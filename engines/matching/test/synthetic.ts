import type { Urgency } from '@hub/values';
import type { MatchInput, MatchNeed, MatchResource } from '../src/index.ts';
import { defaultPolicy } from '../src/index.ts';

/** Whole numbers from 0 to `below` - 1, the same for the same seed (mulberry32). */
export const createDice = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
};

export const today = '2025-06-30';

/** A need in the middle of the synthetic city that any volunteer with home visits may serve. */
export const aNeed = (fields: Partial<MatchNeed> = {}): MatchNeed => ({
  id: 'need_1',
  category: 'ELDERLY_SUPPORT',
  service: 'HOME_VISIT',
  unit: 'HOUR',
  units: 2,
  urgency: 'MEDIUM',
  longitude: 111.3,
  latitude: 30.7,
  places: ['420502001001', '420502001000', '420502000000', '420500000000', '420000000000'],
  community: '420502001001',
  windows: 0,
  skill: null,
  vettedOnly: false,
  groups: ['ELDERLY'],
  personKey: 'person_1',
  openedOn: '2025-06-01',
  excludedProviders: [],
  ...fields,
});

/** A volunteer next door who may serve that need. */
export const aVolunteer = (fields: Partial<MatchResource> = {}): MatchResource => ({
  id: 'resource_1',
  kind: 'VOLUNTEER_TIME',
  services: ['HOME_VISIT'],
  unit: 'HOUR',
  capacity: 4,
  longitude: 111.301,
  latitude: 30.701,
  radiusMetres: 2000,
  regions: [],
  windows: 0,
  skills: [],
  vettedUntil: null,
  groups: [],
  restricted: false,
  perPersonCap: null,
  expiresOn: null,
  providerId: 'team_1',
  personKey: 'volunteer_1',
  ...fields,
});

/** A fund of 1,000 yuan for the whole county. */
export const aFund = (fields: Partial<MatchResource> = {}): MatchResource =>
  aVolunteer({
    id: 'fund_1',
    kind: 'FUND',
    services: ['CASH_RELIEF'],
    unit: 'FEN',
    capacity: 100_000,
    longitude: null,
    latitude: null,
    radiusMetres: null,
    regions: ['420502000000'],
    providerId: 'charity_1',
    personKey: null,
    ...fields,
  });

const URGENCIES: readonly Urgency[] = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
const SERVICES = ['HOME_VISIT', 'MEAL_DELIVERY', 'HAIRCUT', 'TUTORING'];
const GROUPS = ['ELDERLY', 'DISABLED', 'DIBAO'];

/** A city of ten by ten communities, seven kilometres wide: four services in hours and one in fen, with every kind of rule in play. */
export const aCity = (needCount: number, resourceCount: number, seed: number): MatchInput => {
  const dice = createDice(seed);
  const pick = <T>(words: readonly T[]): T => words[dice(words.length)] as T;
  const community = (cell: number): string =>
    `4205020${String(10 + Math.floor(cell / 10))}${String(100 + (cell % 10))}`;
  const place = (cell: number): { longitude: number; latitude: number } => ({
    longitude: 111.3 + ((cell % 10) + dice(1000) / 1000) * 0.0073,
    latitude: 30.7 + (Math.floor(cell / 10) + dice(1000) / 1000) * 0.0063,
  });
  const windows = (): number =>
    dice(3) === 0 ? 0 : (1 << dice(21)) | (1 << dice(21)) | (1 << dice(21)) | (1 << dice(21));
  const needs = Array.from({ length: needCount }, (_, k) => {
    const cell = dice(100);
    const money = dice(8) === 0;
    return aNeed({
      ...place(cell),
      id: `need_${String(k).padStart(6, '0')}`,
      service: money ? 'CASH_RELIEF' : pick(SERVICES),
      unit: money ? 'FEN' : 'HOUR',
      units: money ? 10_000 * (1 + dice(30)) : 1 + dice(4),
      urgency: pick(URGENCIES),
      community: community(cell),
      places: [community(cell), `${community(cell).slice(0, 9)}000`, '420502000000', '420500000000', '420000000000'],
      windows: windows(),
      skill: dice(6) === 0 ? pick(['CARE', 'TEACHING']) : null,
      vettedOnly: dice(6) === 0,
      groups: [pick(GROUPS), pick(GROUPS)],
      personKey: `person_${dice(needCount)}`,
      openedOn: `2025-0${1 + dice(6)}-15`,
      excludedProviders: dice(10) === 0 ? [`team_${dice(20)}`] : [],
    });
  });
  const resources = Array.from({ length: resourceCount }, (_, k) => {
    const id = `resource_${String(k).padStart(6, '0')}`;
    const groups = dice(2) === 0 ? [pick(GROUPS)] : [];
    const cell = dice(100);
    if (dice(12) === 0)
      return aFund({
        id,
        capacity: 10_000 * (1 + dice(200)),
        regions: dice(2) === 0 ? ['420502000000'] : [community(cell)],
        groups,
        restricted: groups.length > 0,
        perPersonCap: dice(2) === 0 ? 100_000 : null,
        expiresOn: dice(3) === 0 ? `2025-0${4 + dice(6)}-10` : null,
      });
    return aVolunteer({
      ...place(cell),
      id,
      services: dice(10) === 0 ? [] : [pick(SERVICES), pick(SERVICES)],
      capacity: 1 + dice(10),
      radiusMetres: 500 + dice(2500),
      windows: windows(),
      skills: dice(3) === 0 ? ['CARE'] : dice(3) === 0 ? ['TEACHING'] : [],
      vettedUntil: dice(3) === 0 ? `202${5 + dice(2)}-05-01` : null,
      providerId: `team_${dice(20)}`,
      personKey: `person_${dice(needCount)}`,
    });
  });
  return { needs, resources, policy: defaultPolicy, today };
};
