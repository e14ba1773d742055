import { identityModel, type PersonLink } from '@hub/engine-linkage';
import type { Opening, Transaction } from '@hub/kernel';
import { reviewPairsIn } from '../link-review/reviewPair.repository.ts';
import { linksWithin, reviewPairsOf } from '../person/evidence.rules.ts';
import { settleMembership } from '../person/membership.rules.ts';
import type { personsIn } from '../person/person.repository.ts';
import { keyedRecordsOf, recordsOfOtherHouseholds } from '../person-key/personKey.rules.ts';
import type { IncomingRecord, RecordRow } from '../record/record.entity.ts';
import type { recordsIn } from '../record/record.repository.ts';
import { changedServedResidents } from '../served-resident/servedResident.rules.ts';
import type { LinkageTables } from '../tables.ts';
import type { PeopleMemory } from './peopleMemory.worker.ts';

export interface SettlingParts {
  readonly opening: Opening;
  readonly transaction: Transaction<LinkageTables>;
  readonly records: ReturnType<typeof recordsIn>;
  readonly persons: ReturnType<typeof personsIn>;
  readonly memory: PeopleMemory;
  /** Number of the change. */
  readonly number: number;
  /** The links that common numbers make among these records. */
  linksOfNumbers(rows: readonly IncomingRecord[]): Promise<ReadonlyMap<string, PersonLink>>;
  reviewId(left: string, right: string): string;
}

/** What changed: records as they came, and all records whose persons may be others by that. */
export interface Unsettled {
  readonly incoming: ReadonlyMap<string, IncomingRecord>;
  readonly touched: ReadonlySet<string>;
}

/** Saves whom the touched records belong to, with links, history, facts and what is to be reviewed; gives how many records moved. */
export async function settlePersons({ incoming, touched }: Unsettled, parts: SettlingParts): Promise<number> {
  const { opening, transaction, records, persons, memory, number } = parts;
  const stored = await closureOf(touched, records, memory);
  const keys = [...stored.keys()];
  const groups = distinct(keys.map((key) => memory.personOf(key)));
  const rows = [...stored.values()].filter((row) => row !== null);
  const personBefore = new Map(rows.map(({ id, personId }) => [id, personId]));
  const living = await persons.byIds([...new Set(personBefore.values())]);
  const ended = await persons.byHeirs(groups.flat());
  const before = { personOf: personBefore, persons: [...living, ...ended] };
  const { personOf, changed, moves } = settleMembership(groups, before, () => opening.ids('person'));

  const belonging = groups.flat().flatMap((key): RecordRow[] => {
    const [come, row] = [incoming.get(key), stored.get(key)];
    const personId = personOf.get(key) ?? '';
    if (come) return [{ ...come, personId, changedIn: number }];
    return row ? [{ ...row, personId }] : [];
  });
  await records.remove(keys.filter((key) => !personOf.has(key)));
  await records.save(belonging.filter(({ id, personId }) => incoming.has(id) || personBefore.get(id) !== personId));
  await records.tellServed(changedServedResidents(rows, belonging));
  const moved = [...moves.map(({ record }) => record), ...recordsOfOtherHouseholds(rows, belonging)];
  await records.tellMoved(keyedRecordsOf([...new Set(moved)]));
  await persons.save(changed);

  const several = new Set(groups.filter(({ length }) => length > 1).flat());
  const identity = await parts.linksOfNumbers(belonging.filter(({ id }) => several.has(id)));
  const versions = { identity: identityModel.version, weighed: memory.version.id };
  const links = groups.flatMap((members) => linksWithin(members, identity, memory, versions));
  const owned = links.map((link) => ({ ...link, personId: personOf.get(link.leftRecord) ?? '' }));
  await persons.replaceLinks([...personBefore.values(), ...personOf.values()], owned);
  const at = opening.clock().toISOString();
  await persons.addHistory(moves.map((move) => ({ ...move, at, modelVersion: memory.version.id, changedIn: number })));
  const naming = { idOf: parts.reviewId, version: memory.version.id };
  await reviewPairsIn(transaction).replace(keys, reviewPairsOf(groups, links, memory, naming));
  return moves.length;
}

/** The touched records and all that share a person with one of them, before or after; `null` for those that are not stored yet. */
async function closureOf(
  touched: ReadonlySet<string>,
  records: SettlingParts['records'],
  memory: PeopleMemory,
): Promise<ReadonlyMap<string, RecordRow | null>> {
  const stored = new Map<string, RecordRow | null>();
  const persons = new Set<string>();
  for (let wanted = [...touched]; wanted.length > 0; ) {
    const found = new Map((await records.byIds(wanted)).map((row) => [row.id, row]));
    for (const key of wanted) stored.set(key, found.get(key) ?? null);
    const others = [...found.values()].map(({ personId }) => personId).filter((id) => !persons.has(id));
    for (const id of others) persons.add(id);
    const housemates = await records.byPersons([...new Set(others)]);
    const fresh = housemates.filter(({ id }) => !stored.has(id));
    for (const row of fresh) stored.set(row.id, row);
    const looked = [...wanted, ...fresh.map(({ id }) => id)];
    wanted = [...new Set(looked.flatMap((key) => memory.personOf(key)))].filter((key) => !stored.has(key));
  }
  return stored;
}

/** Each group once; equal groups begin with the same record. */
const distinct = (groups: readonly (readonly string[])[]): readonly (readonly string[])[] => [
  ...new Map(groups.filter(({ length }) => length > 0).map((members) => [members[0], members])).values(),
];
