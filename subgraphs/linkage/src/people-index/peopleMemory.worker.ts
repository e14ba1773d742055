import { cellsOfPerson, type Decision, type Explanation, PeopleIndex, type PersonChange } from '@hub/engine-linkage';
import type { Verdict } from '../link-review/linkDecision.entity.ts';
import type { VersionInForce } from '../model-version/modelVersion.rules.ts';
import type { Comparison, IncomingRecord } from '../record/record.entity.ts';
import { contradicts, pairOf } from './identity.rules.ts';

/** A pair of records as the version in force weighs it; `weight` is in bits, without the bar for joining. */
export interface WeighedPair {
  readonly weight: number;
  readonly explanation: Explanation;
}

/** All records under one model version, in memory; it holds the same after any order of the same changes. */
export interface PeopleMemory {
  readonly version: VersionInForce;
  readonly size: number;
  /** Does several things as one change, which finds persons once, at its end. */
  change<Result>(work: () => Result): Result;
  /** Enters a record, or puts it in the place of the one with its key; an overused number is evidence of nothing. */
  put(record: IncomingRecord, fields: Comparison, numberIsOverused: boolean): void;
  remove(key: string): void;
  setOverused(pseudonym: string, is: boolean): void;
  /** What the records of a number say of one another, in place of what they said before. */
  setIdentity(pseudonym: string, decisions: readonly Decision[]): void;
  /** Numbers whose records say something of this one that its weight does not say by itself. */
  numbersOn(key: string): readonly string[];
  readonly overused: ReadonlySet<string>;
  /** What people decided of a pair, or that they did not (`null`); it goes before all else. */
  setDecision(left: string, right: string, verdict: Verdict | null): void;
  decisionsOn(keys: Iterable<string>): readonly Decision[];
  /** Keys of the person that a record belongs to, its own among them; none for an unknown one. */
  personOf(key: string): readonly string[];
  candidatesOf(key: string): readonly { readonly id: string; readonly weight: number }[];
  explain(left: string, right: string): WeighedPair | null;
  /** Records whose person, evidence or neighbours changed since this was asked last. */
  takeTouched(): ReadonlySet<string>;
}

/** Beyond the bar, a pair of one number that nothing contradicts is joined by its weight alone, and needs no decision kept. */
const sureBits = 6;

export function createPeopleMemory(version: VersionInForce, expected: number): PeopleMemory {
  const index = new PeopleIndex(version.raised, new Set(), expected);
  const decided = new Map<string, Decision>();
  const decidedOn = new Map<string, Set<string>>();
  const implied = new Map<string, Decision>();
  const ofNumber = new Map<string, readonly Decision[]>();
  const numbersOn = new Map<string, Set<string>>();
  const overused = new Set<string>();
  let touched = new Set<string>();

  const note = ({ before, after }: PersonChange): void => {
    for (const keys of [...before, ...after]) for (const key of keys) touched.add(key);
  };
  const settle = ({ left, right }: Pick<Decision, 'left' | 'right'>): void => {
    const pair = pairOf(left, right);
    note(index.decide(left, right, (decided.get(pair) ?? implied.get(pair))?.verdict ?? null));
  };
  const isSure = ({ left, right }: Decision): boolean => (index.explain(left, right)?.weight ?? 0) >= sureBits;
  const mayNotJoin = ({ left, right }: Decision): boolean => {
    const found = index.explain(left, right);
    return found !== null && contradicts(found.explanation);
  };

  return {
    version,
    get size() {
      return index.size;
    },
    change<Result>(work: () => Result) {
      const results: Result[] = [];
      note(index.change(() => void results.push(work())));
      const [result] = results;
      // The work was done exactly once.
      return result as Result;
    },
    put({ id, source, divisionCode, pseudonym }, fields, numberIsOverused) {
      const idNumber = numberIsOverused ? null : fields.idNumber;
      const onlyOnce = numberIsOverused ? null : pseudonym;
      note(index.put({ id, source, onlyOnce, cells: cellsOfPerson({ ...fields, idNumber, divisionCode }) }));
      touched.add(id);
    },
    remove(key) {
      note(index.remove(key));
      touched.add(key);
    },
    overused,
    numbersOn: (key) => [...(numbersOn.get(key) ?? [])],
    setOverused(pseudonym, is) {
      if (is) overused.add(pseudonym);
      else overused.delete(pseudonym);
    },
    setIdentity(pseudonym, decisions) {
      const clean = decisions.every(({ verdict }) => verdict === 'SAME');
      const needed = decisions.filter((decision) =>
        decision.verdict === 'DIFFERENT' ? mayNotJoin(decision) : !clean || !isSure(decision),
      );
      const before = ofNumber.get(pseudonym) ?? [];
      if (before.length === 0 && needed.length === 0) return;
      for (const { left, right } of before) {
        implied.delete(pairOf(left, right));
        for (const key of [left, right]) drop(numbersOn, key, pseudonym);
      }
      for (const decision of needed) {
        implied.set(pairOf(decision.left, decision.right), decision);
        for (const key of [decision.left, decision.right]) add(numbersOn, key, pseudonym);
      }
      if (needed.length > 0) ofNumber.set(pseudonym, needed);
      else ofNumber.delete(pseudonym);
      for (const decision of [...before, ...needed]) settle(decision);
    },
    setDecision(left, right, verdict) {
      const pair = pairOf(left, right);
      if (verdict === null) decided.delete(pair);
      else decided.set(pair, { left, right, verdict });
      for (const key of [left, right]) {
        (verdict === null ? drop : add)(decidedOn, key, pair);
        touched.add(key);
      }
      settle({ left, right });
    },
    decisionsOn: (keys) => {
      const pairs = new Set([...keys].flatMap((key) => [...(decidedOn.get(key) ?? [])]));
      return [...pairs].flatMap((pair) => decided.get(pair) ?? []);
    },
    personOf: (key) => index.personOf(key),
    candidatesOf: (key) =>
      index.candidatesOf(key).map(({ id, weight }) => ({ id, weight: weight + version.automaticBits })),
    explain(left, right) {
      const found = index.explain(left, right);
      if (found === null) return null;
      const { explanation, weight } = found;
      // The bar is a choice of ours and no evidence: what is told is weighed without it.
      const prior = explanation.prior + version.automaticBits;
      return { weight: weight + version.automaticBits, explanation: { ...explanation, prior } };
    },
    takeTouched() {
      const taken = touched;
      touched = new Set();
      return taken;
    },
  };
}

type Notes = Map<string, Set<string>>;

const add = (notes: Notes, key: string, text: string): void =>
  void notes.set(key, (notes.get(key) ?? new Set()).add(text));

const drop = (notes: Notes, key: string, text: string): void => {
  const texts = notes.get(key);
  if (texts?.delete(text) && texts.size === 0) notes.delete(key);
};
