import type { Encoded } from './encode.ts';
import { blockLimitOf, type FileModel, PARTS, TEXT_PARTS } from './fileModel.ts';
import { type Order, orderByKey, sharedIntegers as shared } from './radixSort.ts';
import { mixed } from './textTable.ts';

/** The blocks of one rule that make pairs: block `b` is `rows[starts[b] .. starts[b + 1])`, rows of the first file before `middles[b]`. */
export type RuleBlocks = { readonly rows: Int32Array; readonly starts: Int32Array; readonly middles: Int32Array };

/** The blocks of all rules. Row `r` has key `keys[r * ruleCount + rule]`; 0 when it is in no block of that rule. */
export type Blocks = {
  readonly ruleCount: number;
  readonly keys: Int32Array;
  readonly byRule: readonly RuleBlocks[];
  readonly report: readonly RuleReport[];
  /** Of each rule, the keys of the blocks that were left out. */
  readonly dropped: readonly (readonly number[])[];
};

/** What a rule costs, known before anything is compared. */
export type RuleReport = {
  readonly rule: readonly string[];
  readonly pairs: number;
  readonly droppedBlocks: number;
  readonly droppedPairs: number;
};

/** Which blocks are left out, where that was decided before: by a model version. */
export type DropRule = (rule: number, key: number) => boolean;

/** Where the parts of a rule lie in a row; throws a `RangeError` for an unknown column or part. */
export const placesOf = (rule: readonly string[], encoded: Encoded, model: FileModel): readonly number[] =>
  rule.map((part) => {
    const split = part.lastIndexOf(':');
    const f = model.fields.findIndex(({ column }) => column === part.slice(0, split));
    const kind = model.fields[f]?.kind;
    const offset = kind === undefined ? -1 : PARTS[kind].indexOf(part.slice(split + 1));
    if (offset < 0) throw new RangeError(`No blocking part "${part}"; expected column:part of a compared column.`);
    return (encoded.fields[f]?.at ?? 0) + offset;
  });

const isTextPlace = ({ fields }: Encoded, place: number): boolean =>
  fields.some(({ kind, at }) => TEXT_PARTS[kind].includes(place - at));

/** The key of a rule is made part by part from this one; 0 when a part is missing. */
export const firstKey = 0x9747b28c | 0;

const nextKey = (key: number, content: number, at: number): number =>
  key === 0 || content === 0 ? 0 : mixed(Math.imul(key, 31) + mixed(content + 0x3779fb9 * (at + 1))) || 1;

/** Makes the key of a row under one rule, 0 when a part is missing. */
export const keyMaker = (encoded: Encoded, places: readonly number[]): ((row: number) => number) => {
  const { rows, stride, texts } = encoded;
  const isText = places.map((place) => isTextPlace(encoded, place));
  return (row) => {
    let key = firstKey;
    for (let p = 0; p < places.length; p += 1) {
      const part = rows[row * stride + (places[p] ?? 0)] ?? 0;
      key = nextKey(key, isText[p] ? (texts.hashes[part] ?? 0) : part, p);
    }
    return key;
  };
};

/**
 * What all rows have at one place, 0 for nothing. Texts count by their content, not by their number, so that blocks come in the same order
 * whatever the order of rows.
 */
export const partContents = (encoded: Encoded, place: number): Int32Array => {
  const { rows, stride, rowCount, texts } = encoded;
  const contents = new Int32Array(rowCount);
  for (let row = 0, at = place; row < rowCount; row += 1, at += stride) contents[row] = rows[at] ?? 0;
  if (isTextPlace(encoded, place))
    for (let row = 0; row < rowCount; row += 1) contents[row] = texts.hashes[contents[row] ?? 0] ?? 0;
  return contents;
};

/** Takes the part of number `at` into the keys of all rows. */
export const addPart = (keys: Int32Array, contents: Int32Array, at: number): void => {
  for (let row = 0; row < keys.length; row += 1) keys[row] = nextKey(keys[row] ?? 0, contents[row] ?? 0, at);
};

/** The key of each row under one rule, 0 when a part is missing. */
export const ruleKeys = (encoded: Encoded, places: readonly number[]): Int32Array => {
  const keys = shared(encoded.rowCount).fill(firstKey);
  for (const [at, place] of places.entries()) addPart(keys, partContents(encoded, place), at);
  return keys;
};

/** Calls `visit(from, middle, to)` for each block of at least two rows; rows before `middle` are of the first file. */
export const eachBlock = (
  { rows, keys }: Order,
  secondFrom: number,
  visit: (from: number, middle: number, to: number) => void,
): void => {
  let from = 0;
  while (from < keys.length) {
    const key = keys[from];
    let to = from + 1;
    while (to < keys.length && keys[to] === key) to += 1;
    if (to - from > 1) {
      let middle = from;
      while (middle < to && (rows[middle] ?? 0) < secondFrom) middle += 1;
      visit(from, middle, to);
    }
    from = to;
  }
};

/** How pairs are made: between the two files only, or among all rows. */
export type Pairing = 'ACROSS' | 'AMONG_ALL';

/** Number of pairs of a block. */
export const blockPairs = (pairing: Pairing, from: number, middle: number, to: number): number =>
  pairing === 'ACROSS' ? (middle - from) * (to - middle) : ((to - from) * (to - from - 1)) / 2;

/** Copies the blocks that are wanted, given by where they begin and end in the order. */
const blocksOf = ({ rows }: Order, wanted: readonly number[]): RuleBlocks => {
  let length = 0;
  for (let at = 0; at < wanted.length; at += 3) length += (wanted[at + 2] ?? 0) - (wanted[at] ?? 0);
  const count = wanted.length / 3;
  const [own, starts, middles] = [shared(length), shared(count + 1), shared(count)];
  let end = 0;
  for (let b = 0; b < count; b += 1) {
    const [from = 0, middle = 0, to = 0] = [wanted[b * 3], wanted[b * 3 + 1], wanted[b * 3 + 2]];
    own.set(rows.subarray(from, to), end);
    starts[b] = end;
    middles[b] = end + middle - from;
    end += to - from;
  }
  starts[count] = end;
  return { rows: own, starts, middles };
};

/** What a thread needs to block rows by some of the rules. */
export type BlockTask = { readonly encoded: Encoded; readonly model: FileModel; readonly pairing: Pairing };

/** What came of one rule. */
export type RulePart = {
  /** The key of each row, 0 where it is in no block. */
  readonly keys: Int32Array;
  readonly blocks: RuleBlocks;
  readonly report: RuleReport;
  readonly dropped: readonly number[];
};

/** Blocks rows by the rule of number `at`. */
export const blockRule = ({ encoded, model, pairing }: BlockTask, at: number, drops?: DropRule): RulePart => {
  const rule = model.blocking[at] ?? [];
  const keys = ruleKeys(encoded, placesOf(rule, encoded, model));
  const order = orderByKey(keys);
  const limit = blockLimitOf(model, rule);
  const wanted: number[] = [];
  const dropped: number[] = [];
  let pairs = 0;
  let droppedPairs = 0;
  eachBlock(order, encoded.secondFrom, (from, middle, to) => {
    const count = blockPairs(pairing, from, middle, to);
    const key = order.keys[from] ?? 0;
    if (drops === undefined ? count <= limit : !drops(at, key)) {
      pairs += count;
      if (count > 0) wanted.push(from, middle, to);
      return;
    }
    dropped.push(key);
    droppedPairs += count;
    for (let i = from; i < to; i += 1) keys[order.rows[i] ?? 0] = 0;
  });
  const report = { rule, pairs, droppedBlocks: dropped.length, droppedPairs };
  return { keys, blocks: blocksOf(order, wanted), report, dropped };
};

/** So many rows are done rule by rule, that they stay in the processor's cache. */
const ROWS = 1024;

/** The keys of the rules side by side, row by row. */
const wovenKeys = (byRule: readonly Int32Array[], rowCount: number): Int32Array => {
  const woven = shared(rowCount * byRule.length);
  for (let from = 0; from < rowCount; from += ROWS) {
    const end = Math.min(rowCount, from + ROWS);
    for (const [rule, keys] of byRule.entries())
      for (let row = from, to = from * byRule.length + rule; row < end; row += 1, to += byRule.length)
        woven[to] = keys[row] ?? 0;
  }
  return woven;
};

/** The blocks of all rules. */
export const joinBlocks = ({ encoded }: BlockTask, parts: readonly RulePart[]): Blocks => ({
  ruleCount: parts.length,
  keys: wovenKeys(
    parts.map(({ keys }) => keys),
    encoded.rowCount,
  ),
  byRule: parts.map(({ blocks }) => blocks),
  report: parts.map(({ report }) => report),
  dropped: parts.map(({ dropped }) => dropped),
});

/** The blocking stage: sorts rows by each rule's key, and leaves out blocks that are too large or make no pair. */
export const block = (encoded: Encoded, model: FileModel, pairing: Pairing, drops?: DropRule): Blocks => {
  const task = { encoded, model, pairing };
  return joinBlocks(
    task,
    [...model.blocking.keys()].map((at) => blockRule(task, at, drops)),
  );
};

/** The blocks of the rules that are `kept`, in their order. */
export const withRules = (blocks: Blocks, rowCount: number, kept: readonly number[]): Blocks => {
  if (kept.length === blocks.ruleCount) return blocks;
  const keys = shared(rowCount * kept.length);
  for (let row = 0, at = 0; row < rowCount; row += 1)
    for (const rule of kept) {
      keys[at] = blocks.keys[row * blocks.ruleCount + rule] ?? 0;
      at += 1;
    }
  return {
    ruleCount: kept.length,
    keys,
    byRule: blocks.byRule.filter((_, rule) => kept.includes(rule)),
    report: blocks.report.filter((_, rule) => kept.includes(rule)),
    dropped: blocks.dropped.filter((_, rule) => kept.includes(rule)),
  };
};
