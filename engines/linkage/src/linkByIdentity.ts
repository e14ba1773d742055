import { clusterByAgreement } from './clusterByAgreement.ts';
import { judgeIdentity, type Reason, type Verdict } from './judgeIdentity.ts';
import { type LinkModel, probabilityOf } from './model.ts';
import { normaliseName } from './normaliseName.ts';

/** One department's record of a person, as far as it is compared. */
export type LinkRecord = {
  /** Source and record id, `source:id`; unique. */
  readonly key: string;
  readonly source: string;
  /** Keyed hash of a complete, valid ID number, made by the caller; `null` without one. The engine never sees number or key. */
  readonly pseudonym: string | null;
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

/** The records of one person, sorted, and every pair among them. */
export type LinkedPerson = { readonly members: readonly string[]; readonly links: readonly PersonLink[] };

/** Two records that hold the same number and were not joined, and why. */
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

const verdictsOf = (group: readonly LinkRecord[], model: LinkModel): readonly (readonly Verdict[])[] => {
  const fields = group.map(({ name, bornOn, gender }) => ({ name: normaliseName(name), bornOn, gender }));
  return fields.map((left, l) => fields.slice(l + 1).map((right) => judgeIdentity(left, right, model)));
};

const linkGroup = (group: readonly LinkRecord[], model: LinkModel): Pick<LinkOutcome, 'persons' | 'refused'> => {
  const verdicts = verdictsOf(group, model);
  const clusters = clusterByAgreement(group.length, (left, right) => {
    const verdict = verdicts[left]?.[right - left - 1];
    return verdict?.agrees ? verdict.weight : null;
  });
  const clusterOf = new Map(clusters.flatMap((members, cluster) => members.map((member) => [member, cluster])));
  const links = clusters.map((): PersonLink[] => []);
  const refused: RefusedLink[] = [];
  for (const [l, row] of verdicts.entries()) {
    for (const [offset, { agrees, weight, reasons }] of row.entries()) {
      const r = l + offset + 1;
      const ends = { left: group[l]?.key ?? '', right: group[r]?.key ?? '' };
      const cluster = clusterOf.get(l) ?? -1;
      if (cluster === clusterOf.get(r))
        links[cluster]?.push({ ...ends, probability: probabilityOf(weight), weight, reasons });
      // The two agree, but joining them would put refused records into one person.
      else
        refused.push({ ...ends, reasons: agrees ? [...reasons, { code: 'NEIGHBOUR_REFUSED', params: {} }] : reasons });
    }
  }
  const keysOf = (members: readonly number[]): readonly string[] => members.map((member) => group[member]?.key ?? '');
  return { persons: clusters.map((members, at) => ({ members: keysOf(members), links: links[at] ?? [] })), refused };
};

/**
 * Joins records that hold the same complete ID number and do not contradict each other in name, birth date or gender; reports
 * the pairs that hold the same number and do. A record without a number stays alone. The outcome does not depend on the
 * order of the records, and a number's records do not influence any other's: to add, change or withdraw a record, call this
 * again with all records of the number concerned, and the persons are those of a full run.
 * Throws a `RangeError` for a key given twice or a birth date that is not `YYYY-MM-DD`.
 */
export const linkByIdentity = (records: readonly LinkRecord[], model: LinkModel): LinkOutcome => {
  const sorted = records.toSorted(byKey);
  checkKeys(sorted);
  const persons: LinkedPerson[] = [];
  const refused: RefusedLink[] = [];
  const overused: { pseudonym: string; members: readonly string[] }[] = [];
  for (const [pseudonym, group] of Map.groupBy(sorted, (record) => record.pseudonym)) {
    if (pseudonym === null || group.length === 1) {
      persons.push(...group.map(alone));
    } else if (group.length > model.maximumGroupRecords) {
      persons.push(...group.map(alone));
      overused.push({ pseudonym, members: group.map(({ key }) => key) });
    } else {
      const outcome = linkGroup(group, model);
      persons.push(...outcome.persons);
      refused.push(...outcome.refused);
    }
  }
  const first = (person: LinkedPerson): string => person.members[0] ?? '';
  return {
    persons: persons.sort((left, right) => (first(left) < first(right) ? -1 : 1)),
    refused: refused.sort((l, r) => (l.left < r.left || (l.left === r.left && l.right < r.right) ? -1 : 1)),
    overused,
  };
};
