interface Identified {
  readonly id: string;
}

/** Rows that differ from those before, in the order of ids. */
export interface Differing<Row> {
  /** New, or other than before. */
  readonly given: readonly Row[];
  readonly gone: readonly string[];
}

export const textOf = (value: unknown): string => JSON.stringify(value);

export const byId = (one: Identified, other: Identified): number => (one.id < other.id ? -1 : 1);

/** What differs among the rows of these ids: `now` are those that are there. */
export function differingIn<Row extends Identified>(
  before: readonly Row[],
  ids: ReadonlySet<string>,
  now: readonly Row[],
): Differing<Row> {
  if (ids.size === 0) return { given: [], gone: [] };
  const known = new Map(before.filter(({ id }) => ids.has(id)).map((row) => [row.id, row]));
  const there = new Set(now.map(({ id }) => id));
  return {
    given: now.filter((row) => textOf(known.get(row.id)) !== textOf(row)).toSorted(byId),
    gone: [...known.keys()].filter((id) => !there.has(id)),
  };
}

/** The rows as they are after that; the very same list where nothing differs. */
export function merged<Row extends Identified>(
  before: readonly Row[],
  { given, gone }: Differing<Row>,
): readonly Row[] {
  if (given.length === 0 && gone.length === 0) return before;
  const [fresh, left] = [new Map(given.map((row) => [row.id, row])), new Set(gone)];
  const rows: Row[] = [];
  for (const row of before) {
    if (!left.has(row.id)) rows.push(fresh.get(row.id) ?? row);
    fresh.delete(row.id);
  }
  return fresh.size === 0 ? rows : [...rows, ...fresh.values()].sort(byId);
}
