/** Scored pairs side by side: rows, and log-odds in bits. */
export type Edges = { readonly left: Int32Array; readonly right: Int32Array; readonly bits: Float64Array };

const ROUNDS = 40;
const SETTLED = 1e-9;
/** Odds stay numbers. */
const MOST_BITS = 500;

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

/** Writes what each edge is worth after the rivals at its end in `rows` took their share; gives the largest change. */
const send = (
  odds: Float64Array,
  rows: Int32Array,
  sums: Float64Array,
  received: Float64Array,
  before: Float64Array,
  sent: Float64Array,
): number => {
  let change = 0;
  for (let edge = 0; edge < odds.length; edge += 1) {
    const next = (odds[edge] ?? 0) / rivals(sums[rows[edge] ?? 0] ?? 1, received[edge] ?? 0);
    change = Math.max(change, Math.abs(next / (before[edge] || 1) - 1));
    sent[edge] = next;
  }
  return change;
};

/** Edges with a rival at either end; the others need no messages. */
const contested = (edges: Edges, rowCount: number): Int32Array => {
  const { left, right } = edges;
  const degree = new Uint32Array(rowCount);
  for (let edge = 0; edge < left.length; edge += 1) {
    degree[left[edge] ?? 0] = (degree[left[edge] ?? 0] ?? 0) + 1;
    degree[right[edge] ?? 0] = (degree[right[edge] ?? 0] ?? 0) + 1;
  }
  const numbers = new Int32Array(left.length);
  let count = 0;
  for (let edge = 0; edge < left.length; edge += 1) {
    if ((degree[left[edge] ?? 0] ?? 0) + (degree[right[edge] ?? 0] ?? 0) <= 2) continue;
    numbers[count] = edge;
    count += 1;
  }
  return numbers.subarray(0, count);
};

/** The edges of these numbers, their rows numbered anew in the order in which they come, so that what is added up for them lies close together. */
const partOf = (
  edges: Edges,
  numbers: Int32Array,
  rowCount: number,
): { readonly part: Edges; readonly rows: number } => {
  const known = new Int32Array(rowCount);
  let rows = 0;
  const closely = (row: number): number => {
    if (known[row] === 0) {
      rows += 1;
      known[row] = rows;
    }
    return (known[row] ?? 0) - 1;
  };
  const [left, right] = [new Int32Array(numbers.length), new Int32Array(numbers.length)];
  const bits = new Float64Array(numbers.length);
  for (let at = 0; at < numbers.length; at += 1) {
    const edge = numbers[at] ?? 0;
    left[at] = closely(edges.left[edge] ?? 0);
    right[at] = closely(edges.right[edge] ?? 0);
    bits[at] = Math.min(edges.bits[edge] ?? 0, MOST_BITS);
  }
  return { part: { left, right, bits }, rows };
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
  const { part, rows } = partOf(edges, numbers, rowCount);
  const odds = part.bits.map((bits) => 2 ** bits);
  // What the edge is worth to its left row after its right row's rivals took their share, and the other way round.
  let [toLeft, toRight] = [odds.slice(), odds.slice()];
  let [nextLeft, nextRight] = [odds.slice(), odds.slice()];
  for (let round = 0; round < ROUNDS; round += 1) {
    const sums = sumAround(part, toLeft, toRight, rows);
    const change = send(odds, part.right, sums, toRight, toLeft, nextLeft);
    send(odds, part.left, sums, toLeft, toRight, nextRight);
    [toLeft, nextLeft] = [nextLeft, toLeft];
    [toRight, nextRight] = [nextRight, toRight];
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
    const left = edges.left[edge] ?? 0;
    const right = edges.right[edge] ?? 0;
    sure[left] = Math.min(2, (sure[left] ?? 0) + 1);
    sure[right] = Math.min(2, (sure[right] ?? 0) + 1);
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
