import { addDays, type Skill } from '@hub/values';
import type { District } from './district.ts';
import { teamId } from './organisations.ts';
import { pointAt } from './places.ts';
import { openRandom, type Random } from './random.ts';
import type { VolunteerTeamRecord } from './records.ts';

/** Names of teams, each with what its members do together, where they do. */
const teamKinds: readonly (readonly [name: string, skills: readonly Skill[] | null])[] = [
  ['红马甲', ['CARE']],
  ['夕阳红', null],
  ['邻里帮', ['CARE', 'COOKING']],
  ['青春同行', null],
  ['巾帼', null],
  ['暖心', null],
  ['助学', null],
  ['便民服务', ['REPAIR', 'HAIRDRESSING']],
  ['平安巡逻', null],
  ['守望相助', null],
  ['爱心车队', ['DRIVING']],
  ['银龄', null],
];

type Offer = Omit<VolunteerTeamRecord, 'id' | 'name' | 'divisionCode' | 'foundedOn'>;

const nothing: Offer = {
  together: null,
  hoursPerMonth: null,
  radiusMetres: null,
  windows: null,
  skills: [],
  vettedUntil: null,
  vettedFor: 'NONE',
  longitude: null,
  latitude: null,
};

type Street = District['places']['streets'][number];

/** The teams of all streets; what some of them do together is drawn from a stream of its own. All of it is invented. */
export function drawTeams({ seed, ids, places, teams, firstTeams, today }: District): VolunteerTeamRecord[] {
  const random = openRandom(seed, 'teams');
  const together = openRandom(seed, 'together');
  return places.streets.flatMap((street, place) =>
    Array.from({ length: teams[place] ?? 0 }, (_, index): VolunteerTeamRecord => {
      const round = Math.floor(index / teamKinds.length);
      const [name = '', skills = null] = teamKinds[index % teamKinds.length] ?? [];
      return {
        id: teamId(ids, (firstTeams[place] ?? 0) + index),
        name: `${street.name}${name}志愿服务${round === 0 ? '队' : `${round + 1}队`}`,
        divisionCode: street.code,
        foundedOn: addDays(today, -random.between(400, 4500)),
        ...(skills === null || round > 0 ? nothing : offerOf(together, street, skills, today)),
      };
    }),
  );
}

function offerOf(random: Random, street: Street, skills: readonly Skill[], today: string): Offer {
  const vetted = random.chance(0.5);
  return {
    together: random.between(2, 4),
    hoursPerMonth: 2 * random.between(2, 6),
    radiusMetres: 500 * random.between(3, 6),
    windows: 0,
    skills,
    vettedUntil: vetted ? addDays(today, random.between(60, 700)) : null,
    vettedFor: vetted ? 'VETTED' : 'NONE',
    ...pointAt(street, random.nearZero() * 300, random.nearZero() * 300),
  };
}
