/** A table whose margins are all known, with the cells that are not given. */
export interface Pattern {
  readonly rows: number;
  readonly columns: number;
  /** Row by row. */
  readonly values: Int32Array;
  /** 1 where a cell is not given. */
  readonly missing: Uint8Array;
}

/**
 * By how much a missing cell can be higher than it is, up to what is wanted, when all that is given stays as it is and no cell is
 * below 0: a flow from its row to its column that lowers a cell from row to column and raises one from column to row (Cox 1980,
 * Gusfield 1988). Flows of whole numbers are whole, so this is exact over integers too.
 */
export function riseOf(pattern: Pattern, row: number, column: number, wanted: number): number {
  const left = pattern.values.slice();
  let risen = 0;
  while (risen < wanted) {
    const path = anyPath(pattern, left, row, column);
    if (path === null) break;
    risen += push(left, path, wanted - risen);
  }
  return risen;
}

/** Cells in turn lowered and raised, the first one in the row and the last one in the column of the cell that rises. */
export type Path = readonly number[];

/** Moves as much as the lowered cells have, at most so much, along a path. */
export function push(left: Int32Array, path: Path, most: number): number {
  let amount = most;
  for (let k = 0; k < path.length; k += 2) amount = Math.min(amount, left[path[k] as number] as number);
  path.forEach((cell, k) => {
    left[cell] = (left[cell] as number) + (k % 2 === 0 ? -amount : amount);
  });
  return amount;
}

/** Breadth first, and straight to the target from the first row that reaches it; nodes are the rows and after them the columns. */
function anyPath({ rows, columns, missing }: Pattern, left: Int32Array, row: number, column: number): Path | null {
  const target = rows + column;
  const cameBy = new Int32Array(rows + columns).fill(-1);
  const from = new Int32Array(rows + columns).fill(-1);
  const queue = [row];
  from[row] = row;
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head] as number;
    const isRow = node < rows;
    const others = isRow ? columns : rows;
    for (let k = 0; k < others; k++) {
      const cell = isRow ? node * columns + k : k * columns + (node - rows);
      const next = isRow ? rows + k : k;
      if (from[next] !== -1 || !missing[cell] || cell === row * columns + column) continue;
      if (isRow && (left[cell] as number) <= 0) continue;
      from[next] = node;
      cameBy[next] = cell;
      const straight = isRow ? -1 : next * columns + column;
      if (straight !== -1 && missing[straight] && (left[straight] as number) > 0) {
        from[target] = next;
        cameBy[target] = straight;
      }
      if (from[target] !== -1) return pathTo(target, row, from, cameBy);
      queue.push(next);
    }
  }
  return null;
}

export function pathTo(target: number, start: number, from: Int32Array, cameBy: Int32Array): Path {
  const cells: number[] = [];
  for (let node = target; node !== start; node = from[node] as number) cells.push(cameBy[node] as number);
  return cells.reverse();
}
