import { openFor } from './complement.ts';
import { type Pattern, riseOf } from './rise.ts';

/** A table whose margins are all known and at least the threshold, with the cells that are not given whatever their value. */
export interface KnownMargins {
  readonly counts: readonly (readonly number[])[];
  isHidden(row: number, column: number): boolean;
}

/**
 * The cells that are not given: those under the threshold, and as few others as it takes that each of the former could be at least
 * the threshold. Missing cells only widen what is possible, so a cell that is once safe stays safe, and with all cells missing each
 * can be as much as the smaller of its margins: there is always an answer.
 */
export function suppress(
  { counts, isHidden }: KnownMargins,
  threshold: number,
): (row: number, column: number) => boolean {
  const rows = counts.length;
  const columns = counts[0]?.length ?? 0;
  const values = Int32Array.from(counts.flat());
  const primary = [...values.keys()].filter((cell) => (values[cell] as number) < threshold);
  const fixed = new Uint8Array(values.length);
  for (const cell of primary) fixed[cell] = 1;
  for (let cell = 0; cell < values.length; cell++)
    if (isHidden(Math.floor(cell / columns), cell % columns)) fixed[cell] = 1;
  const pattern: Pattern = { rows, columns, values, missing: Uint8Array.from(fixed) };
  const wantedOf = (cell: number) => threshold - (values[cell] as number);
  const isSafe = (cell: number) =>
    riseOf(pattern, Math.floor(cell / columns), cell % columns, wantedOf(cell)) === wantedOf(cell);
  for (const cell of primary.toSorted((one, other) => wantedOf(other) - wantedOf(one) || one - other))
    if (!isSafe(cell)) openFor(pattern, Math.floor(cell / columns), cell % columns, wantedOf(cell));
  giveBack(pattern, fixed, primary, isSafe);
  // The proof above says that this never happens; should it, nothing is given.
  if (!primary.every(isSafe)) pattern.missing.fill(1);
  return (row, column) => pattern.missing[row * columns + column] === 1;
}

// Beyond this many checks the larger ones of a big table stay missing, which is safe.
const mostChecks = 20_000;

/** Gives back, the largest first, what was taken for one cell and is not needed since more was taken for another. */
function giveBack(
  pattern: Pattern,
  fixed: Uint8Array,
  primary: readonly number[],
  isSafe: (cell: number) => boolean,
): void {
  const { missing, values } = pattern;
  const taken = [...missing.keys()].filter((cell) => missing[cell] && !fixed[cell]);
  if (taken.length * primary.length > mostChecks) return;
  for (const cell of taken.sort((one, other) => (values[other] as number) - (values[one] as number) || one - other)) {
    missing[cell] = 0;
    if (!primary.every(isSafe)) missing[cell] = 1;
  }
}
