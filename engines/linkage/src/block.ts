import type { Encoded } from './encode.ts';
import { type FileModel, PARTS } from './fileModel.ts';

/** The records of all rules' blocks. Row `r` has key `keys[r * ruleCount + rule]`; 0 when it is in no block of that rule. */
export type Blocks = {
  readonly ruleCount: number;
  readonly keys: Int32Array;
  /** For each rule, its rows in order of key, then row. */
  readonly orders: readonly Int32Array[];
  readonly report: readonly RuleReport[];
};

/** What a rule costs, known before anything is compared. */
export type RuleReport = {
  readonly rule: readonly string[];
  readonly pairs: number;
  readonly droppedBlocks: number;
  readonly droppedPairs: number;
};

/** Murmur3's finaliser: every bit of the input moves every bit of the output (an unseeded XOR of small integers does not). */
const mixed = (value: number): number => {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
};

/** Where the parts of a rule lie in a row; throws a `RangeError` for an unknown column or part. */
const placesOf = (rule: readonly string[], encoded: Encoded, model: FileModel): readonly number[] =>
  rule.map((part) => {
    const split = part.lastIndexOf(':');
    const f = model.fields.findIndex(({ column }) => column === part.slice(0, split));
    const kind = model.fields[f]?.kind;
    const offset = kind === undefined ? -1 : PARTS[kind].indexOf(part.slice(split + 1));
    if (offset < 0) throw new RangeError(`No blocking part "${part}"; expected column:part of a compared column.`);
    return (encoded.fields[f]?.at ?? 0) + offset;
  });

/** The key of each row under one rule, 0 when a part is missing. */
export const ruleKeys = (encoded: Encoded, places: readonly number[]): Int32Array => {
  const { rows, stride, rowCount } = encoded;
  const keys = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row += 1) {
    let key = 0x9747b28c;
    for (let p = 0; p < places.length; p += 1) {
      const part = rows[row * stride + (places[p] ?? 0)] ?? 0;
      if (part === 0) {
        key = 0;
        break;
      }
      key = mixed(Math.imul(key, 31) + mixed(part + 0x3779fb9 * (p + 1)));
      if (key === 0) key = 1;
    }
    keys[row] = key;
  }
  return keys;
};

/** Rows with a key, in order of key, then row: a radix sort by two halves of the key. */
export const orderByKey = (keys: Int32Array): Int32Array => {
  let order = new Int32Array(keys.length);
  let count = 0;
  for (let row = 0; row < keys.length; row += 1) {
    if (keys[row] !== 0) {
      order[count] = row;
      count += 1;
    }
  }
  order = order.subarray(0, count);
  let target = new Int32Array(count);
  for (const shift of [0, 16]) {
    const starts = new Int32Array(65537);
    for (let i = 0; i < count; i += 1) {
      const digit = (((keys[order[i] ?? 0] ?? 0) >>> shift) & 0xffff) + 1;
      starts[digit] = (starts[digit] ?? 0) + 1;
    }
    for (let digit = 0; digit < 65536; digit += 1) starts[digit + 1] = (starts[digit + 1] ?? 0) + (starts[digit] ?? 0);
    for (let i = 0; i < count; i += 1) {
      const row = order[i] ?? 0;
      const digit = ((keys[row] ?? 0) >>> shift) & 0xffff;
      const to = starts[digit] ?? 0;
      target[to] = row;
      starts[digit] = to + 1;
    }
    [order, target] = [target, order];
  }
  return order;
};

/** Calls `visit(from, middle, to)` for each block of at least two rows; rows before `middle` are of the first file. */
export const eachBlock = (
  order: Int32Array,
  keys: Int32Array,
  secondFrom: number,
  visit: (from: number, middle: number, to: number) => void,
): void => {
  let from = 0;
  while (from < order.length) {
    const key = keys[order[from] ?? 0];
    let to = from + 1;
    let middle = (order[from] ?? 0) < secondFrom ? to : from;
    while (to < order.length && keys[order[to] ?? 0] === key) {
      if ((order[to] ?? 0) < secondFrom) middle = to + 1;
      to += 1;
    }
    if (to - from > 1) visit(from, middle, to);
    from = to;
  }
};

/** How pairs are made: between the two files only, or among all rows. */
export type Pairing = 'ACROSS' | 'AMONG_ALL';

/** Number of pairs of a block. */
export const blockPairs = (pairing: Pairing, from: number, middle: number, to: number): number =>
  pairing === 'ACROSS' ? (middle - from) * (to - middle) : ((to - from) * (to - from - 1)) / 2;

/** The blocking stage: sorts rows by each rule's key and takes the rows of dropped blocks out of the rule. */
export const block = (encoded: Encoded, model: FileModel, pairing: Pairing): Blocks => {
  const ruleCount = model.blocking.length;
  const keys = new Int32Array(new SharedArrayBuffer(encoded.rowCount * ruleCount * 4));
  const orders: Int32Array[] = [];
  const report: RuleReport[] = [];
  for (const [r, rule] of model.blocking.entries()) {
    const own = ruleKeys(encoded, placesOf(rule, encoded, model));
    const order = orderByKey(own);
    let pairs = 0;
    let droppedBlocks = 0;
    let droppedPairs = 0;
    eachBlock(order, own, encoded.secondFrom, (from, middle, to) => {
      const count = blockPairs(pairing, from, middle, to);
      if (count <= model.maximumBlockPairs) {
        pairs += count;
        return;
      }
      droppedBlocks += 1;
      droppedPairs += count;
      for (let i = from; i < to; i += 1) own[order[i] ?? 0] = 0;
    });
    for (let row = 0; row < encoded.rowCount; row += 1) keys[row * ruleCount + r] = own[row] ?? 0;
    const shared = new Int32Array(new SharedArrayBuffer(order.length * 4));
    let kept = 0;
    for (const row of order) {
      if (own[row] !== 0) {
        shared[kept] = row;
        kept += 1;
      }
    }
    orders.push(shared.subarray(0, kept));
    report.push({ rule, pairs, droppedBlocks, droppedPairs });
  }
  return { ruleCount, keys, orders, report };
};

/**
 * Calls `visit(left, right)` once for each pair of rows that shares a block of any rule, `left` < `right`: a rule passes over
 * the pairs that an earlier rule has brought together. With `everyNth` > 1, only pairs whose right row falls into that share.
 */
export const eachPair = (
  encoded: Encoded,
  blocks: Blocks,
  pairing: Pairing,
  everyNth: number,
  visit: (left: number, right: number) => void,
): void => {
  const { ruleCount, keys, orders } = blocks;
  for (const [rule, order] of orders.entries()) {
    const own = new Int32Array(encoded.rowCount);
    for (const row of order) own[row] = keys[row * ruleCount + rule] ?? 0;
    eachBlock(order, own, encoded.secondFrom, (from, middle, to) => {
      for (let j = pairing === 'ACROSS' ? middle : from + 1; j < to; j += 1) {
        const right = order[j] ?? 0;
        if (everyNth > 1 && (mixed(right) >>> 0) % everyNth !== 0) continue;
        const end = pairing === 'ACROSS' ? middle : j;
        for (let i = from; i < end; i += 1) {
          const left = order[i] ?? 0;
          const a = left * ruleCount;
          const b = right * ruleCount;
          let earlier = 0;
          while (earlier < rule && (keys[a + earlier] !== keys[b + earlier] || keys[a + earlier] === 0)) earlier += 1;
          if (earlier === rule) visit(left, right);
        }
      }
    });
  }
};
