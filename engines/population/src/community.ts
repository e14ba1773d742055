import { drawAddress } from './addresses.ts';
import { type District, slotOf } from './district.ts';
import { drawHousehold, drawSizes, type TrueHousehold } from './household.ts';
import { type NumberBook, openNumberBook } from './numberBook.ts';
import { drawPerson, type Hardship, type Home, noHardship, type Person } from './people.ts';
import { drawPhone } from './phones.ts';
import { type Community, pointAt } from './places.ts';
import type { Quota } from './quotas.ts';
import { openRandom, type Random, tableOf } from './random.ts';
import type { LivingSituation } from './records.ts';

/** The true people of one community, and which of them each department knows. */
export interface CommunityPeople {
  readonly community: Community;
  readonly quota: Quota;
  readonly households: readonly TrueHousehold[];
  /** Everybody in the households. */
  readonly ledger: readonly Person[];
  /** Those of the ledger whose category is in force today. */
  readonly covered: ReadonlySet<Person>;
  readonly clients: readonly Person[];
  readonly beneficiaries: readonly Person[];
  readonly volunteers: readonly Person[];
}

const clientsFromLedger = 0.85;
const beneficiariesFromLedger = 0.75;
const volunteersFromLedger = 0.06;

/** Draws the people of a community, whatever other communities are drawn. */
export function drawCommunity(district: District, community: Community, quota: Quota): CommunityPeople {
  const source = openSource(district, community);
  const { random } = source;
  const households = drawSizes(random, quota.residents - quota.residentDuplicates).map((size) =>
    drawHousehold(source, size),
  );
  const ledger = households.flatMap(({ members }) => members.map(({ person }) => person));
  const covered = new Set(
    random
      .shuffled(households)
      .flatMap(({ members }) => members.map(({ person }) => person))
      .slice(0, quota.currentStatuses),
  );
  const clients = chosen(random, ledger, (quota.clients - quota.clientDuplicates) * clientsFromLedger, urgencyOf);
  const outsideClients = outsiders(source, quota.clients - quota.clientDuplicates - clients.length);
  const known = new Set(clients);
  const beneficiaryTotal = quota.beneficiaries - quota.beneficiaryDuplicates;
  const beneficiaries = chosen(
    random,
    ledger,
    beneficiaryTotal * beneficiariesFromLedger,
    (person) => urgencyOf(person) + (known.has(person) ? 0.35 : 0),
  );
  // Half of those whom a charity helps beyond the ledger are known to a station as well.
  const alsoClients = outsideClients.slice(0, Math.round((beneficiaryTotal - beneficiaries.length) / 2));
  const helped = [...beneficiaries, ...alsoClients];
  return {
    community,
    quota,
    households,
    ledger,
    covered,
    clients: [...clients, ...outsideClients],
    beneficiaries: [...helped, ...outsiders(source, beneficiaryTotal - helped.length)],
    volunteers: drawVolunteers(source, ledger, quota.volunteers - quota.volunteerDuplicates),
  };
}

interface Source {
  readonly random: Random;
  readonly births: NumberBook;
  readonly today: string;
  readonly home: (living: LivingSituation) => Home;
  readonly nextKey: () => string;
}

function openSource(district: District, community: Community): Source {
  const { seed, today, places, ids } = district;
  const random = openRandom(seed, 'people', community.ordinal);
  const draw = (living: LivingSituation): Home => {
    const reach = community.rural ? 700 : 350;
    return {
      ...pointAt(community, random.nearZero() * reach, random.nearZero() * reach),
      address: drawAddress(random, seed, community),
      living,
      phone: drawPhone(random),
    };
  };
  const institution = draw('INSTITUTION');
  let people = 0;
  return {
    random,
    births: openNumberBook(community.ordinal, places.communities.length, today),
    today,
    home: (living) => (living === 'INSTITUTION' ? institution : draw(living)),
    nextKey: () => ids('person', slotOf(community), people++),
  };
}

/** About so many of the people, those first whose score and luck are highest. */
function chosen(random: Random, people: readonly Person[], count: number, score: (person: Person) => number): Person[] {
  const scored = people.map((person, place) => ({ person, place, score: score(person) + 1.2 * random.next() }));
  scored.sort((one, other) => other.score - one.score || one.place - other.place);
  return scored.slice(0, Math.floor(count)).map(({ person }) => person);
}

function urgencyOf({ age, home, disabled, ill, orphan }: Person): number {
  return (
    (age >= 60 ? 0.2 : 0) +
    (home.living === 'ALONE' ? 0.3 : 0) +
    (disabled ? 0.4 : 0) +
    (ill ? 0.3 : 0) +
    (age < 18 ? 0.3 : 0) +
    (orphan ? 0.6 : 0)
  );
}

interface Stranger {
  readonly ages: readonly [number, number];
  readonly living: LivingSituation;
  readonly hardship: Hardship;
}

// People with needs who are in no ledger: not poor enough, not registered here, or not yet found.
const strangers = tableOf<Stranger>([
  [{ ages: [65, 92], living: 'ALONE', hardship: noHardship }, 34],
  [{ ages: [65, 90], living: 'EMPTY_NEST', hardship: { ...noHardship, ill: true } }, 20],
  [{ ages: [20, 59], living: 'WITH_FAMILY', hardship: { ...noHardship, disabled: true } }, 20],
  [{ ages: [30, 59], living: 'WITH_FAMILY', hardship: { ...noHardship, ill: true } }, 14],
  [{ ages: [6, 15], living: 'LEFT_BEHIND', hardship: { ...noHardship, leftBehind: true } }, 12],
]);

function outsiders(source: Source, count: number): Person[] {
  return Array.from({ length: count }, () => {
    const { ages, living, hardship } = source.random.from(strangers);
    return drawStranger(source, ages, living, hardship, 0.5);
  });
}

function drawStranger(
  source: Source,
  ages: readonly [number, number],
  living: LivingSituation,
  hardship: Hardship,
  women: number,
): Person {
  const gender = source.random.chance(women) ? 'FEMALE' : 'MALE';
  const sketch = { key: source.nextKey(), gender, ages, home: source.home(living), hardship, category: null } as const;
  return drawPerson(source.random, sketch, source.births, source.today);
}

const volunteerAges = tableOf<readonly [number, number]>([
  [[18, 25], 18],
  [[26, 45], 27],
  [[46, 59], 25],
  [[60, 72], 30],
]);

// Some who are helped also help: the healthy of the ledger, the young-old before others.
function drawVolunteers(source: Source, ledger: readonly Person[], count: number): Person[] {
  const { random } = source;
  const able = ledger.filter(
    ({ age, disabled, ill, home }) => age >= 18 && age <= 72 && !disabled && !ill && home.living !== 'INSTITUTION',
  );
  const share = count * volunteersFromLedger;
  const luck = Math.floor(share) + (random.chance(share % 1) ? 1 : 0);
  const helpers = chosen(random, able, luck, ({ age }) => (age >= 58 ? 1 : 0));
  const others = Array.from({ length: count - helpers.length }, () =>
    drawStranger(source, random.from(volunteerAges), 'WITH_FAMILY', noHardship, 0.6),
  );
  return [...helpers, ...others];
}
