import type { Archetype, Role } from './archetypes.ts';
import { archetypes } from './archetypes.ts';
import type { TrueGender, TrueName } from './names.ts';
import type { NumberBook } from './numberBook.ts';
import { drawPerson, type Hardship, type Home, type Person } from './people.ts';
import { type Random, type Table, tableOf } from './random.ts';
import type { AssistanceCategory, Relation } from './records.ts';

export interface Member {
  readonly person: Person;
  readonly relation: Relation;
}

/** People in need who live together, helped by one category. */
export interface TrueHousehold {
  readonly home: Home;
  readonly category: AssistanceCategory;
  readonly members: readonly Member[];
}

/** What drawing a household needs of its community. */
export interface HouseholdSource {
  readonly random: Random;
  readonly births: NumberBook;
  readonly today: string;
  readonly home: (living: Archetype['living']) => Home;
  readonly nextKey: () => string;
}

const sizes = tableOf([
  [1, 42],
  [2, 30],
  [3, 17],
  [4, 8],
  [5, 3],
] as const);

const kinds: Readonly<Record<number, Table<Archetype>>> = Object.fromEntries(
  Object.entries(archetypes).map(([size, list]) => [size, tableOf(list.map((kind) => [kind, kind.weight] as const))]),
);

/** How many households so many people make: two to a household. */
export function householdsFor(people: number): number {
  return Math.ceil(people / 2);
}

/** Sizes (1 to 5) of the households of so many people: as many as `householdsFor` says, and nobody left over. */
export function drawSizes(random: Random, people: number): number[] {
  const drawn = Array.from({ length: householdsFor(people) }, () => random.from(sizes) as number);
  let difference = people - drawn.reduce((all, size) => all + size, 0);
  while (difference !== 0) {
    const place = random.below(drawn.length);
    const changed = (drawn[place] ?? 0) + Math.sign(difference);
    if (changed < 1 || changed > 5) continue;
    drawn[place] = changed;
    difference -= Math.sign(difference);
  }
  return drawn;
}

/** Draws a household of that size. */
export function drawHousehold(source: HouseholdSource, size: number): TrueHousehold {
  const { random } = source;
  const kind = random.from(kinds[size] ?? tableOf<Archetype>([]));
  const home = source.home(kind.living);
  const category = random.from(tableOf(kind.categories));
  const members: Member[] = [];
  for (const role of kind.roles) {
    const person = drawMember(source, { role, home, category, members });
    members.push({ person, relation: role.relation });
  }
  return { home, category, members };
}

interface Opening {
  readonly role: Role;
  readonly home: Home;
  readonly category: AssistanceCategory;
  readonly members: readonly Member[];
}

function drawMember(source: HouseholdSource, { role, home, category, members }: Opening): Person {
  const { random } = source;
  const head = members[0]?.person;
  const gender = genderOf(random, role, head?.gender);
  return drawPerson(
    random,
    {
      key: source.nextKey(),
      gender,
      ages: agesOf(role, head?.age),
      home,
      family: familyOf(role.relation, gender, members),
      hardship: hardshipOf(random, role),
      category,
    },
    source.births,
    source.today,
  );
}

function genderOf(random: Random, role: Role, head: TrueGender | undefined): TrueGender {
  if (role.gender === 'OTHER_THAN_HEAD') return head === 'MALE' ? 'FEMALE' : 'MALE';
  return role.gender ?? (random.chance(0.5) ? 'MALE' : 'FEMALE');
}

function agesOf(role: Role, headAge: number | undefined): readonly [number, number] {
  if (headAge === undefined || role.gap === undefined) return role.ages;
  const [youngest, oldest] = role.ages;
  const within = (age: number): number => Math.min(oldest, Math.max(youngest, age));
  return [within(headAge + role.gap[0]), within(headAge + role.gap[1])];
}

// Names follow the father where he is in the household, else the head; wives and mothers keep their own.
function familyOf(relation: Relation, gender: TrueGender, members: readonly Member[]): TrueName | undefined {
  const head = members[0]?.person;
  if (relation === 'CHILD' || relation === 'GRANDCHILD') {
    const couple = members.filter((member) => member.relation === 'HEAD' || member.relation === 'SPOUSE');
    return (couple.find(({ person }) => person.gender === 'MALE')?.person ?? head)?.name;
  }
  return relation === 'PARENT' && gender === 'MALE' ? head?.name : undefined;
}

function hardshipOf(random: Random, role: Role): Hardship {
  const disabled = random.chance(role.disabled ?? 0);
  return {
    disabled,
    deaf: disabled && random.chance(0.15),
    ill: random.chance(role.ill ?? 0),
    orphan: random.chance(role.orphan ?? 0),
    leftBehind: role.leftBehind ?? false,
  };
}
