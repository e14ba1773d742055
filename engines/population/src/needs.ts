import { addDays, type Skill, type Urgency } from '@hub/values';
import type { CommunityPeople } from './community.ts';
import { dayBetween, earlierOf, laterOf } from './days.ts';
import { type District, slotOf } from './district.ts';
import type { Person } from './people.ts';
import { openRandom, type Random, tableOf } from './random.ts';
import type { ClientRecord, NeedRecord } from './records.ts';
import { drawAsked, drawHelpers } from './requirements.ts';
import { categoryFor, drawService, type ServiceKind } from './services.ts';

const urgencies = tableOf<Urgency>([
  ['LOW', 34],
  ['MEDIUM', 43],
  ['HIGH', 18],
  ['CRITICAL', 5],
]);
const urgenciesOfFrail = tableOf<Urgency>([
  ['LOW', 15],
  ['MEDIUM', 40],
  ['HIGH', 33],
  ['CRITICAL', 12],
]);

/** The needs of one community's clients: open ones, met ones, withdrawn ones; seldom one person with the same need twice. */
export function drawNeeds(district: District, people: CommunityPeople, clients: readonly ClientRecord[]): NeedRecord[] {
  const { quota, community } = people;
  const random = openRandom(district.seed, 'needs', community.ordinal);
  const askings = openRandom(district.seed, 'asked', community.ordinal);
  const crowds = openRandom(district.seed, 'crowds', community.ordinal);
  const taken = new Set<string>();
  const draw = (status: NeedRecord['status']) => (): Drawn => {
    for (let attempt = 0; ; attempt++) {
      const place = random.below(people.clients.length);
      const [person, client] = [people.clients[place], clients[place]];
      if (person === undefined || client === undefined)
        throw new RangeError('Met needs in a community without clients.');
      const service = drawService(random, person);
      const key = `${place} ${service.code}`;
      if (taken.has(key) && attempt < 20) continue;
      taken.add(key);
      return { person, client, service, status };
    }
  };
  const drawn = [
    ...Array.from({ length: quota.openNeeds }, draw('OPEN')),
    ...Array.from({ length: quota.metNeeds }, draw('MET')),
    ...Array.from({ length: quota.withdrawnNeeds }, draw('WITHDRAWN')),
  ];
  return drawn.map((need, index) => ({
    ...needOf(random, askings, district, need, district.ids('need', slotOf(community), index)),
    helpers: drawHelpers(crowds, need.service, need.person),
  }));
}

interface Drawn {
  readonly person: Person;
  readonly client: ClientRecord;
  readonly service: ServiceKind;
  readonly status: NeedRecord['status'];
}

function needOf(
  random: Random,
  askings: Random,
  { today }: District,
  { person, client, service, status }: Drawn,
  id: string,
): Omit<NeedRecord, 'helpers'> {
  const [smallest, largest, step] = service.units;
  const frail = person.orphan || person.ill || (person.age >= 80 && person.home.living === 'ALONE');
  const openedOn = dayBetween(
    random,
    laterOf(client.registeredOn, addDays(today, status === 'OPEN' ? -240 : -540)),
    today,
  );
  const units = smallest + step * random.between(0, (largest - smallest) / step);
  const urgency = random.from(frail ? urgenciesOfFrail : urgencies);
  const closedOn = status === 'OPEN' ? null : dayBetween(random, openedOn, earlierOf(addDays(openedOn, 90), today));
  const skill = skillFor(random, service, person);
  const vettedOnly = service.unit === 'HOUR' && needsVetting(random, service, person);
  return {
    id,
    clientId: client.id,
    stationId: client.stationId,
    divisionCode: client.divisionCode,
    category: categoryFor(service, person),
    serviceCode: service.code,
    unit: service.unit,
    units,
    urgency,
    status,
    openedOn,
    closedOn,
    skill,
    vettedOnly,
    ...drawAsked(askings, service, person, units, vettedOnly),
    windows: service.unit === 'HOUR' && random.chance(0.45) ? drawWindows(random) : 0,
    longitude: person.home.longitude,
    latitude: person.home.latitude,
  };
}

function skillFor(random: Random, { code, skill }: ServiceKind, { deaf, disabled, ill }: Person): Skill | null {
  if (code === 'ESCORT_TO_CLINIC' && deaf) return 'SIGN_LANGUAGE';
  if (code === 'ESCORT_TO_CLINIC' && disabled && random.chance(0.4)) return 'DRIVING';
  if (code === 'HOME_VISIT' && ill && random.chance(0.2)) return 'MEDICINE';
  return skill;
}

// Nobody unvetted is alone with a child; others may ask for it too.
function needsVetting(random: Random, { code }: ServiceKind, { age, disabled }: Person): boolean {
  if (age < 18) return true;
  if (code === 'COUNSELLING') return random.chance(0.5);
  return disabled && random.chance(0.15);
}

function drawWindows(random: Random): number {
  let windows = 0;
  for (let left = random.between(2, 6); left > 0; left--) windows |= 1 << (3 * random.below(7) + random.below(3));
  return windows;
}
