/** Scored pairs side by side: rows, and log-odds in bits. */
export type Edges = { readonly left: Int32Array; readonly right: Int32Array; readonly bits: Float64Array };

const ROUNDS = 40;
const SETTLED = 1e-9;

/** For each row, the numbers of its edges: those of row `r` are `edges[starts[r] .. starts[r + 1])`. */
const incidence = (edges: Edges, rowCount: number): { starts: Int32Array; edges: Int32Array } => {
  const starts = new Int32Array(rowCount + 1);
  for (const ends of [edges.left, edges.right]) for (const row of ends) starts[row + 1] = (starts[row + 1] ?? 0) + 1;
  for (let row = 0; row < rowCount; row += 1) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0);
  const next = starts.slice();
  const numbers = new Int32Array(edges.left.length * 2);
  for (let edge = 0; edge < edges.left.length; edge += 1) {
    for (const row of [edges.left[edge] ?? 0, edges.right[edge] ?? 0]) {
      const to = next[row] ?? 0;
      numbers[to] = edge;
      next[row] = to + 1;
    }
  }
  return { starts, edges: numbers };
};

/**
 * The probability of each pair when a record belongs to at most one record of the other file: the pairs of a record exclude one
 * another, so a rival takes away what it is itself likely to be. Sum-product on the graph of pairs (exact where it has no
 * circle; Huang & Jebara 2009). The probabilities of a record's pairs sum to at most 1, so at most one of them exceeds one half,
 * and of two equal candidates neither does. Depends on the order of the edges in nothing but the last bits.
 */
export const oneToOneProbabilities = (edges: Edges, rowCount: number): Float64Array => {
  const count = edges.left.length;
  const around = incidence(edges, rowCount);
  const odds = edges.bits.map((bits) => 2 ** Math.min(bits, 500));
  // What the edge is worth to its left row, seen from the right row, and the other way round.
  let toLeft = odds.slice();
  let toRight = odds.slice();
  const sums = new Float64Array(rowCount);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let row = 0; row < rowCount; row += 1) {
      let sum = 1;
      for (let i = around.starts[row] ?? 0; i < (around.starts[row + 1] ?? 0); i += 1) {
        const edge = around.edges[i] ?? 0;
        sum += (edges.left[edge] === row ? toLeft[edge] : toRight[edge]) ?? 0;
      }
      sums[row] = sum;
    }
    const nextLeft = new Float64Array(count);
    const nextRight = new Float64Array(count);
    let change = 0;
    for (let edge = 0; edge < count; edge += 1) {
      const rivalsOfRight = Math.max(1, (sums[edges.right[edge] ?? 0] ?? 1) - (toRight[edge] ?? 0));
      const rivalsOfLeft = Math.max(1, (sums[edges.left[edge] ?? 0] ?? 1) - (toLeft[edge] ?? 0));
      nextLeft[edge] = (odds[edge] ?? 0) / rivalsOfRight;
      nextRight[edge] = (odds[edge] ?? 0) / rivalsOfLeft;
      change = Math.max(change, Math.abs((nextLeft[edge] ?? 0) / (toLeft[edge] || 1) - 1));
    }
    toLeft = nextLeft;
    toRight = nextRight;
    if (change < SETTLED) break;
  }
  return toLeft.map((message, edge) => {
    const rivals = toRight[edge] ?? 0;
    const alone = odds[edge] ?? 0;
    // message = odds / rivals of right, and the other way round: together they give odds against all rivals.
    const against = alone === 0 ? 1 : (alone / message) * (alone / rivals);
    return alone / (alone + against);
  });
};

/** The share of linked rows that have two good candidates in the other file: the sign that a person is in a file more than once. */
export const repeatedShare = (edges: Edges, rowCount: number, sureBits: number): number => {
  const sure = new Uint8Array(rowCount);
  for (let edge = 0; edge < edges.left.length; edge += 1) {
    if ((edges.bits[edge] ?? 0) < sureBits) continue;
    for (const row of [edges.left[edge] ?? 0, edges.right[edge] ?? 0]) sure[row] = Math.min(2, (sure[row] ?? 0) + 1);
  }
  let some = 0;
  let several = 0;
  for (const count of sure) {
    if (count > 0) some += 1;
    if (count > 1) several += 1;
  }
  return some === 0 ? 0 : several / some;
};
