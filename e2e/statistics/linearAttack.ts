/** A sum of unknown numbers, none of which is below 0, that is known. */
export interface Equation {
  readonly terms: ReadonlyMap<string, number>;
  readonly constant: number;
}

export interface Attack {
  readonly unknowns: readonly string[];
  /** The most that some unknowns can be together by all that is known; `Infinity` where nothing bounds them. */
  highest(names: readonly string[]): number;
}

interface Tableau {
  readonly rows: Float64Array[];
  /** The unknown that each row stands for. */
  readonly basis: number[];
}

const tiny = 1e-9;

/** Bounds unknowns by the simplex method (Bland's rule); throws when what is known contradicts itself. */
export function attackBy(equations: readonly Equation[]): Attack {
  const unknowns = [...new Set(equations.flatMap(({ terms }) => [...terms.keys()]))];
  const places = new Map(unknowns.map((name, at) => [name, at]));
  const ground = solve(equations, places);
  return {
    unknowns,
    highest(names) {
      const tableau = { rows: ground.rows.map((row) => row.slice()), basis: [...ground.basis] };
      const goal = new Float64Array(unknowns.length);
      for (const name of names) goal[places.get(name) as number] = 1;
      return maximise(tableau, goal, unknowns.length);
    },
  };
}

function solve(equations: readonly Equation[], places: ReadonlyMap<string, number>): Tableau {
  const width = places.size;
  const rows = equations.map(({ terms, constant }, at) => {
    const row = new Float64Array(width + equations.length + 1);
    const sign = constant < 0 ? -1 : 1;
    for (const [name, factor] of terms) row[places.get(name) as number] = sign * factor;
    row[width + at] = 1;
    row[row.length - 1] = sign * constant;
    return row;
  });
  const tableau: Tableau = { rows, basis: equations.map((_, at) => width + at) };
  const slack = new Float64Array(width + equations.length).fill(-1).fill(0, 0, width);
  if (maximise(tableau, slack, width + equations.length) < -1e-6) throw new Error('What is given contradicts itself.');
  for (const [at, row] of rows.entries()) {
    const column = row.findIndex((factor, place) => place < width && Math.abs(factor) > tiny);
    if ((tableau.basis[at] as number) >= width && column !== -1) pivot(tableau, at, column);
  }
  const kept = [...rows.keys()].filter((at) => (tableau.basis[at] as number) < width);
  return {
    rows: kept.map((at) => {
      const row = rows[at] as Float64Array;
      return Float64Array.from([...row.subarray(0, width), row.at(-1) as number]);
    }),
    basis: kept.map((at) => tableau.basis[at] as number),
  };
}

function maximise(tableau: Tableau, goal: Float64Array, width: number): number {
  const { rows, basis } = tableau;
  const weight = (at: number) => goal[basis[at] as number] as number;
  for (;;) {
    const gains = goal.slice(0, width);
    let value = 0;
    for (const [at, row] of rows.entries()) {
      if (weight(at) === 0) continue;
      for (let column = 0; column < width; column++)
        gains[column] = (gains[column] as number) - weight(at) * (row[column] as number);
      value += weight(at) * (row.at(-1) as number);
    }
    const entering = gains.findIndex((gain, column) => gain > tiny && !basis.includes(column));
    if (entering === -1) return value;
    const leaving = leavingRow(tableau, entering);
    if (leaving === -1) return Number.POSITIVE_INFINITY;
    pivot(tableau, leaving, entering);
  }
}

function leavingRow({ rows, basis }: Tableau, entering: number): number {
  let best = -1;
  let ratio = Number.POSITIVE_INFINITY;
  for (const [at, row] of rows.entries()) {
    if ((row[entering] as number) <= tiny) continue;
    const limit = (row.at(-1) as number) / (row[entering] as number);
    const isTie = Math.abs(limit - ratio) <= tiny;
    if (isTie ? (basis[at] as number) < (basis[best] as number) : limit < ratio) {
      ratio = limit;
      best = at;
    }
  }
  return best;
}

function pivot({ rows, basis }: Tableau, leaving: number, entering: number): void {
  const row = rows[leaving] as Float64Array;
  const factor = row[entering] as number;
  for (let column = 0; column < row.length; column++) row[column] = (row[column] as number) / factor;
  for (const [at, other] of rows.entries()) {
    const times = other[entering] as number;
    if (at === leaving || times === 0) continue;
    for (let column = 0; column < row.length; column++)
      other[column] = (other[column] as number) - times * (row[column] as number);
  }
  basis[leaving] = entering;
}
