import { inverseOf, type LinkAction, type LinkHistoryRow } from './linkHistory.entity.ts';
import type { PersonRow } from './person.entity.ts';

/** What is known before records are grouped anew. */
export interface MembershipBefore {
  /** Person of each record concerned that was there before; records that are withdrawn now included. */
  readonly personOf: ReadonlyMap<string, string>;
  /** These persons, and the ended ones whose heir is among the records concerned. */
  readonly persons: readonly PersonRow[];
}

/** One record's move; `null` stands for nobody. */
export type Move = Pick<LinkHistoryRow, 'action' | 'inverse' | 'record' | 'fromPerson' | 'toPerson'>;

export interface MembershipAfter {
  readonly personOf: ReadonlyMap<string, string>;
  /** Persons that are new, have other records, ended, or lead elsewhere; each with its next version. */
  readonly changed: readonly PersonRow[];
  readonly moves: readonly Move[];
}

/**
 * Says which person each group of records is. A group keeps the person that most of its records were; where two groups would
 * keep the same, the one with more of that person's records does, ties by smallest id. A group with no such person takes up
 * the ended one that its records are heirs of, else it is a new person. Who loses all records ends and leads to her heir.
 */
export function settleMembership(
  groups: readonly (readonly string[])[],
  before: MembershipBefore,
  newId: () => string,
): MembershipAfter {
  const ended = before.persons.filter(({ heir }) => heir !== null);
  const names = nameGroups(groups, before.personOf, ended, newId);
  const personOf = new Map(groups.flatMap((group, at) => group.map((record) => [record, names[at] ?? ''] as const)));
  const lives = new Set(names);
  const known = new Map(before.persons.map((person) => [person.id, person]));
  return {
    personOf,
    changed: [...changesOfLiving(lives, before.personOf, personOf, known), ...changesOfEnded(lives, before, personOf)],
    moves: movesOf(before.personOf, personOf, lives),
  };
}

interface Claim {
  readonly group: number;
  readonly person: string;
  readonly strength: number;
}

function nameGroups(
  groups: readonly (readonly string[])[],
  personOf: ReadonlyMap<string, string>,
  ended: readonly PersonRow[],
  newId: () => string,
): string[] {
  const endedByHeir = Map.groupBy(ended, ({ heir }) => heir ?? '');
  const kept = grant(
    claimsOf(groups, (record) => [personOf.get(record) ?? []].flat()),
    new Map(),
  );
  const takenUp = grant(
    claimsOf(groups, (record) => (endedByHeir.get(record) ?? []).map(({ id }) => id)),
    kept,
  );
  return groups.map((_, at) => takenUp.get(at) ?? newId());
}

const claimsOf = (
  groups: readonly (readonly string[])[],
  personsOf: (record: string) => readonly string[],
): readonly Claim[] =>
  groups.flatMap((records, group) =>
    [...Map.groupBy(records.flatMap(personsOf), (person) => person)].map(([person, votes]) => ({
      group,
      person,
      strength: votes.length,
    })),
  );

/** Strongest claims first; no group gets two persons and no person two groups. */
function grant(claims: readonly Claim[], granted: ReadonlyMap<number, string>): Map<number, string> {
  const result = new Map(granted);
  const taken = new Set(granted.values());
  const inOrder = claims.toSorted(
    (left, right) =>
      right.strength - left.strength || compareText(left.person, right.person) || left.group - right.group,
  );
  for (const { group, person } of inOrder) {
    if (result.has(group) || taken.has(person)) continue;
    result.set(group, person);
    taken.add(person);
  }
  return result;
}

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

function changesOfLiving(
  lives: ReadonlySet<string>,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, PersonRow>,
): PersonRow[] {
  const membersBefore = membersOf(before);
  const membersAfter = membersOf(after);
  return [...lives]
    .filter((id) => !sameMembers(membersBefore.get(id) ?? [], membersAfter.get(id) ?? []))
    .map((id) => ({ id, version: (known.get(id)?.version ?? 0) + 1, redirectTo: null, heir: null }));
}

function changesOfEnded(
  lives: ReadonlySet<string>,
  { personOf: before, persons }: MembershipBefore,
  after: ReadonlyMap<string, string>,
): PersonRow[] {
  const membersBefore = membersOf(before);
  return persons
    .filter(({ id }) => !lives.has(id))
    .flatMap((person) => {
      const heir = person.heir ?? heirOf(membersBefore.get(person.id) ?? [], after);
      const redirectTo = after.get(heir) ?? person.redirectTo;
      const same = heir === person.heir && redirectTo === person.redirectTo;
      return same ? [] : [{ id: person.id, version: person.version + 1, redirectTo, heir }];
    });
}

/** The record that stands for an ended person: the first of those that stayed together in the greatest number. */
function heirOf(members: readonly string[], after: ReadonlyMap<string, string>): string {
  const remaining = members.filter((record) => after.has(record));
  const parts = [...Map.groupBy(remaining.length > 0 ? remaining : members, (record) => after.get(record)).values()];
  const [first] = parts
    .map((part) => part.toSorted(compareText))
    .toSorted((left, right) => right.length - left.length || compareText(left[0] ?? '', right[0] ?? ''));
  return first?.[0] ?? '';
}

const membersOf = (personOf: ReadonlyMap<string, string>): Map<string, string[]> => {
  const members = new Map<string, string[]>();
  for (const [record, person] of personOf) members.set(person, [...(members.get(person) ?? []), record]);
  return members;
};

const sameMembers = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && new Set(left).isSupersetOf(new Set(right));

function movesOf(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  lives: ReadonlySet<string>,
): Move[] {
  const livedBefore = new Set(before.values());
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((record) => {
    const from = before.get(record) ?? null;
    const to = after.get(record) ?? null;
    if (from === to) return [];
    if (from === null || to === null) return [moveOf(from === null ? 'JOIN' : 'LEAVE', record, from, to)];
    if (!lives.has(from)) return [moveOf('MERGE', record, from, to)];
    if (!livedBefore.has(to)) return [moveOf('SPLIT', record, from, to)];
    return [moveOf('LEAVE', record, from, null), moveOf('JOIN', record, null, to)];
  });
}

const moveOf = (action: LinkAction, record: string, fromPerson: string | null, toPerson: string | null): Move => ({
  action,
  inverse: inverseOf[action],
  record,
  fromPerson,
  toPerson,
});
