import type { Subject } from '@hub/kernel';
import type { LinkDecisionRow } from '../link-review/linkDecision.entity.ts';
import { nameOfKey } from '../record/record.rules.ts';
import { inverseOf, type LinkAction, type LinkHistoryRow } from './linkHistory.entity.ts';

/** One move of a record that the viewer may see, which is or was together with records of the person asked for. */
export interface ToldMove extends Pick<LinkHistoryRow, 'record' | 'at' | 'toPerson' | 'modelVersion'> {
  readonly personId: string;
  /** The decision of people that it came with, if it is about two records that the viewer may see. */
  readonly decisionId: string | null;
  readonly origin: LinkDecisionRow['origin'] | null;
}

/** A time in which a record was held to be the person's. */
export interface MembershipRow {
  readonly personId: string;
  readonly record: string;
  readonly since: string;
  readonly until: string | null;
}

/** Records that came to the person or left her at one instant; `company` are those that they came to or left. */
export interface LinkStepRow extends Pick<ToldMove, 'personId' | 'at' | 'modelVersion' | 'decisionId' | 'origin'> {
  readonly action: LinkAction;
  readonly inverse: LinkAction;
  readonly records: readonly string[];
  readonly company: readonly string[];
}

/** Which of the records were one person from an instant on, and which of them are in the company of the person asked for. */
interface Moment {
  readonly at: string;
  readonly moves: readonly ToldMove[];
  readonly personOf: ReadonlyMap<string, string>;
  readonly company: ReadonlySet<string>;
}

/**
 * What the moves come to, instant by instant. Only who is together with whom counts, and never under which id: a record that the
 * viewer does not see may have changed the id, and would be told of by that. The company is that of the first record to come of
 * those that are hers today.
 */
function momentsOf(moves: readonly ToldMove[]): Moment[] {
  const instants = moves.reduce<ToldMove[][]>((groups, move) => {
    const last = groups.at(-1);
    if (last?.[0]?.at === move.at) last.push(move);
    else groups.push([move]);
    return groups;
  }, []);
  const today = new Map(moves.map((move) => [move.record, move.toPerson === move.personId]));
  const members = instants
    .flatMap((group) => group.map(({ record }) => record).sort())
    .filter((record) => today.get(record));
  const personOf = new Map<string, string>();
  return instants.map((group) => {
    for (const { record, toPerson } of group)
      if (toPerson === null) personOf.delete(record);
      else personOf.set(record, toPerson);
    const first = members.find((record) => personOf.has(record));
    const company = first === undefined ? [] : together(first, personOf);
    return { at: group[0]?.at ?? '', moves: group, personOf: new Map(personOf), company: new Set(company) };
  });
}

/** The records that are one person with this one, itself among them; nobody for a record that is not there. */
const together = (record: string, personOf: ReadonlyMap<string, string>): string[] => {
  const person = personOf.get(record);
  return [...personOf].flatMap(([other, of]) => (of === person ? [other] : [])).sort();
};

/** Since when each record is the person's, and until when those were that no longer are. */
export function membershipsOf(moves: readonly ToldMove[]): MembershipRow[] {
  const personId = moves[0]?.personId ?? '';
  const begun = new Map<string, string>();
  const ended: MembershipRow[] = [];
  for (const { at, company } of momentsOf(moves)) {
    for (const [record, since] of begun)
      if (!company.has(record)) {
        ended.push({ personId, record, since, until: at });
        begun.delete(record);
      }
    for (const record of company) if (!begun.has(record)) begun.set(record, at);
  }
  const held = [...begun].map(([record, since]) => ({ personId, record, since, until: null }));
  return [...ended, ...held].sort((left, right) => compareText(placeOf(left), placeOf(right)));
}

const placeOf = ({ record, since }: MembershipRow): string => `${record}\n${since}`;
const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const nobodyYet: Pick<Moment, 'personOf' | 'company'> = { personOf: new Map(), company: new Set() };

/** How the person came to have the records that she has, oldest step first. */
export function linkStepsOf(moves: readonly ToldMove[]): LinkStepRow[] {
  const moments = momentsOf(moves);
  return moments.flatMap((after, index) => {
    const before = moments[index - 1] ?? nobodyYet;
    const came = [...after.company.difference(before.company)].sort();
    const left = [...before.company.difference(after.company)].sort();
    const merged = came.filter((record) => isWhole(record, before.personOf, after.company));
    const split = left.filter((record) => isWhole(record, after.personOf, before.company));
    const step = stepAt(after, before.company.union(after.company));
    return [
      ...step('SPLIT', split, after.company),
      ...step('LEAVE', without(left, split), after.company),
      ...step('MERGE', merged, before.company),
      ...step('JOIN', without(came, merged), before.company),
    ];
  });
}

/** Whether all that were one person with a record are among these; not so for a record that was not there. */
const isWhole = (record: string, personOf: ReadonlyMap<string, string>, within: ReadonlySet<string>): boolean =>
  personOf.has(record) && together(record, personOf).every((other) => within.has(other));

const without = (records: readonly string[], others: readonly string[]): string[] =>
  records.filter((record) => !others.includes(record));

const stepAt =
  ({ at, moves }: Moment, concerned: ReadonlySet<string>) =>
  (action: LinkAction, records: readonly string[], company: ReadonlySet<string>): LinkStepRow[] => {
    const own = moves.filter(({ record }) => concerned.has(record));
    const [first] = own;
    if (records.length === 0 || first === undefined) return [];
    const { decisionId, origin } = own.find((move) => move.decisionId !== null) ?? first;
    const inverse = inverseOf[action];
    const { personId, modelVersion } = first;
    return [{ personId, at, action, inverse, records, company: [...company].sort(), modelVersion, decisionId, origin }];
  };

const subjectOf = (personId: string, keys: readonly string[]): Subject => ({
  ...{ id: personId, divisionCode: null, ownerOrganisationId: null, bornOn: null },
  about: namesOfKeys(keys),
});

export const subjectOfMembership = ({ personId, record }: MembershipRow): Subject => subjectOf(personId, [record]);

export const subjectOfStep = ({ personId, records, company }: LinkStepRow): Subject =>
  subjectOf(personId, [...records, ...company]);

/** Records by the names that the whole graph has for them. */
export const namesOfKeys = (keys: readonly string[]): string[] => keys.flatMap((key) => nameOfKey(key) ?? []);
