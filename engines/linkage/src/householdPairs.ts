import { compareField, MISSING } from './compare.ts';
import type { Encoded } from './encode.ts';
import { LEVELS, type ModelField } from './fileModel.ts';
import { eachHousehold, type KnownBy } from './households.ts';

/** What two people of one household are like. */
export type HouseholdPairs = {
  /** How many of the pairs have names of one sound. */
  readonly sameSound: number;
  /** How many are twins, and by field how often each level is seen between these (`null`: as in any household). */
  readonly share: number;
  readonly levels: readonly (readonly number[] | null)[];
};

/** Twin births are about one in eighty; among the pairs that a household makes, one in some hundreds. */
const SHARE = 0.004;
/** Twins' names mostly share all but the last character; they are of one sex more often than not. */
const NAMES = [0.001, 0.009, 0.02, 0.07, 0.43, 0.01, 0.45, 0.01];
const SEXES = [0.65, 0.35];
/** What is stated counts as so many twins seen. */
const PRIOR_TWINS = 20;
/** Nobody gives two children one name: within a file, such a pair is one person who is there twice. */
const ALIKE_NAMES = 2;
const SAME_SOUND = LEVELS.name.indexOf('SAME_SOUND');

const stated = ({ kind, shared }: ModelField): readonly number[] | null => {
  if (kind === 'name') return NAMES;
  return kind === 'exact' && shared !== true ? SEXES : null;
};

/** Twins as they are stated to be, and otherwise households of strangers. */
export const usualHouseholds = (model: readonly ModelField[]): HouseholdPairs => ({
  sameSound: 0,
  share: SHARE,
  levels: model.map((field) => (stated(field)?.length === LEVELS[field.kind].length ? stated(field) : null)),
});

/** What was counted beside what is stated; levels before `from` were not looked at. */
const mixedWith = (usual: readonly number[], counts: Float64Array, from: number): readonly number[] => {
  const open = usual.slice(from).reduce((sum, share) => sum + share, 0);
  const all = usual.slice(from).reduce((sum, share, at) => sum + PRIOR_TWINS * share + (counts[from + at] ?? 0), 0);
  return usual.map((share, level) =>
    level < from ? share : (open * (PRIOR_TWINS * share + (counts[level] ?? 0))) / all,
  );
};

/**
 * Learns what families are like from the files themselves: a file that holds each person once holds nobody's double, so two records of it
 * at one address are two people, and twins where they have one birth date.
 */
export const householdsWithinFiles = (encoded: Encoded, model: readonly ModelField[]): HouseholdPairs => {
  const usual = usualHouseholds(model);
  const { fields, stride } = encoded;
  const born = fields.find(({ kind }) => kind === 'date');
  const name = fields.findIndex(({ kind }) => kind === 'name');
  if (born === undefined || name < 0) return usual;
  const counts = usual.levels.map((levels) => new Float64Array(levels?.length ?? 0));
  let pairs = PRIOR_TWINS / SHARE;
  let twins = PRIOR_TWINS;
  let [named, sounding] = [0, 0];
  const levelOf = (f: number, left: number, right: number): number => {
    const field = fields[f];
    return field === undefined ? MISSING : compareField(encoded, field, left * stride, right * stride);
  };
  const note = (left: number, right: number): void => {
    for (const [f, count] of counts.entries()) {
      const level = levelOf(f, left, right);
      if (level < count.length) count[level] = (count[level] ?? 0) + 1;
    }
  };
  const eachPair = (knownBy: KnownBy, visit: (left: number, right: number, date: number) => void): void =>
    eachHousehold(encoded, model, knownBy, (group) => {
      for (const [at, left] of group.entries())
        for (const right of group.subarray(at + 1))
          visit(left, right, compareField(encoded, born, left * stride, right * stride));
    });
  eachPair('ROOM', (left, right, date) => {
    const level = levelOf(name, left, right);
    if (level === MISSING || level === 0) return;
    named += 1;
    if (level === SAME_SOUND) sounding += 1;
    else if (date !== MISSING) pairs += 1;
    if (level !== SAME_SOUND && date === 0) twins += 1;
  });
  eachPair('SURNAME', (left, right, date) => {
    if (date === 0 && levelOf(name, left, right) >= ALIKE_NAMES) note(left, right);
  });
  return {
    sameSound: sounding / Math.max(1, named),
    share: twins / pairs,
    levels: usual.levels.map((levels, f) =>
      levels === null ? null : mixedWith(levels, counts[f] ?? new Float64Array(0), f === name ? ALIKE_NAMES : 0),
    ),
  };
};
