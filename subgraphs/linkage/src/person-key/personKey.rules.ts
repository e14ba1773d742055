import { kindOfSource, type RecordRow, type Source, sources } from '../record/record.entity.ts';

/** The households of each person that has any, once each and in order. */
export const householdsByPerson = (
  records: readonly Pick<RecordRow, 'personId' | 'householdKey'>[],
): ReadonlyMap<string, readonly string[]> => {
  const known = Map.groupBy(
    records.filter(({ householdKey }) => householdKey !== null),
    ({ personId }) => personId,
  );
  return new Map(
    [...known].map(([personId, of]) => [personId, [...new Set(of.flatMap((row) => row.householdKey ?? []))].sort()]),
  );
};

type Housed = Pick<RecordRow, 'id' | 'personId' | 'householdKey'>;

/** Records whose persons are of other households than before; all records of the persons concerned must be given, before and after. */
export function recordsOfOtherHouseholds(before: readonly Housed[], after: readonly Housed[]): string[] {
  const [householdsBefore, householdsAfter] = [householdsByPerson(before), householdsByPerson(after)];
  const personBefore = new Map(before.map(({ id, personId }) => [id, personId]));
  const textOf = (households: readonly string[] | undefined): string => (households ?? []).join(' ');
  return after
    .filter(
      ({ id, personId }) =>
        textOf(householdsBefore.get(personBefore.get(id) ?? '')) !== textOf(householdsAfter.get(personId)),
    )
    .map(({ id }) => id);
}

/** Records whose person's key somebody reads, as the feed names them; who is which resident is told to civil affairs alone. */
export const keyedRecordsOf = (
  keys: readonly string[],
): { readonly kind: (typeof kindOfSource)[Source]; readonly id: string }[] =>
  keys.flatMap((key) =>
    sources
      .filter((source) => source !== 'civil-affairs' && key.startsWith(`${source}:`))
      .map((source) => ({ kind: kindOfSource[source], id: key.slice(source.length + 1) })),
  );
