import {
  type Anchor,
  anchorShape,
  beforeShape,
  type ChainedEntry,
  type Checkpoint,
  checkpointShape,
  type EntryBefore,
  entryShape,
  hasShape,
  type Seal,
  type Shape,
  sealShape,
} from './entry.ts';

/** Ends an exported ledger, so that a cut file shows. */
export interface End {
  readonly seq: number;
  readonly entries: number;
}

/** First line of an exported ledger. */
export interface Head {
  readonly form: string;
}

export interface LineValues {
  readonly ledger: Head;
  readonly anchor: Anchor;
  readonly checkpoint: Checkpoint;
  readonly before: EntryBefore;
  readonly entry: ChainedEntry;
  readonly seal: Seal;
  readonly end: End;
}
export type LineWord = keyof LineValues;
export type Line = { readonly [Word in LineWord]: { readonly word: Word; readonly value: LineValues[Word] } }[LineWord];

/** A line that says nothing that can be trusted, with the number that it claims, if it still has one. */
export interface BrokenLine {
  readonly word: 'broken';
  readonly of: LineWord | null;
  readonly seq: number | null;
}

export const exportForm = 'hub-audit-1';

const shapes: Readonly<Record<LineWord, Shape>> = {
  ledger: { form: 'text' },
  anchor: anchorShape,
  checkpoint: checkpointShape,
  before: beforeShape,
  entry: entryShape,
  seal: sealShape,
  end: { seq: 'integer', entries: 'integer' },
};

/** A line of an export: its word, and its value with the fields in the order of their names. */
export const formatLine = <Word extends LineWord>(
  word: Word,
  value: Readonly<Record<keyof LineValues[Word], unknown>>,
): string =>
  JSON.stringify({
    [word]: Object.fromEntries(
      Object.keys(shapes[word])
        .sort()
        .map((name) => [name, (value as Readonly<Record<string, unknown>>)[name] ?? null]),
    ),
  });

/** Reads a line and never throws: only the very text that `formatLine` gives for its value is accepted. */
export function parseLine(text: string): Line | BrokenLine {
  const parsed = jsonIn(text);
  if (!isRecord(parsed)) return { word: 'broken', of: null, seq: null };
  const [word = ''] = Object.keys(parsed);
  const value = parsed[word];
  if (!Object.hasOwn(shapes, word) || !isRecord(value)) return { word: 'broken', of: null, seq: seqIn(value) };
  const known = word as LineWord;
  const isStrict = hasShape(value, shapes[known]) && formatLine(known, value as never) === text;
  // The shape was checked just now.
  return isStrict ? ({ word: known, value } as unknown as Line) : { word: 'broken', of: known, seq: seqIn(value) };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const seqIn = (value: unknown): number | null =>
  isRecord(value) && Number.isSafeInteger(value.seq) ? (value.seq as number) : null;
