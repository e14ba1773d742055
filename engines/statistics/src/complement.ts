import { type Path, type Pattern, pathTo, push } from './rise.ts';

// One more missing cell costs more than any difference of size, so few are taken first and small ones among equals.
const costOfCell = 1_000;

/** Takes back as little as it can find until the cell can rise by what is wanted, or says that it cannot. */
export function openFor(pattern: Pattern, row: number, column: number, wanted: number): boolean {
  const left = pattern.values.slice();
  let risen = 0;
  while (risen < wanted) {
    const path = cheapestPath(pattern, left, row, column);
    if (path === null) return false;
    for (const cell of path) pattern.missing[cell] = 1;
    risen += push(left, path, wanted - risen);
  }
  return true;
}

/** Dijkstra's algorithm on a dense graph: missing cells are free, others cost what is lost with them. */
function cheapestPath(
  { rows, columns, values, missing }: Pattern,
  left: Int32Array,
  row: number,
  column: number,
): Path | null {
  const nodes = rows + columns;
  const cost = new Float64Array(nodes).fill(Infinity);
  const from = new Int32Array(nodes).fill(-1);
  const cameBy = new Int32Array(nodes).fill(-1);
  const done = new Uint8Array(nodes);
  const target = rows + column;
  cost[row] = 0;
  for (;;) {
    const node = cheapestOf(cost, done);
    if (node === -1) return null;
    if (node === target) return pathTo(target, row, from, cameBy);
    done[node] = 1;
    const isRow = node < rows;
    for (let k = 0; k < (isRow ? columns : rows); k++) {
      const cell = isRow ? node * columns + k : k * columns + (node - rows);
      const next = isRow ? rows + k : k;
      if (done[next] || cell === row * columns + column || (isRow && (left[cell] as number) <= 0)) continue;
      const step = missing[cell] ? 0 : costOfCell + Math.min(values[cell] as number, costOfCell - 1);
      if ((cost[node] as number) + step >= (cost[next] as number)) continue;
      cost[next] = (cost[node] as number) + step;
      from[next] = node;
      cameBy[next] = cell;
    }
  }
}

function cheapestOf(cost: Float64Array, done: Uint8Array): number {
  let best = -1;
  for (let node = 0; node < cost.length; node++)
    if (!done[node] && (cost[node] as number) < (best === -1 ? Infinity : (cost[best] as number))) best = node;
  return best;
}
