/** What a column holds, which decides how it is normalised, blocked and compared. */
export type FieldKind = 'name' | 'text' | 'date' | 'id' | 'phone' | 'division' | 'address' | 'exact' | 'number';

/** One compared column. */
export type ModelField = {
  readonly column: string;
  readonly kind: FieldKind;
  /** A household has it in common, so two of its members agree on it. */
  readonly shared?: boolean;
  /** The column in which this one's value is found when a clerk mixed the two up (given name and surname). */
  readonly swapsWith?: string;
  /** The column of resident ID numbers that knows better: birth date and gender are read from a valid number. */
  readonly readFrom?: string;
};

/**
 * What two records can be to one another. `SAME` and `MOVED` are one person, `MOVED` with the shared fields (phone, place)
 * changed together; `HOUSEHOLD` and `TWINS` are two people who have the shared fields in common; `STRANGERS` have nothing.
 */
export const CLASSES = ['SAME', 'MOVED', 'HOUSEHOLD', 'TWINS', 'STRANGERS'] as const;

/** One of `CLASSES`. */
export type PairClass = (typeof CLASSES)[number];

/** Of each class, how often each level of a field is seen, in the order of `LEVELS[kind]`. */
export type FieldOdds = Readonly<Record<PairClass, readonly number[]>>;

/** What was learned from files without any truth, or stated by hand; a frozen version of it makes runs repeatable on other files. */
export type TrainedOdds = {
  /** The share of each class among all pairs of records. */
  readonly shares: Readonly<Record<PairClass, number>>;
  /** By column. */
  readonly fields: Readonly<Record<string, FieldOdds>>;
  /** By column, how often one record shows the true value at each level; learned where people are in a file more than once. */
  readonly distortion?: Readonly<Record<string, readonly number[]>>;
};

/** How files are linked: plain data, written beside the answer for editing. */
export type FileModel = {
  readonly version: 1;
  readonly fields: readonly ModelField[];
  /** Pairs are compared when all parts of one rule are equal: `column:part`, see `PARTS`. */
  readonly blocking: readonly (readonly string[])[];
  /** A block with more pairs than this is dropped and reported. */
  readonly maximumBlockPairs: number;
  /** The same limit for single rules, by the rule's parts joined with ` + `; it goes over `maximumBlockPairs`. */
  readonly blockLimits?: Readonly<Record<string, number>>;
  /**
   * Each person is in a file at most once (of two files: in each, or as told for each); then no two records of that file are
   * one person. `null`: decided from the files.
   */
  readonly onePerFile: boolean | readonly [boolean, boolean] | null;
  readonly reviewProbability: number;
  readonly trained?: TrainedOdds;
};

/**
 * The levels of agreement of each kind, best first, down to disagreement. A side without a value is no level. `OF_HOUSEHOLD` comes after:
 * what is not told, or told otherwise, of the person in the other file, but is so of others of the household there.
 */
export const LEVELS: Readonly<Record<FieldKind, readonly string[]>> = {
  name: ['EQUAL', 'SAME_SOUND', 'ONE_SLIP', 'ONE_REPLACED', 'LAST_REPLACED', 'PARTIAL', 'SAME_SURNAME', 'DIFFERENT'],
  text: ['EQUAL', 'SWAPPED', 'ONE_EDIT', 'CLOSE', 'ALIKE', 'DIFFERENT'],
  date: ['EQUAL', 'ONE_SLIP', 'FIRST_OF_YEAR', 'TWO_PARTS', 'SAME_YEAR', 'DIFFERENT'],
  id: ['EQUAL', 'MASKED', 'ONE_EDIT', 'TWO_EDITS', 'DIFFERENT'],
  phone: ['EQUAL', 'ONE_EDIT', 'DIFFERENT', 'OF_HOUSEHOLD'],
  division: ['EQUAL', 'TOWN', 'COUNTY', 'PREFECTURE', 'DIFFERENT'],
  address: ['ROOM', 'BUILDING', 'HOUSE', 'NEIGHBOUR', 'ROAD', 'DIFFERENT', 'OF_HOUSEHOLD'],
  exact: ['EQUAL', 'DIFFERENT'],
  number: ['EQUAL', 'NEAR', 'DIFFERENT'],
};

/** How many places a field's levels have in a flat list; there is room for one more level than any kind has. */
export const LEVEL_ROOM = 16;

/** What is kept of a value of each kind, one integer each, 0 for nothing; blocking rules name them. The first is the value itself. */
export const PARTS: Readonly<Record<FieldKind, readonly string[]>> = {
  name: ['value', 'sound', 'surname', 'given', 'signs'],
  text: ['value', 'start'],
  date: ['value', 'day', 'year', 'monthDay'],
  id: ['value', 'validity', 'front', 'back', 'masked'],
  phone: ['value', 'front', 'back', 'household'],
  division: ['value', 'county', 'rest', 'town'],
  address: ['value', 'road', 'house', 'building', 'room', 'detail', 'roadStart', 'household'],
  exact: ['value'],
  number: ['value', 'amount'],
};

/** Which parts are numbers of texts; the others are numbers or hashes of what they say, for equality alone. */
export const TEXT_PARTS: Readonly<Record<FieldKind, readonly number[]>> = {
  ...{
    name: [0, 2, 3],
    text: [0],
    date: [0],
    id: [0],
    phone: [0],
    division: [0],
    address: [0, 1],
    exact: [0],
    number: [0],
  },
};

/** How a rule is called where it is named. */
export const ruleName = (rule: readonly string[]): string => rule.join(' + ');

/** The most pairs that a block of this rule may have. */
export const blockLimitOf = (model: FileModel, rule: readonly string[]): number =>
  model.blockLimits?.[ruleName(rule)] ?? model.maximumBlockPairs;
