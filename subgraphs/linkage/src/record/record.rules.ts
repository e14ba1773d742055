import type { LinkRecord } from '@hub/engine-linkage';
import { scopeOf, type Viewer } from '@hub/engine-policy';
import type { RowScope } from '@hub/kernel';
import { parseResidentIdNumber } from '@hub/values';
import { type Comparison, type IncomingRecord, kindOfSource, type Source, sources } from './record.entity.ts';

export const recordKey = (source: Source, recordId: string): string => `${source}:${recordId}`;

const typeOfSource: Readonly<Record<Source, string>> = {
  'civil-affairs': 'Resident',
  'social-work': 'Client',
  charities: 'Beneficiary',
  volunteers: 'Volunteer',
};

/** A record as the ledger and the whole graph name it, `Type:id`. */
export const recordNameOf = ({ source, recordId }: { readonly source: string; readonly recordId: string }): string =>
  `${typeOfSource[source as Source]}:${recordId}`;

export const sourceOf = (key: string): string => key.slice(0, key.indexOf(':'));

/** The same for the key of a record; none for what is no such key. */
export function nameOfKey(key: string): string | null {
  const source = sources.find((one) => one === sourceOf(key));
  return source === undefined ? null : recordNameOf({ source, recordId: key.slice(source.length + 1) });
}

/** The key of a record from its name, `Type:id`; none for what is no such name. */
export function keyOfName(name: string): string | null {
  const type = name.slice(0, name.indexOf(':'));
  const source = sources.find((one) => typeOfSource[one] === type);
  return source === undefined ? null : recordKey(source, name.slice(type.length + 1));
}

/** The keyed index of a complete and valid ID number in its one form of 18 signs; a masked or invalid one has none. */
export function pseudonymOf(idNumber: string | null, index: (text: string) => string): string | null {
  const parsed = parseResidentIdNumber(idNumber ?? '');
  return parsed.ok ? index(parsed.value.text) : null;
}

/** Pseudonyms whose groups may change when these records come in place of those. */
export const affectedPseudonyms = (
  stored: readonly { readonly pseudonym: string | null }[],
  incoming: readonly { readonly pseudonym: string | null }[],
): string[] => [
  ...new Set([...stored, ...incoming].flatMap(({ pseudonym }) => (pseudonym === null ? [] : [pseudonym]))),
];

/** How many records hold each number when these, which are counted among them, are left out. */
export function heldByOthers(
  held: ReadonlyMap<string, number>,
  stored: readonly { readonly pseudonym: string | null }[],
): ReadonlyMap<string, number> {
  const others = new Map(held);
  for (const { pseudonym } of stored) if (pseudonym !== null) others.set(pseudonym, (others.get(pseudonym) ?? 0) - 1);
  return others;
}

/** Numbers that more records hold than the model takes for evidence, the incoming ones counted. */
export function overusedOf(
  held: ReadonlyMap<string, number>,
  incoming: readonly IncomingRecord[],
  mostRecords: number,
): ReadonlySet<string> {
  const counts = new Map(held);
  for (const { pseudonym } of incoming) if (pseudonym !== null) counts.set(pseudonym, (counts.get(pseudonym) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > mostRecords).map(([pseudonym]) => pseudonym));
}

/** What the engine compares; an overused number is evidence of nothing, so its records come without it. */
export const comparedRecord = (
  { id, source, pseudonym, divisionCode }: IncomingRecord,
  { name, bornOn, gender }: Comparison,
  overused: ReadonlySet<string>,
): LinkRecord => ({
  key: id,
  source,
  pseudonym: pseudonym !== null && overused.has(pseudonym) ? null : pseudonym,
  name,
  bornOn,
  gender,
  divisionCode,
});

/** Sources of which the same rows are visible. */
export interface SourceScope {
  readonly sources: readonly Source[];
  readonly scope: RowScope;
}

/** Each department's own rule says which of its records a viewer may know of, here as there. */
export function visibleRecords(viewer: Viewer): readonly SourceScope[] {
  const scopes = sources.map((source) => ({ source, scope: scopeOf(viewer, kindOfSource[source]) }));
  const alike = Map.groupBy(scopes, ({ scope }) => JSON.stringify(scope));
  return [...alike.values()].flatMap((same) =>
    same.slice(0, 1).map(({ scope }) => ({ sources: same.map(({ source }) => source), scope })),
  );
}
