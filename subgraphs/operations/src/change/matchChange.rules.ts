import type { RowSet, ShapeField } from '@hub/schema';
import { type AnswerRow, type Cell, type Cells, keyOf, type Value } from './answerRow.rules.ts';
import type { KnownRows, RowChange } from './rowChange.rules.ts';

export const matchChangeKinds = ['NEW_MATCH', 'BETTER_MATCH', 'NEED_MET', 'NEWLY_UNMET', 'RESOURCE_GONE'] as const;
export type MatchChangeKind = (typeof matchChangeKinds)[number];

/** What a change of a need's row means for whoever matches: which resource, and how its score moved. */
export interface MatchChange {
  readonly kind: MatchChangeKind;
  readonly resource: string | null;
  readonly from: number | null;
  readonly to: number | null;
}

/** What became of a need that left the answer, by its id, where somebody asked. */
export type Fates = ReadonlyMap<string, string>;

/** Columns of a set of needs in which matches are told; those that were not asked for are null. */
interface MatchColumns {
  readonly matches: string | null;
  readonly score: string | null;
  readonly standing: string | null;
  readonly resource: string | null;
  readonly unmet: readonly string[];
  readonly status: string | null;
}

/** Where the rows of a set tell of needs and their matches; null for every other set. */
export function matchColumnsOf({ node }: RowSet): MatchColumns | null {
  if (node.type !== 'Need') return null;
  const named = (fields: readonly ShapeField[] | undefined, name: string) =>
    fields?.find(({ field }) => field === name);
  const matches = named(node.fields, 'matches');
  const of = matches?.node?.fields;
  const resource = named(of, 'resource');
  const unmet = named(node.fields, 'unmet');
  return {
    matches: matches?.name ?? null,
    score: named(of, 'score')?.name ?? null,
    standing: named(of, 'standing')?.name ?? null,
    resource: resource?.node?.id ? `${resource.name}.${resource.node.id}` : null,
    unmet: (unmet?.node?.fields ?? [])
      .filter(({ kind }) => kind === 'VALUE')
      .map(({ name }) => `${unmet?.name}.${name}`),
    status: named(node.fields, 'status')?.name ?? null,
  };
}

interface Proposal {
  readonly resource: string;
  readonly score: number | null;
  readonly isProposed: boolean;
}

/** The matches in a row; null where they were not asked for or not answered. */
function proposalsIn({ matches, score, standing, resource }: MatchColumns, cells: Cells): readonly Proposal[] | null {
  const list: Cell = matches === null ? null : (cells[matches] ?? null);
  if (!Array.isArray(list) || resource === null) return null;
  return list.flatMap((item: Value | Cells) => {
    if (typeof item !== 'object' || item === null) return [];
    const [id, points] = [item[resource], score === null ? null : item[score]];
    return typeof id === 'string'
      ? [
          {
            resource: id,
            score: typeof points === 'number' ? points : null,
            isProposed: standing === null || item[standing] === 'PROPOSED',
          },
        ]
      : [];
  });
}

/**
 * What a change means in words of matching. A match is new when its resource is proposed and was not; better when the best proposed
 * score rose; a resource is gone when it was proposed and is not even next in line. Lists that were not answered say nothing.
 */
export function matchChangesOf(
  columns: MatchColumns,
  before: AnswerRow | undefined,
  change: RowChange,
  fates: Fates,
): MatchChange[] {
  if (change.kind === 'GONE') return fates.get(change.identity) === 'MET' ? [told('NEED_MET')] : [];
  if (isClosed(columns, change.cells)) return metNow(columns, before?.cells, change.cells);
  return [...movedProposals(columns, before?.cells, change.cells), ...unmetNow(columns, before?.cells, change.cells)];
}

const told = (kind: MatchChangeKind, parts: Partial<MatchChange> = {}): MatchChange => ({
  kind,
  resource: null,
  from: null,
  to: null,
  ...parts,
});

/** Nobody waits for matches of a need that is closed. */
const isClosed = ({ status }: MatchColumns, cells: Cells): boolean => status !== null && cells[status] !== 'OPEN';

const metNow = ({ status }: MatchColumns, before: Cells | undefined, now: Cells): MatchChange[] =>
  status !== null && now[status] === 'MET' && before !== undefined && before[status] !== 'MET'
    ? [told('NEED_MET')]
    : [];

function movedProposals(columns: MatchColumns, before: Cells | undefined, now: Cells): MatchChange[] {
  const after = proposalsIn(columns, now);
  const earlier = before === undefined ? [] : proposalsIn(columns, before);
  if (!after || !earlier) return [];
  const wasProposed = new Map(earlier.filter(({ isProposed }) => isProposed).map((one) => [one.resource, one]));
  const isListed = new Set(after.map(({ resource }) => resource));
  const fresh = after.filter(({ resource, isProposed }) => isProposed && !wasProposed.has(resource));
  const gone = [...wasProposed.values()].filter(({ resource }) => !isListed.has(resource));
  return [
    ...fresh.map(({ resource, score }) => told('NEW_MATCH', { resource, to: score })),
    ...risen(bestOf(earlier), bestOf(after)),
    ...gone.map(({ resource, score }) => told('RESOURCE_GONE', { resource, from: score })),
  ];
}

const bestOf = (proposals: readonly Proposal[]): Proposal | undefined =>
  proposals
    .filter(({ isProposed, score }) => isProposed && score !== null)
    .reduce<Proposal | undefined>(
      (best, one) => (best && (best.score ?? 0) >= (one.score ?? 0) ? best : one),
      undefined,
    );

const risen = (before: Proposal | undefined, now: Proposal | undefined): MatchChange[] =>
  before && now && (now.score ?? 0) > (before.score ?? 0)
    ? [told('BETTER_MATCH', { resource: now.resource, from: before.score, to: now.score })]
    : [];

/** Without `unmet` in the question, a need is unmet when nothing is listed for it any more. */
function unmetNow(columns: MatchColumns, before: Cells | undefined, now: Cells): MatchChange[] {
  const isUnmet = (cells: Cells): boolean =>
    columns.unmet.length > 0
      ? columns.unmet.some((column) => cells[column] != null)
      : proposalsIn(columns, cells)?.length === 0;
  return isUnmet(now) && !(before && isUnmet(before)) ? [told('NEWLY_UNMET')] : [];
}

/** What each change means for matching, for the sets that tell of needs; changes that mean nothing to it are left out. */
export function matchChangesIn(
  sets: readonly RowSet[],
  known: KnownRows,
  changes: readonly RowChange[],
  fates: Fates = new Map(),
): ReadonlyMap<string, readonly MatchChange[]> {
  const columnsOf = new Map(sets.map((set) => [set.name, matchColumnsOf(set)]));
  const meanings = new Map<string, readonly MatchChange[]>();
  for (const change of changes) {
    const columns = columnsOf.get(change.set);
    const key = keyOf(change);
    const meaning = columns ? matchChangesOf(columns, known.get(key), change, fates) : [];
    if (meaning.length > 0) meanings.set(key, meaning);
  }
  return meanings;
}
