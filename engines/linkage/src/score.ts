import type { Pairing } from './block.ts';
import { MISSING } from './compare.ts';
import type { Encoded } from './encode.ts';
import {
  CLASSES,
  type FileModel,
  LEVEL_ROOM,
  LEVELS,
  type ModelField,
  type PairClass,
  type TrainedOdds,
} from './fileModel.ts';
import { familyBits, frequencyOf, givenNameBits } from './frequency.ts';

/** Weights in bits against strangers, ready for adding. */
export type Weights = {
  /** log2 of a level's share in the class over its share among strangers, at `(field * LEVEL_ROOM + level) * 4 + class`. */
  readonly levels: Float64Array;
  /** log2 of each class's share over the strangers'. */
  readonly priors: readonly number[];
  /** For each field, what an equal value weighs more (rare) or less (frequent) than equality on average, by text number of the value. */
  readonly frequency: readonly Float32Array[];
  /** At `field * 4 + class`: 1 when the class has the value in common for a reason, so that a rare value is evidence for it. */
  readonly carries: Uint8Array;
  /** By field, 1 when a household has it in common. */
  readonly shared: Uint8Array;
  /** For each name field, what a common surname explains of an equal name, by text number of the value; `null` for others. */
  readonly family: readonly (Float32Array | null)[];
  /** A name tells the sex: equal sexes (`field`) of equal names (`name`) say less by `bits`. */
  readonly namesake: { readonly name: number; readonly field: number; readonly bits: number } | null;
};

/** A sex is one bit; a column that a name tells wholly (an initial) is left to other means. */
const LARGEST_NAMESAKE = 1;

/** The classes that are scored against strangers, in the order of the weights. */
const SCORED = CLASSES.slice(0, 4);

const isCarried = (field: ModelField, name: PairClass): boolean =>
  name === 'SAME' || name === 'MOVED' || field.shared === true || (name === 'TWINS' && field.kind === 'date');

/** Weights that come from the odds alone, whatever the records. */
export type WeightTable = Pick<Weights, 'levels' | 'priors' | 'carries' | 'shared'>;

/** Turns odds into weights: log2 of class over strangers for each level. */
export const weightTable = (model: FileModel, odds: TrainedOdds): WeightTable => {
  const levels = new Float64Array(new SharedArrayBuffer(model.fields.length * LEVEL_ROOM * 32));
  const carries = new Uint8Array(new SharedArrayBuffer(model.fields.length * 4));
  for (const [f, field] of model.fields.entries()) {
    const shares = odds.fields[field.column];
    for (const [c, name] of SCORED.entries()) {
      carries[f * 4 + c] = isCarried(field, name) ? 1 : 0;
      for (let level = 0; level < LEVELS[field.kind].length; level += 1) {
        levels[(f * LEVEL_ROOM + level) * 4 + c] = Math.log2(
          (shares?.[name][level] ?? 1) / (shares?.STRANGERS[level] ?? 1),
        );
      }
    }
  }
  return {
    levels,
    carries,
    priors: SCORED.map((name) => Math.log2(Math.max(odds.shares[name], 1e-300) / odds.shares.STRANGERS)),
    shared: Uint8Array.from(model.fields, ({ shared }) => (shared === true ? 1 : 0)),
  };
};

/** What weights are made from. */
export type WeighTask = {
  readonly encoded: Encoded;
  readonly model: FileModel;
  readonly odds: TrainedOdds;
  readonly pairing: Pairing;
};

/** What is to be weighed: a field's values by their frequency, its surnames, or what a name tells of the sex. */
type Weighing = { readonly what: 'FREQUENCY' | 'FAMILY'; readonly f: number } | { readonly what: 'NAMESAKE' };

type Weighed = {
  readonly frequency?: Float32Array;
  readonly family?: Float32Array | null;
  readonly namesake?: Weights['namesake'];
};

/** Names first: they take as long as all other fields. */
export const weighShares = ({ model }: WeighTask): readonly Weighing[] => {
  const fields = [...model.fields.keys()];
  const isName = (f: number): boolean => model.fields[f]?.kind === 'name';
  const frequency = [...fields.filter(isName), ...fields.filter((f) => !isName(f))];
  return [
    ...frequency.map((f) => ({ what: 'FREQUENCY', f }) as const),
    ...fields.map((f) => ({ what: 'FAMILY', f }) as const),
    { what: 'NAMESAKE' },
  ];
};

export const weighShare = ({ encoded, model, odds, pairing }: WeighTask, weighing: Weighing): Weighed => {
  const placeOf = (f: number): number => encoded.fields[f]?.at ?? 0;
  if (weighing.what === 'NAMESAKE') return { namesake: namesakeOf(encoded, model, placeOf) };
  const { f } = weighing;
  const { kind, column = '' } = model.fields[f] ?? {};
  if (weighing.what === 'FREQUENCY') return { frequency: frequencyOf(encoded, pairing, f, odds, column) };
  if (kind !== 'name' || odds.shares.HOUSEHOLD === 0) return { family: null };
  return { family: familyBits(encoded, placeOf(f), 1 - (odds.fields[column]?.HOUSEHOLD.at(-1) ?? 1)) };
};

const NONE = new Float32Array(0);

/** The weights of a table, and what each value adds or takes by its frequency among the records. */
export const joinWeights = (task: WeighTask, parts: readonly Weighed[]): Weights => {
  const { model, odds } = task;
  const weights = {
    ...weightTable(model, odds),
    frequency: model.fields.map((): Float32Array => NONE),
    family: model.fields.map((): Float32Array | null => null),
    namesake: null as Weights['namesake'],
  };
  for (const [at, weighing] of weighShares(task).entries()) {
    const { frequency = NONE, family = null, namesake = null } = parts[at] ?? {};
    if (weighing.what === 'NAMESAKE') weights.namesake = namesake;
    else if (weighing.what === 'FAMILY') weights.family[weighing.f] = family;
    else weights.frequency[weighing.f] = frequency;
  }
  return weights;
};

/** The weights, in one thread. */
export const weigh = (encoded: Encoded, model: FileModel, odds: TrainedOdds, pairing: Pairing): Weights => {
  const task = { encoded, model, odds, pairing };
  return joinWeights(
    task,
    weighShares(task).map((share) => weighShare(task, share)),
  );
};

/** The first field, of those with two or three values, that a given name tells. */
const namesakeOf = (encoded: Encoded, model: FileModel, placeOf: (f: number) => number): Weights['namesake'] => {
  const name = model.fields.findIndex(({ kind }) => kind === 'name');
  const field = model.fields.findIndex(({ kind, shared }) => kind === 'exact' && shared !== true);
  if (name < 0 || field < 0) return null;
  const bits = givenNameBits(encoded, placeOf(name), placeOf(field));
  return bits === 0 ? null : { name, field, bits: Math.min(LARGEST_NAMESAKE, bits) };
};

/** log2(2^a + 2^b), without overflow. */
const addBits = (a: number, b: number): number => Math.max(a, b) + Math.log2(1 + 2 ** -Math.abs(a - b));

/** What the value of an equal field adds or takes in a class, in bits, beside what its level says. */
export const valueBits = (
  encoded: Encoded,
  weights: Weights,
  left: number,
  levels: Uint8Array,
  f: number,
  c: number,
): number => {
  if (levels[f] !== 0) return 0;
  const value = encoded.rows[left * encoded.stride + (encoded.fields[f]?.at ?? 0)] ?? 0;
  const rare = (weights.frequency[f]?.[value] ?? 0) * (weights.carries[f * 4 + c] ?? 0);
  if (c === 2) return rare + (weights.family[f]?.[value] ?? 0);
  const { namesake } = weights;
  return c < 2 && namesake?.field === f && levels[namesake.name] === 0 ? rare - namesake.bits : rare;
};

/**
 * Log-odds in bits that two rows are one person, moved or not, rather than two: strangers, of one household, or twins (a
 * household moves too, and then one file knows where it was and the other where it is).
 * A score that cannot reach `least` is given as minus infinity, which spares its logarithms.
 */
export const scoreOf = (
  encoded: Encoded,
  weights: Weights,
  left: number,
  levels: Uint8Array,
  least = Number.NEGATIVE_INFINITY,
): number => {
  const { fields, rows, stride } = encoded;
  const { levels: table, priors, carries, shared, frequency } = weights;
  let own = 0;
  let ownOfHousehold = 0;
  let ownOfTwins = 0;
  let place = 0;
  let otherPlace = 0;
  let placeOfHousehold = 0;
  for (let f = 0; f < fields.length; f += 1) {
    const level = levels[f] ?? MISSING;
    if (level === MISSING) continue;
    const at = (f * LEVEL_ROOM + level) * 4;
    const value = level === 0 ? (rows[left * stride + (fields[f]?.at ?? 0)] ?? 0) : 0;
    const rare = value === 0 ? 0 : (frequency[f]?.[value] ?? 0);
    if (shared[f] === 1) {
      place += (table[at] ?? 0) + rare;
      otherPlace += (table[at + 1] ?? 0) + rare;
      placeOfHousehold += (table[at + 2] ?? 0) + rare;
      continue;
    }
    own += (table[at] ?? 0) + rare;
    ownOfHousehold += table[at + 2] ?? 0;
    if (value !== 0) ownOfHousehold += weights.family[f]?.[value] ?? 0;
    ownOfTwins += (table[at + 3] ?? 0) + rare * (carries[f * 4 + 3] ?? 0);
  }
  const { namesake } = weights;
  if (namesake !== null && levels[namesake.name] === 0 && levels[namesake.field] === 0) own -= namesake.bits;
  const [same = 0, moved = 0, household = 0, twins = 0] = priors;
  const [asSame, asMoved] = [same + own + place, moved + own + otherPlace];
  if (Math.max(asSame, asMoved) + 1 < least) return Number.NEGATIVE_INFINITY;
  const family = addBits(household + ownOfHousehold, twins + ownOfTwins);
  const asFamily = addBits(family + placeOfHousehold, family + moved - same + otherPlace);
  return addBits(asSame, asMoved) - addBits(0, asFamily);
};
