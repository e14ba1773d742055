import type { Encoded, FieldPlace } from './encode.ts';
import { type FieldKind, PARTS } from './fileModel.ts';
import type { Weights } from './score.ts';
import { mixed } from './textTable.ts';

/**
 * What tells most pairs apart, of each row in 16 bits a part: a row of usual width lies in one line of the processor's cache, where the whole
 * row takes several. Equal parts are equal here too; different ones may be, rarely. Row `r` is `parts[r * stride .. (r + 1) * stride)`.
 */
export type BriefRows = {
  readonly parts: Int16Array;
  readonly stride: number;
  /** Where each field begins: its value, its rarity, then the parts of `BRIEF`. */
  readonly places: readonly number[];
};

/** What is kept of a value of each kind beside the value itself and its rarity. */
export const BRIEF = {
  name: ['sound', 'surname', 'lowSigns', 'highSigns'],
  text: [],
  date: ['year', 'monthDay'],
  id: ['validity'],
  phone: ['front', 'back', 'household'],
  division: ['prefecture', 'county', 'town'],
  address: ['road', 'house', 'building', 'room', 'roadStart', 'household'],
  exact: [],
  number: [],
} as const satisfies Readonly<Record<FieldKind, readonly string[]>>;

/** Rows begin at multiples of so many parts, half a line of the cache. */
const ALIGNED = 16;
/** The value and its rarity come before the other parts. */
const FIRST = 2;
/** Rarities are kept, rounded up, in so many steps a bit. */
export const RARITY_STEPS = 512;

/** A part in 16 bits; what is nothing stays nothing. */
const folded = (part: number): number => (part === 0 ? 0 : mixed(part) >> 16 || 1);

const LATEST_YEAR = 9999;

/** Small numbers, and sets of signs, are kept as they are. */
const PART_OF: Readonly<Record<string, readonly [part: string, keep: (part: number) => number]>> = {
  lowSigns: ['signs', (signs) => signs],
  highSigns: ['signs', (signs) => signs >> 16],
  year: ['year', (year) => (year > LATEST_YEAR ? -1 : year)],
  monthDay: ['monthDay', (monthDay) => monthDay],
  validity: ['validity', (validity) => validity],
  prefecture: ['county', (county) => Math.floor(county / 100)],
};

/** Room for the brief rows of these records, in shared memory. */
export const newBriefRows = ({ fields, rowCount }: Encoded): BriefRows => {
  let width = 0;
  const places = fields.map(({ kind }) => {
    const at = width;
    width += FIRST + BRIEF[kind].length;
    return at;
  });
  const stride = Math.ceil(width / ALIGNED) * ALIGNED;
  return { parts: new Int16Array(new SharedArrayBuffer(rowCount * stride * 2)), stride, places };
};

/** What a thread needs to write a share of the brief rows; `brief` is written by all of them. */
export type BriefTask = { readonly encoded: Encoded; readonly weights: Weights; readonly brief: BriefRows };

/** Copies one part of all rows from `from` to `to`. */
const copyPart = (
  { encoded, brief }: BriefTask,
  [from, to]: readonly [number, number],
  place: number,
  target: number,
  keep: (part: number) => number,
): void => {
  const { rows, stride } = encoded;
  for (let row = from; row < to; row += 1)
    brief.parts[row * brief.stride + target] = keep(rows[row * stride + place] ?? 0);
};

const copyField = (task: BriefTask, range: readonly [number, number], { kind, at }: FieldPlace, f: number): void => {
  const target = task.brief.places[f] ?? 0;
  const frequency = task.weights.frequency[f];
  copyPart(task, range, at, target, folded);
  copyPart(task, range, at, target + 1, (value) => Math.ceil((frequency?.[value] ?? 0) * RARITY_STEPS));
  for (const [p, name] of BRIEF[kind].entries()) {
    const [part, keep] = PART_OF[name] ?? [name, folded];
    copyPart(task, range, at + PARTS[kind].indexOf(part), target + FIRST + p, keep);
  }
};

/** So many rows are done part by part, that they stay in the processor's cache. */
const ROWS = 1024;

/** Writes a share of the brief rows. */
export const briefShare = (task: BriefTask, share: { readonly part: number; readonly parts: number }): BriefRows => {
  const { rowCount, fields } = task.encoded;
  const end = Math.floor((rowCount * (share.part + 1)) / share.parts);
  for (let from = Math.floor((rowCount * share.part) / share.parts); from < end; from += ROWS)
    for (const [f, field] of fields.entries()) copyField(task, [from, Math.min(end, from + ROWS)], field, f);
  return task.brief;
};
