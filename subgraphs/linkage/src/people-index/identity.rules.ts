import {
  type Decision,
  type Explanation,
  identityModel,
  type LinkRecord,
  linkByIdentity,
  type PersonLink,
} from '@hub/engine-linkage';

/** What the records of some numbers say of one another: who is one person for certain, who is not, and why. */
export interface Identity {
  /** By number: a chain through the records of each person, and every pair that contradicts itself. */
  readonly decisions: ReadonlyMap<string, readonly Decision[]>;
  readonly links: readonly PersonLink[];
}

/** Two records as one text, whichever comes first. */
export const pairOf = (left: string, right: string): string =>
  left < right ? `${left}\n${right}` : `${right}\n${left}`;

/** Judges records number by number; all records of a number must be given, and people's decisions about them win. */
export function identityOf(records: readonly LinkRecord[], decided: readonly Decision[]): Identity {
  const numberOf = new Map(records.map(({ key, pseudonym }) => [key, pseudonym]));
  const within = decided.filter(({ left, right }) => {
    const number = numberOf.get(left);
    return number != null && number === numberOf.get(right);
  });
  const { persons, refused } = linkByIdentity(
    records.filter(({ pseudonym }) => pseudonym !== null),
    identityModel,
    within,
  );
  const decisions = new Map<string, Decision[]>();
  const add = (left: string, right: string, verdict: Decision['verdict']): void => {
    const number = numberOf.get(left) ?? '';
    decisions.set(number, [...(decisions.get(number) ?? []), { left, right, verdict }]);
  };
  for (const { members } of persons)
    for (const [at, right] of members.entries()) {
      const left = members[at - 1];
      if (left !== undefined) add(left, right, 'SAME');
    }
  for (const { left, right } of refused) add(left, right, 'DIFFERENT');
  return { decisions, links: persons.flatMap(({ links }) => links) };
}

/** Levels of agreement with which one number may still be one person's, when all else is weighed too. */
const excusable: Readonly<Record<string, ReadonlySet<string>>> = {
  name: new Set(['EQUAL', 'SAME_SOUND', 'ONE_SLIP', 'PARTIAL']),
  bornOn: new Set(['EQUAL', 'ONE_SLIP', 'FIRST_OF_YEAR', 'TWO_PARTS', 'SAME_YEAR', 'MISSING']),
  gender: new Set(['EQUAL', 'MISSING']),
};

/**
 * Whether two records of one number that are not one person's by it contradict each other so that no weight may join them: the
 * number was lent or mistyped. Where they only differ as records of one person do, the weight decides.
 */
export const contradicts = ({ fields }: Explanation): boolean =>
  fields.some(({ column, level }) => excusable[column]?.has(level) === false);
