import { addPart, blockPairs, firstKey, type Pairing, partContents, ruleKeys } from './block.ts';
import type { Encoded } from './encode.ts';
import { type FieldKind, type FileModel, PARTS, ruleName } from './fileModel.ts';

/** Parts that rules are made of; what is left out (a county, a gender) only makes other rules narrower. */
const BLOCKING_PARTS: Readonly<Record<FieldKind, readonly string[]>> = {
  name: ['value', 'sound', 'surname', 'given'],
  text: ['value', 'start'],
  date: ['value', 'year', 'monthDay'],
  id: ['value', 'front', 'back', 'masked'],
  phone: ['value'],
  division: ['value', 'town', 'county'],
  address: ['room', 'building', 'house'],
  exact: ['value'],
  number: ['value'],
};

type Cost = { readonly pairs: number; readonly droppedRows: number };
type Candidate = Cost & { readonly rule: readonly string[]; readonly columns: string };

/** Costs are estimated on about this many rows: a share `q` of the rows makes `q * q` of the pairs. */
const SAMPLE_ROWS = 100_000;
/** A rule of which more rows than this are in blocks over the limit is no rule. */
const MOST_DROPPED = 0.25;
/** A rule that drops more rows than this leaves work to narrower ones. */
const HARDLY_DROPPED = 0.005;

const sampled = (encoded: Encoded, growth: number): { readonly sample: Encoded; readonly scale: number } => {
  const step = Math.ceil(encoded.rowCount / SAMPLE_ROWS);
  if (step === 1) return { sample: encoded, scale: growth };
  const { stride } = encoded;
  const picked: number[] = [];
  for (let row = 0; row < encoded.rowCount; row += step) picked.push(row);
  const rows = new Int32Array(picked.length * stride);
  for (const [to, row] of picked.entries())
    rows.set(encoded.rows.subarray(row * stride, (row + 1) * stride), to * stride);
  const secondFrom = picked.filter((row) => row < encoded.secondFrom).length;
  return { sample: { ...encoded, rows, rowCount: picked.length, secondFrom }, scale: step * step * growth };
};

/** Key, records of the first file and of the second, side by side. */
const WIDTH = 3;

/** How many records of each file there are for each key: an open hash table, emptied after each rule. */
class KeyCounts {
  readonly #slots: Int32Array;
  readonly #mask: number;
  /** The slots that are taken. */
  readonly #taken: Int32Array;

  constructor(rowCount: number) {
    const slots = 2 ** Math.ceil(Math.log2(1.3 * rowCount + 2));
    this.#mask = slots - 1;
    this.#slots = new Int32Array(slots * WIDTH);
    this.#taken = new Int32Array(rowCount);
  }

  /** What blocks of these keys would compare, without those over the limit, and the share of rows in such blocks. */
  costOf(keyOfRow: Int32Array, secondFrom: number, pairing: Pairing, limit: number): Cost {
    const keys = this.#count(keyOfRow, secondFrom);
    const slots = this.#slots;
    let pairs = 0;
    let droppedRows = 0;
    for (let key = 0; key < keys; key += 1) {
      const slot = this.#taken[key] ?? 0;
      const middle = slots[slot + 1] ?? 0;
      const to = middle + (slots[slot + 2] ?? 0);
      const count = blockPairs(pairing, 0, middle, to);
      if (count <= limit) pairs += count;
      else droppedRows += to;
      for (let each = 0; each < WIDTH; each += 1) slots[slot + each] = 0;
    }
    return { pairs, droppedRows: droppedRows / keyOfRow.length };
  }

  /** Gives how many keys there are. */
  #count(keyOfRow: Int32Array, secondFrom: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    const taken = this.#taken;
    let keys = 0;
    for (let row = 0; row < keyOfRow.length; row += 1) {
      const key = keyOfRow[row] ?? 0;
      if (key === 0) continue;
      let at = key & mask;
      while (slots[at * WIDTH] !== key && slots[at * WIDTH] !== 0) at = (at + 1) & mask;
      const slot = at * WIDTH;
      if (slots[slot] === 0) {
        slots[slot] = key;
        taken[keys] = slot;
        keys += 1;
      }
      const counter = slot + (row < secondFrom ? 1 : 2);
      slots[counter] = (slots[counter] ?? 0) + 1;
    }
    return keys;
  }
}

/** Parts that are equal whenever the named part is; an equal `value` makes all parts equal. */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  town: ['county'],
  room: ['building', 'house'],
  building: ['house'],
};

const implies = (part: string, other: string): boolean => {
  const split = part.lastIndexOf(':');
  const column = part.slice(0, split + 1);
  if (part === other) return true;
  if (!other.startsWith(column)) return false;
  const name = part.slice(split + 1);
  return name === 'value' || (IMPLIED[name] ?? []).includes(other.slice(split + 1));
};

/** True when every pair of `rule` is a pair of `other` too. */
const isNarrower = (rule: readonly string[], other: readonly string[]): boolean =>
  other.every((part) => rule.some((own) => implies(own, part)));

/** Pairs that may be compared in all: many a row in small files, fewer in large ones. */
const budgetOf = (rowCount: number): number => Math.min(60 * rowCount, Math.max(12_000_000, 16 * rowCount));

/**
 * Blocking rules by their cost alone: all single parts and all pairs of parts of different columns that compare few enough
 * pairs, cheapest first, until the budget is spent. Many narrow rules find more than a few wide ones. A rule is passed over
 * when a wider one already covers it. Where the records are a sample, `serves` is how many the rules are for.
 */
export const guessBlocking = (encoded: Encoded, model: FileModel, pairing: Pairing, serves = 0): Guessed => {
  const parts = model.fields.flatMap(({ column, kind }, f) =>
    BLOCKING_PARTS[kind].map((part) => ({
      column,
      name: `${column}:${part}`,
      place: (encoded.fields[f]?.at ?? 0) + PARTS[kind].indexOf(part),
    })),
  );
  const rowCount = Math.max(encoded.rowCount, serves);
  const growth = (rowCount / encoded.rowCount) ** 2;
  const budget = budgetOf(rowCount);
  const { sample, scale } = sampled(encoded, growth);
  const candidates: Candidate[] = [];
  const counts = new KeyCounts(sample.rowCount);
  const contents = new Map(parts.map(({ place }) => [place, partContents(sample, place)] as const));
  const keys = new Int32Array(sample.rowCount);
  const keysOf = (places: readonly number[]): Int32Array => {
    keys.fill(firstKey);
    for (const [at, place] of places.entries()) addPart(keys, contents.get(place) ?? keys, at);
    return keys;
  };
  const consider = (rule: readonly { column: string; name: string; place: number }[]): void => {
    const names = rule.map(({ name }) => name);
    const own = keysOf(rule.map(({ place }) => place));
    const cost = counts.costOf(own, sample.secondFrom, pairing, model.maximumBlockPairs / scale);
    const pairs = cost.pairs * scale;
    const columns = rule.map(({ column }) => column).join();
    const isSame = candidates.some((other) => other.columns === columns && other.pairs === pairs);
    if (!isSame && pairs > 0 && pairs <= budget / 4 && cost.droppedRows < MOST_DROPPED)
      candidates.push({ ...cost, pairs, columns, rule: names });
  };
  for (const part of parts) consider([part]);
  for (const [at, part] of parts.entries()) {
    for (const other of parts.slice(at + 1)) if (other.column !== part.column) consider([part, other]);
  }
  let chosen: readonly Candidate[] = [];
  for (const candidate of candidates.toSorted(
    (a, b) => a.pairs - b.pairs || (a.rule.join() < b.rule.join() ? -1 : 1),
  )) {
    // What the new rule covers need not be looked for twice; its cost is given back.
    const isCovered = ({ rule }: Candidate): boolean =>
      candidate.droppedRows < HARDLY_DROPPED && isNarrower(rule, candidate.rule);
    const kept = [...chosen.filter((other) => !isCovered(other)), candidate];
    if (kept.reduce((sum, { pairs }) => sum + pairs, 0) <= budget) chosen = kept;
  }
  const blocking = chosen.map(({ rule }) => rule);
  const rare = rareNameRules(encoded, model, pairing, growth).filter(
    (rule) => !blocking.some((other) => isNarrower(rule, other)),
  );
  return {
    blocking: [...blocking, ...rare],
    ...(rare.length === 0 ? {} : { blockLimits: Object.fromEntries(rare.map((rule) => [ruleName(rule), NAMESAKES])) }),
  };
};

/** Blocking rules, and limits for those that have their own. */
export type Guessed = Pick<FileModel, 'blocking' | 'blockLimits'>;

/** Twenty people of one name on each side: beyond that a name alone decides nothing. */
const NAMESAKES = 400;
/** How many pairs a row may have by its name alone. */
const PAIRS_BY_NAME = 6;

/**
 * Equal names alone, as far as they are rare: who moved, and whose birth date one side does not know, is found by nothing else.
 * In large files frequent names make a rule too costly, and it is not chosen for its cost.
 */
const rareNameRules = (
  encoded: Encoded,
  model: FileModel,
  pairing: Pairing,
  growth: number,
): readonly (readonly string[])[] =>
  model.fields.flatMap(({ column, kind }, f) => {
    if (kind !== 'name') return [];
    const place = (encoded.fields[f]?.at ?? 0) + PARTS.name.indexOf('sound');
    const { rowCount, secondFrom } = encoded;
    const keys = ruleKeys(encoded, [place]);
    const cost = new KeyCounts(rowCount).costOf(keys, secondFrom, pairing, NAMESAKES / growth);
    const pairs = cost.pairs * Math.sqrt(growth);
    return pairs > 0 && pairs <= PAIRS_BY_NAME * encoded.rowCount ? [[`${column}:sound`]] : [];
  });
