import { type DirtRates, type Keeper, writeAgain, writeDown } from './dirt.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import type { DistrictChunk, PersonFields, TruthRecord } from './records.ts';

export type CivilAffairs = DistrictChunk['civilAffairs'];
export type SocialWork = DistrictChunk['socialWork'];
export type Charities = DistrictChunk['charities'];
export type Volunteers = DistrictChunk['volunteers'];

/** A department's records of one community, and who they truly are. */
export interface Slice<Records> {
  readonly records: Records;
  readonly truth: readonly TruthRecord[];
}

/** One person as one record of a department has them. */
export interface Entry {
  readonly person: Person;
  /** Place among the department's records of this community. */
  readonly index: number;
  readonly again: boolean;
  readonly fields: PersonFields;
}

/** Writes each person down once, and some of them a second time at the end. */
export function writePeople(
  random: Random,
  people: readonly Person[],
  duplicates: number,
  rates: DirtRates,
  keeper: (person: Person) => Keeper,
): Entry[] {
  const twice = random.shuffled(people).slice(0, duplicates);
  return [
    ...people.map((person, index) => ({
      person,
      index,
      again: false,
      fields: writeDown(random, person, keeper(person), rates),
    })),
    ...twice.map((person, index) => ({
      person,
      index: people.length + index,
      again: true,
      fields: writeAgain(random, person, keeper(person), rates),
    })),
  ];
}
