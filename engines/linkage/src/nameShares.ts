import type { Encoded } from './encode.ts';
import { countsAt, shareOf } from './valueCounts.ts';

/** Who has each value: how many records, and how many of these are likely to be of a person who is counted already. */
export type Holders = { readonly records: (value: number) => number; readonly again: (value: number) => number };

/** Of each name, by its number, the number of its surname and that of its given name; 0 where it is no name. */
type NameParts = { readonly surnames: Int32Array; readonly givens: Int32Array };

const namePartsOf = ({ rows, stride, rowCount, texts }: Encoded, place: number): NameParts => {
  const [surnames, givens] = [new Int32Array(texts.hashes.length), new Int32Array(texts.hashes.length)];
  for (let row = 0, at = place; row < rowCount; row += 1, at += stride) {
    surnames[rows[at] ?? 0] = rows[at + 2] ?? 0;
    givens[rows[at] ?? 0] = rows[at + 3] ?? 0;
  }
  surnames[0] = 0;
  return { surnames, givens };
};

/** How often each sign stands in the middle and at the end of the given names. */
type GivenSigns = { readonly middle: Float64Array; readonly last: Float64Array; readonly double: number };

const HAN = 0x2e80;
const isHan = (encoded: Encoded, text: number): boolean =>
  (encoded.texts.units[encoded.texts.starts[text] ?? 0] ?? 0) >= HAN;

const lengthOf = (encoded: Encoded, text: number): number =>
  (encoded.texts.starts[text + 1] ?? 0) - (encoded.texts.starts[text] ?? 0);

/** True for a Chinese name of two or three signs, whose given name may be taken sign by sign. */
const hasSigns = (encoded: Encoded, value: number): boolean => {
  const length = lengthOf(encoded, value);
  return (length === 2 || length === 3) && isHan(encoded, value);
};

/** Shares of the signs of Chinese given names: 秀芳 may be here once, but 秀 and 芳 are frequent. */
const givenSigns = (encoded: Encoded, { surnames }: NameParts, { records }: Holders): GivenSigns => {
  const middle = new Float64Array(65_536);
  const last = new Float64Array(65_536);
  let doubles = 0;
  let all = 0;
  for (let value = 1; value < surnames.length; value += 1) {
    if (surnames[value] === 0 || !hasSigns(encoded, value)) continue;
    const holders = records(value);
    const end = encoded.texts.starts[value + 1] ?? 0;
    const final = encoded.texts.units[end - 1] ?? 0;
    last[final] = (last[final] ?? 0) + holders;
    all += holders;
    if (lengthOf(encoded, value) === 2) continue;
    const first = encoded.texts.units[end - 2] ?? 0;
    middle[first] = (middle[first] ?? 0) + holders;
    doubles += holders;
  }
  return {
    middle: middle.map((count) => count / Math.max(1, doubles)),
    last: last.map((count) => count / Math.max(1, all)),
    double: doubles / Math.max(1, all),
  };
};

/** The share of given names expected to be this one if its signs met by chance. */
const chanceOfGiven = (encoded: Encoded, value: number, signs: GivenSigns): number => {
  const length = lengthOf(encoded, value);
  const end = encoded.texts.starts[value + 1] ?? 0;
  const final = signs.last[encoded.texts.units[end - 1] ?? 0] ?? 0;
  return length === 2
    ? final * (1 - signs.double)
    : final * signs.double * (signs.middle[encoded.texts.units[end - 2] ?? 0] ?? 0);
};

/** So many were expected of a value that it tells how good the expectation is. */
const TELLING = 5;
const FEW_VALUES = 20;
/** So many times the usual scatter. */
const FASHION = 4;
/** One value that is far off (a name in fashion) tells no more than this. */
const FAR_OFF = 9;
/** What an expectation counts for in few records, and at most, in people seen. */
const [USUAL_TRUST, LEAST_TRUST, MOST_TRUST] = [2, 0.5, 1000];
/** A name is not taken to be rarer than one of so many people more than were seen. */
const RAREST = 0.1;

/**
 * For how many people seen an expectation counts: the shape of the gamma law that counts scatter about their expectation by, beyond the
 * scatter of chance, from their second moment.
 */
const trustIn = (seen: Float64Array, expected: Float64Array, people: number): number => {
  let sum = 0;
  let count = 0;
  for (let value = 1; value < seen.length; value += 1) {
    const mean = (expected[value] ?? 0) * people;
    if (mean < TELLING || seen[value] === 0) continue;
    sum += Math.min(FAR_OFF, (((seen[value] ?? 0) - mean) ** 2 - mean) / mean ** 2);
    count += 1;
  }
  if (count < FEW_VALUES) return USUAL_TRUST;
  return Math.min(MOST_TRUST, Math.max(LEAST_TRUST, count / Math.max(sum, count / MOST_TRUST)));
};

/** True for a value that so many more have than chance and usual scatter explain that its own count alone tells how frequent it is. */
const isInFashion = (count: number, mean: number, trust: number): boolean =>
  count >= TELLING && count - mean > FASHION * Math.sqrt(mean + mean ** 2 / trust);

/** What was expected and what was seen, weighed by how well expectations fare among all values (empirical Bayes, Robbins 1956). */
const weighed = (seen: Float64Array, expected: Float64Array): Float64Array => {
  const people = Math.max(
    1,
    seen.reduce((sum, count) => sum + count, 0),
  );
  const trust = trustIn(seen, expected, people);
  return seen.map((count, value) => {
    const chance = expected[value] ?? 0;
    const isOwn = chance === 0 || isInFashion(count, chance * people, trust);
    const share = isOwn ? count / people : (trust + count) / (trust / chance + people);
    return Math.max(share, RAREST / people);
  });
};

/**
 * For each name, the share of people who have it. What a name seen once does not tell by itself (陈军 is frequent, however few of them are
 * here), its surname and given name do, as far as they meet by chance; and of a rare given name, its signs. `found` is the share of records
 * held `again` that are of somebody who is counted already.
 */
export const nameShares = (encoded: Encoded, place: number, holders: Holders, found: number): Float64Array => {
  const parts = namePartsOf(encoded, place);
  const { surnames, givens } = parts;
  const surnameCounts = countsAt(encoded, place + 2);
  const signs = givenSigns(encoded, parts, holders);
  const { length } = surnames;
  const [records, again] = [new Float64Array(length), new Float64Array(length)];
  const [givenExpected, seen, expected] = [
    new Float64Array(length),
    new Float64Array(length),
    new Float64Array(length),
  ];
  for (let value = 1; value < length; value += 1) {
    if (surnames[value] === 0) continue;
    const given = givens[value] ?? 0;
    seen[value] = holders.records(value) - found * holders.again(value);
    if (given === 0) continue;
    // Whole numbers, whose sum is the same in whichever order the values came.
    records[given] = (records[given] ?? 0) + holders.records(value);
    again[given] = (again[given] ?? 0) + holders.again(value);
    if (hasSigns(encoded, value)) givenExpected[given] = chanceOfGiven(encoded, value, signs);
  }
  const givenSeen = records.map((count, given) => count - found * (again[given] ?? 0));
  const givenShares = weighed(givenSeen, givenExpected);
  for (let value = 1; value < length; value += 1) {
    const given = givens[value] ?? 0;
    if (surnames[value] !== 0 && given !== 0)
      expected[value] = shareOf(surnameCounts, surnames[value] ?? 0) * (givenShares[given] ?? 0);
  }
  return weighed(seen, expected);
};
