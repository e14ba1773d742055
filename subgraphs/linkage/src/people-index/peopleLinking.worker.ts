import { identityModel, type LinkRecord, type PersonLink } from '@hub/engine-linkage';
import type { Transaction } from '@hub/kernel';
import { createBell } from '../bell.ts';
import type { LinkDecisionRow } from '../link-review/linkDecision.entity.ts';
import { personsIn } from '../person/person.repository.ts';
import type { IncomingRecord, RecordRow } from '../record/record.entity.ts';
import type { RecordIntake } from '../record/record.intake.ts';
import { recordsIn } from '../record/record.repository.ts';
import { affectedPseudonyms, comparedRecord, heldByOthers, overusedOf } from '../record/record.rules.ts';
import type { LinkageTables } from '../tables.ts';
import { identityOf, pairOf } from './identity.rules.ts';
import { type LoadedPeople, loadPeople } from './loadPeople.worker.ts';
import { peopleIndexIn } from './peopleIndex.repository.ts';
import type { PeopleMemory } from './peopleMemory.worker.ts';
import { settlePersons } from './settlePersons.worker.ts';
import { nextVersion, putInForce, type VersionParts, versionInForce } from './versionInForce.worker.ts';

export interface LinkingParts extends VersionParts {
  readonly intake: RecordIntake;
  /** Id under which two records are reviewed, the same whenever they are. */
  reviewId(left: string, right: string): string;
}

/** What is to be linked anew: records that came or went, decisions of people, and records that are only to be looked at again. */
export interface Change {
  readonly incoming?: readonly IncomingRecord[];
  readonly withdrawn?: readonly string[];
  readonly decisions?: readonly Omit<LinkDecisionRow, 'changedIn'>[];
  readonly again?: readonly string[];
  /** How far all records were looked at again by now. */
  readonly relinkedAfter?: string | null;
}

export interface PeopleLinking {
  /** Whether the store holds all persons as the version in force has them, so that only changes need the index. */
  isSettled(): Promise<boolean>;
  /** Builds the index in memory, once; whoever comes meanwhile waits for the same. */
  load(signal?: AbortSignal): Promise<PeopleMemory>;
  /** Brings a change in, inside its transaction; gives how many records moved to other persons. */
  apply(change: Change, transaction: Transaction<LinkageTables>): Promise<number>;
  /** Tells whoever runs the workers that all records are to be looked at again, with the memory built anew or as it is. */
  wake(rebuild: boolean): void;
  /** Resolves when there was such a wish, or at the signal. */
  due(signal: AbortSignal): Promise<void>;
  /** Puts an index that is built anew in the place of the one in memory, if that or another version was wished for. */
  renew(signal: AbortSignal): Promise<void>;
}

/** What was brought in last, as long as nobody knows whether its transaction was committed. */
interface Unconfirmed {
  readonly number: number;
  readonly token: string;
  readonly keys: readonly string[];
  readonly decidedOn: readonly string[];
}

export function createPeopleLinking(parts: LinkingParts): PeopleLinking {
  let loading: Promise<void> | null = null;
  let loaded: LoadedPeople | null = null;
  let unconfirmed: Unconfirmed | null = null;
  let isToRenew = false;
  const bell = createBell();
  const forget = () => {
    loading = null;
    loaded = null;
    unconfirmed = null;
  };
  const load = async (signal?: AbortSignal): Promise<PeopleMemory> => {
    loading ??= begin(signal);
    try {
      await loading;
    } catch (failure) {
      forget();
      throw failure;
    }
    // Another process may have put another version in force meanwhile.
    return loaded === null ? load(signal) : loaded.memory;
  };
  const begin = async (signal?: AbortSignal): Promise<void> => {
    const version = await versionInForce(parts);
    loaded = await loadPeople(version, { store: parts.store, intake: parts.intake, signal });
  };

  return {
    async isSettled() {
      await versionInForce(parts);
      const state = await peopleIndexIn(parts.store.reads).state();
      return state !== undefined && state.relinkedAfter === null && state.nextVersion === null;
    },
    load,
    wake(rebuild) {
      isToRenew ||= rebuild;
      bell.ring();
    },
    async renew(signal) {
      const next = await nextVersion(parts);
      if (!isToRenew && next === null) return;
      isToRenew = false;
      // The old one serves until the new one is whole; what changes meanwhile is brought in by its number.
      const version = next ?? (await versionInForce(parts));
      const fresh = await loadPeople(version, { store: parts.store, intake: parts.intake, signal });
      const take = () => {
        loaded = fresh;
        unconfirmed = null;
      };
      if (next === null) take();
      else await putInForce(next.id, take, parts);
    },
    due: bell.heard,
    async apply(change, transaction) {
      const stored = peopleIndexIn(transaction.db);
      await recordsIn(transaction, parts.store).lock();
      const state = await stored.state();
      if (loaded === null || state === undefined) throw new Error('The index of people is not loaded.');
      if (state.modelVersion !== loaded.memory.version.id) {
        forget();
        throw new Error('Another model version of people was put in force; the index is loaded anew.');
      }
      if (unconfirmed !== null && state.token === unconfirmed.token) loaded = { ...loaded, ...pick(unconfirmed) };
      else if (unconfirmed !== null || state.token !== loaded.token) {
        await catchUp(loaded, unconfirmed, parts, transaction);
        loaded = { ...loaded, number: state.number, token: state.token };
      }
      const next = { number: state.number + 1, token: parts.opening.ids('batch') };
      const { incoming = [], withdrawn = [], decisions = [], relinkedAfter = state.relinkedAfter } = change;
      unconfirmed = {
        ...next,
        keys: [...incoming.map(({ id }) => id), ...withdrawn],
        decidedOn: decisions.map(({ leftRecord }) => leftRecord),
      };
      const moved = await bringIn(change, { ...parts, transaction, memory: loaded.memory, number: next.number });
      await stored.saveState({ ...state, ...next, relinkedAfter });
      return moved;
    },
  };
}

const pick = ({ number, token }: Unconfirmed) => ({ number, token });

interface BringingParts extends LinkingParts {
  readonly transaction: Transaction<LinkageTables>;
  readonly memory: PeopleMemory;
  readonly number: number;
}

async function bringIn(
  { incoming = [], withdrawn = [], decisions = [], again = [] }: Change,
  parts: BringingParts,
): Promise<number> {
  const { opening, store, transaction, memory, number, reviewId } = parts;
  const stored = peopleIndexIn(transaction.db);
  const records = recordsIn(transaction, store);
  const batch = [...incoming.map(({ id }) => id), ...withdrawn];
  const before = await records.byIds(batch);
  const decidedRows = await records.byIds(
    decisions.flatMap(({ leftRecord, rightRecord }) => [leftRecord, rightRecord]),
  );
  const numbers = affectedPseudonyms([...before, ...decidedRows], incoming);
  const held = await holdersOf(numbers, { incoming, before }, parts);
  const links = memory.change(() => {
    for (const key of withdrawn) memory.remove(key);
    for (const { leftRecord, rightRecord, verdict } of decisions) memory.setDecision(leftRecord, rightRecord, verdict);
    return enter(numbers, incoming, held, parts);
  });
  await stored.addDecisions(decisions.map((decision) => ({ ...decision, changedIn: number })));
  await stored.noteWithdrawn(withdrawn, number);
  await stored.forgetWithdrawn(incoming.map(({ id }) => id));

  const come = new Map(incoming.map((row) => [row.id, row]));
  const touched = memory.takeTouched().union(new Set(again));
  return settlePersons(
    { incoming: come, touched },
    {
      ...{ opening, transaction, records, persons: personsIn(transaction), memory, number, reviewId },
      async linksOfNumbers(rows) {
        const others = affectedPseudonyms([], rows).filter(
          (one) => !numbers.includes(one) && !memory.overused.has(one),
        );
        const identity = await identityAmong(await records.byPseudonyms(others), parts);
        return new Map([...links, ...identity].map((link) => [pairOf(link.left, link.right), link]));
      },
    },
  );
}

interface Batch {
  readonly incoming: readonly IncomingRecord[];
  /** What the store holds of the records that come in or go, as they were. */
  readonly before: readonly RecordRow[];
}

type InStore = Pick<BringingParts, 'memory' | 'intake' | 'store' | 'transaction'>;

/** What the store knows of the numbers that a change is about. */
interface Holders {
  /** Numbers that are evidence of nothing from now on. */
  readonly overused: ReadonlySet<string>;
  /** Records that hold a number that is evidence, or was or becomes so by the change; those of the batch left out. */
  readonly others: readonly RecordRow[];
}

async function holdersOf(
  numbers: readonly string[],
  { incoming, before }: Batch,
  { memory, store, transaction }: InStore,
): Promise<Holders> {
  const records = recordsIn(transaction, store);
  const held = heldByOthers(await records.countByPseudonym(numbers), before);
  const overused = overusedOf(held, incoming, identityModel.maximumGroupRecords);
  const wanted = numbers.filter((one) => !overused.has(one) || !memory.overused.has(one));
  const ofBatch = new Set([...incoming, ...before].map(({ id }) => id));
  const holders = await records.byPseudonyms(wanted);
  return { overused, others: holders.filter(({ id }) => !ofBatch.has(id)) };
}

/** Enters the incoming records, and what the records of these numbers now say of one another. */
function enter(
  numbers: readonly string[],
  incoming: readonly IncomingRecord[],
  { overused, others }: Holders,
  { memory, intake }: InStore,
): readonly PersonLink[] {
  const turned = new Set(numbers.filter((one) => overused.has(one) !== memory.overused.has(one)));
  for (const one of turned) memory.setOverused(one, overused.has(one));
  const fieldsOf = new Map([...others, ...incoming].map((row) => [row, intake.compared(row)]));
  const compared: LinkRecord[] = [];
  for (const [row, fields] of fieldsOf) {
    const isOverused = row.pseudonym !== null && overused.has(row.pseudonym);
    if (turned.has(row.pseudonym ?? '') || !('personId' in row)) memory.put(row, fields, isOverused);
    if (row.pseudonym !== null && !isOverused) compared.push(comparedRecord(row, fields, overused));
  }
  const { decisions, links } = identityOf(compared, memory.decisionsOn(compared.map(({ key }) => key)));
  for (const one of numbers) memory.setIdentity(one, decisions.get(one) ?? []);
  return links;
}

async function identityAmong(
  rows: readonly IncomingRecord[],
  { memory, intake }: Pick<BringingParts, 'memory' | 'intake'>,
): Promise<readonly PersonLink[]> {
  const compared = rows.map((row) => comparedRecord(row, intake.compared(row), memory.overused));
  return identityOf(compared, memory.decisionsOn(rows.map(({ id }) => id))).links;
}

/** Brings the memory to what the store holds, where others changed it or a change of ours was rolled back. */
async function catchUp(
  { memory, number }: LoadedPeople,
  unconfirmed: Unconfirmed | null,
  { store, intake }: LinkingParts,
  transaction: Transaction<LinkageTables>,
): Promise<void> {
  const stored = peopleIndexIn(transaction.db);
  const doubtful = new Set(unconfirmed?.decidedOn ?? []);
  const forgotten = memory.decisionsOn(doubtful);
  const decisions = [...(await stored.decisionsOn([...doubtful])), ...(await stored.decisionsSince(number))];
  const keys = [...new Set([...(unconfirmed?.keys ?? []), ...(await stored.changedSince(number))])];
  const rows = await recordsIn(transaction, store).byIds(keys);
  const incoming = rows.map(({ personId: _, changedIn: __, ...row }) => row);
  const present = new Set(rows.map(({ id }) => id));
  const decided = decisions.flatMap(({ leftRecord, rightRecord }) => [leftRecord, rightRecord]);
  const numbers = [
    ...new Set([
      ...affectedPseudonyms(await recordsIn(transaction, store).byIds(decided), rows),
      ...[...keys, ...decided, ...doubtful].flatMap((key) => memory.numbersOn(key)),
      ...memory.overused,
    ]),
  ];
  const parts = { memory, intake, store, transaction };
  const held = await holdersOf(numbers, { incoming, before: rows }, parts);
  memory.change(() => {
    for (const { left, right } of forgotten) memory.setDecision(left, right, null);
    for (const { leftRecord, rightRecord, verdict } of decisions) memory.setDecision(leftRecord, rightRecord, verdict);
    for (const key of keys) if (!present.has(key)) memory.remove(key);
    enter(numbers, incoming, held, parts);
  });
  // What the store holds of these persons is settled already.
  memory.takeTouched();
}
