import { clusterByAgreement } from './clusterByAgreement.ts';
import { correctedNumbers } from './correctedNumbers.ts';
import { type Decision, Groups, pairKey, verdicts } from './decisions.ts';
import { type IdentityFields, judgeIdentity, type Reason } from './judgeIdentity.ts';
import { type LinkModel, probabilityOf } from './model.ts';
import { normaliseName } from './normaliseName.ts';

/** One department's record of a person, as far as it is compared. */
export type LinkRecord = {
  /** Source and record id, `source:id`; unique. */
  readonly key: string;
  readonly source: string;
  /** Keyed hash of a complete, valid ID number, made by the caller; `null` without one. The engine never sees number or key. */
  readonly pseudonym: string | null;
  /** Of a number whose check digit is wrong: the same hash of each of its `idNumberCorrections`. */
  readonly corrections?: readonly string[];
  readonly name: string;
  /** `YYYY-MM-DD`. */
  readonly bornOn: string | null;
  readonly gender: 'FEMALE' | 'MALE' | 'UNKNOWN';
  readonly phonePseudonym?: string | null;
  readonly divisionCode?: string | null;
};

/** Two records of one person; `left` < `right`, `weight` in bits with the prior included. */
export type PersonLink = {
  readonly left: string;
  readonly right: string;
  readonly probability: number;
  readonly weight: number;
  readonly reasons: readonly Reason[];
};

/**
 * The records of one person, sorted, and every pair among them that was judged or decided. Records without a number, or with
 * different ones, come together only by decisions.
 */
export type LinkedPerson = { readonly members: readonly string[]; readonly links: readonly PersonLink[] };

/** Two records that hold the same number, or that somebody decided about, and that were not joined, and why. */
export type RefusedLink = { readonly left: string; readonly right: string; readonly reasons: readonly Reason[] };

/** Each record is in exactly one person; `overused` lists the records of numbers that too many records hold. */
export type LinkOutcome = {
  readonly persons: readonly LinkedPerson[];
  readonly refused: readonly RefusedLink[];
  readonly overused: readonly { readonly pseudonym: string; readonly members: readonly string[] }[];
};

const byKey = (left: LinkRecord, right: LinkRecord): number => (left.key < right.key ? -1 : 1);

const checkKeys = (sorted: readonly LinkRecord[]): void => {
  for (let at = 1; at < sorted.length; at += 1) {
    const key = sorted[at]?.key;
    if (key === sorted[at - 1]?.key) throw new RangeError(`Record "${key}" was given twice; keys must be unique.`);
  }
};

const alone = (record: LinkRecord): LinkedPerson => ({ members: [record.key], links: [] });

type Judged = { readonly weight: number | null; readonly reasons: readonly Reason[] };

/** Odds that no evidence outweighs: what a person decided. */
const DECIDED_BITS = 40;

const decided = (code: 'DECIDED_SAME' | 'DECIDED_DIFFERENT'): Judged => ({
  weight: code === 'DECIDED_SAME' ? DECIDED_BITS : null,
  reasons: [{ code, params: {} }],
});

type Judge = (left: number, right: number) => Judged | undefined;

/** Gives what is known of two records of a group: decided, judged by a common number, or (`undefined`) nothing. */
const judgeOf = (
  group: readonly LinkRecord[],
  overused: ReadonlySet<string>,
  decisions: ReadonlyMap<string, Decision['verdict']>,
  corrected: ReadonlyMap<string, string>,
  model: LinkModel,
): Judge => {
  const fields = group.map(
    ({ name, bornOn, gender }): IdentityFields => ({ name: normaliseName(name), bornOn, gender }),
  );
  const judged = group.map((left, l) =>
    group.slice(l + 1).map((right, offset): Judged | undefined => {
      const verdict = decisions.get(pairKey(left.key, right.key));
      if (verdict !== undefined) return decided(verdict === 'SAME' ? 'DECIDED_SAME' : 'DECIDED_DIFFERENT');
      const [one, other] = [fields[l], fields[l + 1 + offset]];
      if (left.pseudonym === null || left.pseudonym !== right.pseudonym || overused.has(left.pseudonym))
        return undefined;
      if (one === undefined || other === undefined) return undefined;
      const isCorrected = corrected.has(left.key) || corrected.has(right.key);
      const { agrees, weight, reasons } = judgeIdentity(one, other, model, isCorrected);
      return { weight: agrees ? weight : null, reasons };
    }),
  );
  return (left, right) => judged[left]?.[right - left - 1];
};

/** The clusters that decisions alone make: `SAME` joins, unless it would put a pair that is decided `DIFFERENT` together. */
const decidedClusters = (group: readonly LinkRecord[], judge: Judge): readonly (readonly number[])[] => {
  let clusters: readonly (readonly number[])[] = group.map((_, at) => [at]);
  const isDecided = (left: number, right: number, code: Reason['code']): boolean =>
    judge(Math.min(left, right), Math.max(left, right))?.reasons[0]?.code === code;
  for (const left of group.keys()) {
    for (const right of group.keys()) {
      if (left >= right || !isDecided(left, right, 'DECIDED_SAME')) continue;
      const one = clusters.find((members) => members.includes(left)) ?? [];
      const other = clusters.find((members) => members.includes(right)) ?? [];
      const forbidden = one.some((l) => other.some((r) => isDecided(l, r, 'DECIDED_DIFFERENT')));
      if (one === other || forbidden) continue;
      clusters = [...clusters.filter((members) => members !== one && members !== other), [...one, ...other]];
    }
  }
  return clusters;
};

const refusal = ({ weight, reasons }: Judged): readonly Reason[] => {
  if (weight === null) return reasons;
  // The two agree, but joining them would put refused records into one person.
  const code = reasons[0]?.code === 'DECIDED_SAME' ? 'DECISIONS_CONTRADICT' : 'NEIGHBOUR_REFUSED';
  return [...reasons, { code, params: {} }];
};

const linkGroup = (group: readonly LinkRecord[], judge: Judge): Pick<LinkOutcome, 'persons' | 'refused'> => {
  const weightBetween = (left: number, right: number): number | null => {
    const judged = judge(left, right);
    return judged === undefined ? 0 : judged.weight;
  };
  const clusters = clusterByAgreement(decidedClusters(group, judge), weightBetween);
  const clusterOf = new Map(clusters.flatMap((members, cluster) => members.map((member) => [member, cluster])));
  const links = clusters.map((): PersonLink[] => []);
  const refused: RefusedLink[] = [];
  for (const [l, { key: left }] of group.entries()) {
    for (const [r, { key: right }] of group.entries()) {
      const judged = l < r ? judge(l, r) : undefined;
      if (judged === undefined) continue;
      const cluster = clusterOf.get(l) ?? -1;
      const weight = judged.weight ?? 0;
      if (cluster !== clusterOf.get(r)) refused.push({ left, right, reasons: refusal(judged) });
      else links[cluster]?.push({ left, right, probability: probabilityOf(weight), weight, reasons: judged.reasons });
    }
  }
  const keysOf = (members: readonly number[]): readonly string[] => members.map((member) => group[member]?.key ?? '');
  return { persons: clusters.map((members, at) => ({ members: keysOf(members), links: links[at] ?? [] })), refused };
};

type Overused = LinkOutcome['overused'];

const overusedNumbers = (sorted: readonly LinkRecord[], most: number): Overused =>
  [...Map.groupBy(sorted, ({ pseudonym }) => pseudonym)].flatMap(([pseudonym, group]) =>
    pseudonym === null || group.length <= most ? [] : [{ pseudonym, members: group.map(({ key }) => key) }],
  );

/** Records that may have to do with one another: by a common number or by a decision. */
const groupsOf = (
  sorted: readonly LinkRecord[],
  overused: ReadonlySet<string>,
  decisions: readonly Decision[],
): Iterable<readonly LinkRecord[]> => {
  const known = new Set(sorted.map(({ key }) => key));
  const groups = new Groups();
  const firstOf = new Map<string, string>();
  for (const { key, pseudonym } of sorted) {
    if (pseudonym === null || overused.has(pseudonym)) continue;
    const first = firstOf.get(pseudonym);
    if (first === undefined) firstOf.set(pseudonym, key);
    else groups.join(first, key);
  }
  for (const { left, right } of decisions) if (known.has(left) && known.has(right)) groups.join(left, right);
  return Map.groupBy(sorted, ({ key }) => groups.of(key)).values();
};

/**
 * Joins records that hold the same complete ID number and do not contradict each other in name, birth date or gender; reports
 * the pairs that hold the same number and do. A record without a number stays alone; one whose number has a wrong check digit joins the
 * holder of one of its `corrections` when name and birth date are equal, and no other candidate is held by such a person. People's `decisions` always win: `SAME`
 * joins whatever the fields say, `DIFFERENT` keeps apart, and of two that contradict each other `DIFFERENT` holds.
 * The outcome does not depend on the order of records or decisions, and records that share neither number, candidate correction nor decision do not
 * influence each other: to add, change or withdraw a record, call this again with all records that it shares one with, directly
 * or through others, and the persons are those of a full run.
 * Throws a `RangeError` for a key given twice or a birth date that is not `YYYY-MM-DD`.
 */
export const linkByIdentity = (
  records: readonly LinkRecord[],
  model: LinkModel,
  decisions: readonly Decision[] = [],
): LinkOutcome => {
  const given = records.toSorted(byKey);
  checkKeys(given);
  const overused = overusedNumbers(given, model.maximumGroupRecords);
  const ignored = new Set(overused.map(({ pseudonym }) => pseudonym));
  const corrected = correctedNumbers(given, ignored, model);
  const sorted = given.map((record) => ({ ...record, pseudonym: corrected.get(record.key) ?? record.pseudonym }));
  const byPair = verdicts(decisions);
  const persons: LinkedPerson[] = [];
  const refused: RefusedLink[] = [];
  for (const group of groupsOf(sorted, ignored, decisions)) {
    const outcome =
      group.length === 1
        ? { persons: group.map(alone), refused: [] }
        : linkGroup(group, judgeOf(group, ignored, byPair, corrected, model));
    persons.push(...outcome.persons);
    refused.push(...outcome.refused);
  }
  const first = (person: LinkedPerson): string => person.members[0] ?? '';
  return {
    persons: persons.sort((left, right) => (first(left) < first(right) ? -1 : 1)),
    refused: refused.sort((l, r) => (l.left < r.left || (l.left === r.left && l.right < r.right) ? -1 : 1)),
    overused,
  };
};
