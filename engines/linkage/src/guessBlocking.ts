import { blockPairs, eachBlock, orderByKey, type Pairing, ruleKeys } from './block.ts';
import type { Encoded } from './encode.ts';
import { type FieldKind, type FileModel, PARTS } from './fileModel.ts';

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

type Candidate = { readonly rule: readonly string[]; readonly pairs: number };

/** Pairs that a rule would compare, without blocks over the limit. */
const costOf = (encoded: Encoded, places: readonly number[], pairing: Pairing, limit: number): number => {
  const keys = ruleKeys(encoded, places);
  let pairs = 0;
  eachBlock(orderByKey(keys), keys, encoded.secondFrom, (from, middle, to) => {
    const count = blockPairs(pairing, from, middle, to);
    if (count <= limit) pairs += count;
  });
  return pairs;
};

/** A rule says nothing new beside one that asks for less of the same. */
const isNarrower = (rule: readonly string[], other: readonly string[]): boolean =>
  other.every((part) => rule.includes(part));

/**
 * Blocking rules by their cost alone: all single parts and all pairs of parts of different columns that compare few enough
 * pairs, cheapest first, until the budget (`pairsPerRow` for each row) is spent. Many narrow rules find more than a few wide ones.
 */
export const guessBlocking = (
  encoded: Encoded,
  model: FileModel,
  pairing: Pairing,
  pairsPerRow: number,
): readonly (readonly string[])[] => {
  const parts = model.fields.flatMap(({ column, kind }, f) =>
    BLOCKING_PARTS[kind].map((part) => ({
      column,
      name: `${column}:${part}`,
      place: (encoded.fields[f]?.at ?? 0) + PARTS[kind].indexOf(part),
    })),
  );
  const most = pairsPerRow * encoded.rowCount;
  const costs: Candidate[] = [];
  const consider = (rule: readonly { name: string; place: number }[]): void => {
    const names = rule.map(({ name }) => name);
    if (costs.some((other) => isNarrower(names, other.rule))) return;
    const pairs = costOf(
      encoded,
      rule.map(({ place }) => place),
      pairing,
      model.maximumBlockPairs,
    );
    if (pairs > 0 && pairs <= most / 4) costs.push({ rule: names, pairs });
  };
  for (const part of parts) consider([part]);
  for (const [at, part] of parts.entries()) {
    for (const other of parts.slice(at + 1)) if (other.column !== part.column) consider([part, other]);
  }
  const chosen: Candidate[] = [];
  let spent = 0;
  for (const candidate of costs.toSorted((a, b) => a.pairs - b.pairs || (a.rule.join() < b.rule.join() ? -1 : 1))) {
    if (spent + candidate.pairs > most) break;
    spent += candidate.pairs;
    chosen.push(candidate);
  }
  return chosen.map(({ rule }) => rule);
};
