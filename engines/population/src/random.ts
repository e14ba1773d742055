/** A stream of random numbers that its keys decide alone: same keys, same stream, on any machine and in any order of streams. */
export interface Random {
  /** Uniform in [0, 1), with 32 random bits. */
  next(): number;
  /** A whole number from 0 to `count` - 1. */
  below(count: number): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of a list that has at least one element. */
  pick<T>(list: readonly T[]): T;
  /** One of a table, by weight. */
  from<T>(table: Table<T>): T;
  /** A copy in random order (Fisher and Yates). */
  shuffled<T>(list: readonly T[]): T[];
  /** From -1 to 1, most often near 0 (triangular; no logarithm, so that every machine gives the same digits). */
  nearZero(): number;
}

/** Values with running totals of their weights. */
export interface Table<T> {
  readonly values: readonly T[];
  readonly upTo: readonly number[];
}

/** Makes a table from pairs of value and weight; weights need not add up to anything, but one of them is positive. */
export function tableOf<T>(pairs: readonly (readonly [T, number])[]): Table<T> {
  let total = 0;
  const upTo = pairs.map(([, weight]) => {
    total += weight;
    return total;
  });
  if (!(total > 0)) throw new RangeError(`Met a table of total weight ${total} when expecting more than 0.`);
  return { values: pairs.map(([value]) => value), upTo };
}

/** Opens the stream of these keys: sfc32 (C. Doty-Humphrey, PractRand), seeded by a 128-bit hash of the keys. */
export function openRandom(...keys: readonly (string | number)[]): Random {
  let [a, b, c, counter] = hash128(keys.join('\u0000'));
  const bits = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) bits();
  return randomOf(() => bits() / 0x1_0000_0000);
}

function randomOf(next: () => number): Random {
  const below = (count: number): number => Math.floor(next() * count);
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new RangeError('Met an empty list when expecting at least one element.');
    return list[below(list.length)] as T; // the index is in range, which the compiler cannot see
  };
  const from = <T>(table: Table<T>): T => {
    const point = next() * (table.upTo.at(-1) ?? 0);
    return table.values[firstAbove(table.upTo, point)] as T; // as above
  };
  const shuffled = <T>(list: readonly T[]): T[] => {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = below(i + 1);
      [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
    }
    return copy;
  };
  return {
    next,
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (probability) => next() < probability,
    pick,
    from,
    shuffled,
    nearZero: () => next() - next(),
  };
}

function firstAbove(upTo: readonly number[], point: number): number {
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((upTo[middle] ?? 0) > point) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Four 32-bit words from a text; spreads similar texts apart (cyrb128 by bryc, public domain). */
export function hash128(text: string): [number, number, number, number] {
  let [h1, h2, h3, h4] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ unit, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ unit, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ unit, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ unit, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  h1 ^= h2 ^ h3 ^ h4;
  return [h1 >>> 0, (h2 ^ h1) >>> 0, (h3 ^ h1) >>> 0, (h4 ^ h1) >>> 0];
}
