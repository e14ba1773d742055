import { addDays, type Skill } from '@hub/values';
import type { CommunityPeople } from './community.ts';
import { openDirt } from './dirt.ts';
import { type District, slotOf } from './district.ts';
import { drawFitness } from './fitness.ts';
import { teamId, volunteerPlatform } from './organisations.ts';
import type { Person } from './people.ts';
import { openRandom, type Random, tableOf } from './random.ts';
import type { VolunteerRecord } from './records.ts';
import { type Slice, type Volunteers, writePeople } from './slices.ts';
import { drawTeams } from './teams.ts';

/** The teams of all streets. */
export const volunteersFrame = (district: District): Volunteers => ({
  volunteerTeams: drawTeams(district),
  volunteers: [],
});

/** The volunteers who live in one community. */
export function volunteersOf(district: District, people: CommunityPeople): Slice<Volunteers> {
  const { seed, ids, dirt } = district;
  const { community, quota } = people;
  const slot = slotOf(community);
  const random = openRandom(seed, 'volunteers', community.ordinal);
  const keeper = () => ({
    department: 'volunteers' as const,
    divisionCode: random.chance(dirt.divisionCoarse) ? community.street.code : community.code,
    ownerOrganisationId: teamFor(random, district, community.street.ordinal) ?? volunteerPlatform,
  });
  const slips = openDirt(seed, 'volunteers', community.ordinal);
  const entries = writePeople(slips, people.volunteers, quota.volunteerDuplicates, dirt, keeper);
  const fitness = openRandom(seed, 'fitness', community.ordinal);
  const volunteers = entries.map(({ person, index, fields }): VolunteerRecord => {
    const offer = drawOffer(random, community.street.ordinal, person, district.today);
    return {
      id: ids('volunteer', slot, index),
      ...fields,
      number: volunteerNumber(ids('volunteer-number', slot, index)),
      teamId: fields.ownerOrganisationId === volunteerPlatform ? null : fields.ownerOrganisationId,
      ...offer,
      ...drawFitness(fitness, person, offer.skills, offer.vettedUntil !== null, district.today),
      longitude: person.home.longitude,
      latitude: person.home.latitude,
      registeredOn: addDays(district.today, -random.between(20, Math.min(2500, 300 + (person.age - 18) * 365))),
    };
  });
  return {
    records: { volunteerTeams: [], volunteers },
    truth: entries.map(({ person, index }) => ({
      department: 'volunteers',
      recordId: ids('volunteer', slot, index),
      personKey: person.key,
    })),
  };
}

function teamFor(random: Random, { ids, teams, firstTeams }: District, street: number): string | null {
  const own = teams[street] ?? 0;
  if (own === 0 || random.chance(0.15)) return null;
  return teamId(ids, (firstTeams[street] ?? 0) + random.below(own));
}

// V and 19 digits, so that nobody takes it for an ID number: the 60 bits of an id, as a number.
function volunteerNumber(id: string): string {
  const signs = id.slice(id.indexOf('_') + 1);
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  let number = 0n;
  for (const sign of signs) number = number * 32n + BigInt(alphabet.indexOf(sign));
  return `V${String(number).padStart(19, '0')}`;
}

type Offer = Pick<VolunteerRecord, 'skills' | 'vettedUntil' | 'radiusMetres' | 'hoursPerMonth' | 'windows' | 'status'>;

const skills = tableOf<Skill | null>([
  [null, 36],
  ['CARE', 19],
  ['COOKING', 8],
  ['REPAIR', 6],
  ['HAIRDRESSING', 4],
  ['TEACHING', 8],
  ['COUNSELLING', 3],
  ['MEDICINE', 4],
  ['DRIVING', 11],
  ['SIGN_LANGUAGE', 1],
]);
// The shortest is ten minutes' walk.
const radii = tableOf([
  [600, 14],
  [1000, 26],
  [1500, 30],
  [2000, 20],
  [3000, 10],
] as const);
const monthlyHours = tableOf([
  [2, 15],
  [4, 30],
  [6, 20],
  [8, 18],
  [10, 8],
  [12, 6],
  [16, 3],
] as const);
const statuses = tableOf([
  ['ACTIVE', 85],
  ['PAUSED', 8],
  ['LEFT', 7],
] as const);

/**
 * What a volunteer offers. Scarcity is built in, so that some needs cannot be met: of seven streets two have no vetted teacher,
 * and only one has lawyers; neither of them goes far.
 */
function drawOffer(random: Random, street: number, person: Person, today: string): Offer {
  const hasLawyers = street % 7 === 1;
  const lacksVettedTeachers = street % 7 === 3 || street % 7 === 5;
  const first = hasLawyers && person.age < 60 && random.chance(0.05) ? 'LAW' : random.from(skills);
  const second = random.chance(0.2) ? random.from(skills) : null;
  const own = [...new Set([first, second])].filter((skill) => skill !== null);
  const rare = own.includes('TEACHING') || own.includes('LAW');
  const vetted = !(own.includes('TEACHING') && lacksVettedTeachers) && random.chance(rare ? 0.55 : 0.4);
  const radius = random.from(radii);
  return {
    skills: own,
    vettedUntil: vetted ? addDays(today, random.between(-70, 720)) : null,
    radiusMetres: rare ? Math.min(radius, 1500) : radius,
    hoursPerMonth: random.from(monthlyHours),
    windows: random.chance(0.15) ? 0 : drawWindows(random, person.age),
    status: random.from(statuses),
  };
}

// People at work have evenings and weekends, others the days.
function drawWindows(random: Random, age: number): number {
  let windows = 0;
  for (let left = random.between(3, 8); left > 0; left--) {
    const atWork = age < 60 && random.chance(0.75);
    const weekday = atWork && random.chance(0.6) ? random.between(5, 6) : random.below(7);
    const part = atWork && weekday < 5 ? 2 : random.below(3);
    windows |= 1 << (3 * weekday + part);
  }
  return windows;
}
