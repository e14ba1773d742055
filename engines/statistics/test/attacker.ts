import type { ExactTable, ProtectedTable, ProtectedUnit } from '../src/index.ts';

/** Unknown numbers that are at least 0, and what is known of their sums; it knows nothing of how the tables were protected. */
export interface Puzzle {
  readonly unknowns: readonly string[];
  readonly equations: readonly { readonly terms: ReadonlyMap<string, number>; readonly constant: number }[];
}

/** All that a reader of all tables of a district can write down: sums over values, over streets, and over both. */
export function puzzleOf({ tables }: ProtectedUnit): Puzzle {
  const known = new Map<string, number>();
  const sums: { readonly whole: string; readonly parts: readonly string[] }[] = [];
  const note = (name: string, value: number | null) => {
    if (value !== null) known.set(name, value);
    return name;
  };
  for (const { name, values, streets, margin } of tables) {
    for (const { place, cells, total } of streets) {
      const parts = values.map((value, at) => note(`${name}/${place}/${value}`, cells[at] ?? null));
      sums.push({ whole: note(place, total), parts });
    }
    for (const [at, value] of values.entries()) {
      const parts = streets.map(({ place }) => `${name}/${place}/${value}`);
      sums.push({ whole: note(`${name}//${value}`, margin?.cells[at] ?? null), parts });
    }
    sums.push({ whole: note('all', margin?.total ?? null), parts: streets.map(({ place }) => place) });
    sums.push({ whole: 'all', parts: values.map((value) => `${name}//${value}`) });
  }
  const unknowns = new Set(sums.flatMap(({ whole, parts }) => [whole, ...parts]).filter((name) => !known.has(name)));
  return {
    unknowns: [...unknowns],
    equations: sums.map(({ whole, parts }) => {
      const terms = new Map<string, number>();
      let constant = known.get(whole) ?? 0;
      if (!known.has(whole)) terms.set(whole, -1);
      for (const part of parts)
        if (known.has(part)) constant -= known.get(part) ?? 0;
        else terms.set(part, 1);
      return { terms, constant };
    }),
  };
}

/** The true numbers behind the names of a puzzle. */
export function truthOf(tables: readonly ExactTable[], streets: readonly string[]): ReadonlyMap<string, number> {
  const truth = new Map<string, number>();
  const add = (name: string, count: number) => void truth.set(name, (truth.get(name) ?? 0) + count);
  for (const [index, { name, values, counts }] of tables.entries())
    for (const [row, street] of streets.entries())
      for (const [column, value] of values.entries()) {
        const count = counts[row]?.[column] ?? 0;
        add(`${name}/${street}/${value}`, count);
        add(`${name}//${value}`, count);
        if (index === 0) add(street, count);
        if (index === 0) add('all', count);
      }
  return truth;
}

export const givenNumbers = ({ streets, margin }: ProtectedTable): (number | null)[] =>
  [...streets, ...(margin ? [margin] : [])].flatMap(({ cells, total }) => [...cells, total]);

const tiny = 1e-9;

/** The highest value that one unknown can have (two-phase simplex, Bland's rule); `Infinity` when there is no bound. */
export function highest({ unknowns, equations }: Puzzle, name: string): number {
  const width = unknowns.length;
  const index = new Map(unknowns.map((unknown, at) => [unknown, at]));
  const rows = equations.map(({ terms, constant }, at) => {
    const row = new Float64Array(width + equations.length + 1);
    const sign = constant < 0 ? -1 : 1;
    for (const [unknown, factor] of terms) row[index.get(unknown) ?? 0] = sign * factor;
    row[width + at] = 1;
    row[row.length - 1] = sign * constant;
    return row;
  });
  const basis = equations.map((_, at) => width + at);
  const artificial = new Float64Array(width + equations.length).map((_, at) => (at < width ? 0 : -1));
  if (maximise(rows, basis, artificial, width + equations.length) < -1e-6)
    throw new Error('What is given contradicts itself.');
  driveOut(rows, basis, width);
  const goal = new Float64Array(width + equations.length);
  goal[index.get(name) ?? 0] = 1;
  return maximise(rows, basis, goal, width);
}

function maximise(rows: Float64Array[], basis: number[], goal: Float64Array, width: number): number {
  for (;;) {
    let entering = -1;
    for (let column = 0; column < width && entering === -1; column++) {
      let gain = goal[column] as number;
      for (const [at, row] of rows.entries()) gain -= (goal[basis[at] as number] as number) * (row[column] as number);
      if (gain > tiny && !basis.includes(column)) entering = column;
    }
    const value = rows.reduce(
      (all, row, at) => all + (goal[basis[at] as number] as number) * (row.at(-1) as number),
      0,
    );
    if (entering === -1) return value;
    let leaving = -1;
    let ratio = Infinity;
    for (const [at, row] of rows.entries()) {
      if ((row[entering] as number) <= tiny) continue;
      const limit = (row.at(-1) as number) / (row[entering] as number);
      if (
        limit < ratio - tiny ||
        (limit < ratio + tiny && leaving !== -1 && (basis[at] as number) < (basis[leaving] as number))
      ) {
        ratio = limit;
        leaving = at;
      }
    }
    if (leaving === -1) return Infinity;
    pivot(rows, basis, leaving, entering);
  }
}

function driveOut(rows: Float64Array[], basis: number[], width: number): void {
  for (const [at, row] of rows.entries()) {
    if ((basis[at] as number) < width) continue;
    const column = row.findIndex((factor, place) => place < width && Math.abs(factor) > tiny);
    if (column !== -1) pivot(rows, basis, at, column);
    else row.fill(0);
  }
}

function pivot(rows: Float64Array[], basis: number[], leaving: number, entering: number): void {
  const row = rows[leaving] as Float64Array;
  const factor = row[entering] as number;
  for (let k = 0; k < row.length; k++) row[k] = (row[k] as number) / factor;
  for (const [at, other] of rows.entries()) {
    const times = other[entering] as number;
    if (at === leaving || times === 0) continue;
    for (let k = 0; k < row.length; k++) other[k] = (other[k] as number) - times * (row[k] as number);
  }
  basis[leaving] = entering;
}

/** Every value that each unknown has in any solution of whole numbers, found by trying all of them. */
export function everyValue({ unknowns, equations }: Puzzle, most: number): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map(unknowns.map((unknown) => [unknown, new Set<number>()]));
  const chosen = new Map<string, number>();
  // With the whole of an equation chosen before its parts, few branches are dead.
  const order = unknowns.toSorted((one, other) => one.split('/').length - other.split('/').length);
  const involved = new Map(order.map((unknown) => [unknown, equations.filter(({ terms }) => terms.has(unknown))]));
  const fits = (unknown: string) =>
    (involved.get(unknown) ?? []).every(({ terms, constant }) => {
      let rest = constant;
      let open = 0;
      let openWhole = false;
      for (const [name, factor] of terms) {
        const value = chosen.get(name);
        if (value === undefined) {
          open++;
          if (factor < 0) openWhole = true;
        } else rest -= factor * value;
      }
      return open === 0 ? rest === 0 : openWhole || rest >= 0;
    });
  const visit = (depth: number): void => {
    const unknown = order[depth];
    if (unknown === undefined) {
      for (const [name, value] of chosen) found.get(name)?.add(value);
      return;
    }
    for (let value = 0; value <= most; value++) {
      chosen.set(unknown, value);
      if (fits(unknown)) visit(depth + 1);
    }
    chosen.delete(unknown);
  };
  visit(0);
  return found;
}
