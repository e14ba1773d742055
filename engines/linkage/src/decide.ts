/** Scored pairs side by side: rows, and log-odds in bits. */
export type Edges = { readonly left: Int32Array; readonly right: Int32Array; readonly bits: Float64Array };

const ROUNDS = 40;
const SETTLED = 1e-9;

/** Adds up, for each row, 1 and what its edges are worth to it. */
const sumAround = (edges: Edges, toLeft: Float64Array, toRight: Float64Array, rowCount: number): Float64Array => {
  const sums = new Float64Array(rowCount).fill(1);
  for (let edge = 0; edge < edges.left.length; edge += 1) {
    const left = edges.left[edge] ?? 0;
    const right = edges.right[edge] ?? 0;
    sums[left] = (sums[left] ?? 1) + (toLeft[edge] ?? 0);
    sums[right] = (sums[right] ?? 1) + (toRight[edge] ?? 0);
  }
  return sums;
};

/** What the rivals of an edge at one end amount to; never less than the 1 that stands for "none of them". */
const rivals = (sum: number, own: number): number => Math.max(1, sum - own);

/** Edges with a rival at either end; the others need no messages. */
const contested = (edges: Edges, rowCount: number): Int32Array => {
  const degree = new Int32Array(rowCount);
  for (const ends of [edges.left, edges.right]) for (const row of ends) degree[row] = (degree[row] ?? 0) + 1;
  const isContested = (edge: number): boolean =>
    (degree[edges.left[edge] ?? 0] ?? 0) + (degree[edges.right[edge] ?? 0] ?? 0) > 2;
  return Int32Array.from(edges.left.keys()).filter(isContested);
};

/**
 * The probability of each pair when a record belongs to at most one record of the other file: the pairs of a record exclude one
 * another, so a rival takes away what it is itself likely to be. Sum-product on the graph of pairs (exact where it has no
 * circle; Huang & Jebara 2009). The probabilities of a record's pairs sum to at most 1, so at most one of them exceeds one half,
 * and of two equal candidates neither does. Expects edges in a repeatable order, since sums are taken in it.
 */
export const oneToOneProbabilities = (edges: Edges, rowCount: number): Float64Array => {
  const probabilities = edges.bits.map((bits) => 1 / (1 + 2 ** -bits));
  const numbers = contested(edges, rowCount);
  const part: Edges = {
    left: numbers.map((edge) => edges.left[edge] ?? 0),
    right: numbers.map((edge) => edges.right[edge] ?? 0),
    bits: Float64Array.from(numbers, (edge) => Math.min(edges.bits[edge] ?? 0, 500)),
  };
  const odds = part.bits.map((bits) => 2 ** bits);
  // What the edge is worth to its left row after its right row's rivals took their share, and the other way round.
  let toLeft = odds.slice();
  let toRight = odds.slice();
  for (let round = 0; round < ROUNDS; round += 1) {
    const sums = sumAround(part, toLeft, toRight, rowCount);
    const nextLeft = odds.map((alone, edge) => alone / rivals(sums[part.right[edge] ?? 0] ?? 1, toRight[edge] ?? 0));
    const nextRight = odds.map((alone, edge) => alone / rivals(sums[part.left[edge] ?? 0] ?? 1, toLeft[edge] ?? 0));
    const change = nextLeft.reduce((most, next, edge) => Math.max(most, Math.abs(next / (toLeft[edge] || 1) - 1)), 0);
    toLeft = nextLeft;
    toRight = nextRight;
    if (change < SETTLED) break;
  }
  for (const [at, edge] of numbers.entries()) {
    const alone = odds[at] ?? 0;
    // odds / message is what the rivals at one end amount to; the pair stands against those at both.
    const against = (alone / (toLeft[at] || 1)) * (alone / (toRight[at] || 1));
    probabilities[edge] = alone / (alone + against);
  }
  return probabilities;
};

/**
 * Of the linked rows before and from `secondFrom`, the share that has two good candidates in the other file: the sign that
 * a person is in that other file more than once.
 */
export const repeatedShares = (edges: Edges, rowCount: number, secondFrom: number, sureBits: number) => {
  const sure = new Uint8Array(rowCount);
  for (let edge = 0; edge < edges.left.length; edge += 1) {
    if ((edges.bits[edge] ?? 0) < sureBits) continue;
    for (const row of [edges.left[edge] ?? 0, edges.right[edge] ?? 0]) sure[row] = Math.min(2, (sure[row] ?? 0) + 1);
  }
  const shareOf = (rows: Uint8Array): number => {
    let some = 0;
    let several = 0;
    for (const count of rows) {
      if (count > 0) some += 1;
      if (count > 1) several += 1;
    }
    return some === 0 ? 0 : several / some;
  };
  return { ofFirst: shareOf(sure.subarray(0, secondFrom)), ofSecond: shareOf(sure.subarray(secondFrom)) };
};
