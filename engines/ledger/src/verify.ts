import { hashBefore, hashOfEntry, origin } from './chain.ts';
import type { Anchor, ChainedEntry, Checkpoint, EntryBefore, Seal } from './entry.ts';
import { type BrokenLine, type End, exportForm, type Line, parseLine } from './line.ts';
import { createProblems, type LedgerReport, type ProblemKind, type Problems } from './report.ts';
import { isSealed, type Mac } from './seal.ts';

export interface VerifyParts {
  /** Without keys the chain is checked, and seals are counted as unchecked. */
  readonly mac: Mac | null;
  /** Heads that were kept elsewhere, besides those among the lines; `null` is one that cannot be read. */
  readonly anchors?: readonly (Anchor | null)[];
  /** Whether the lines are a whole export, with its first and its last line. */
  readonly isExport?: boolean;
}

/** Takes a ledger line by line, in the order of an export, and says at the end what is wrong with it; it never throws. */
export interface Verification {
  take(line: Line | BrokenLine): void;
  /** Says that the index of subjects differs from the entry of this number. */
  strayIndex(seq: number): void;
  end(): LedgerReport;
}

/** Verifies a ledger whose lines come as a stream. */
export async function verifyLines(
  lines: AsyncIterable<string> | Iterable<string>,
  parts: VerifyParts,
): Promise<LedgerReport> {
  const verification = createVerification(parts);
  for await (const line of lines) verification.take(parseLine(line));
  return verification.end();
}

interface State {
  readonly problems: Problems;
  readonly mac: Mac | null;
  readonly anchors: Anchor[];
  /** Hashes of the entries that an anchor names. */
  readonly hashAt: Map<number, string | null>;
  unchecked: number;
  entries: number;
  entriesBefore: number;
  seals: number;
  sealedSeq: number;
  removedTo: number;
  lastBefore: number;
  /** What the first link must follow. */
  firstFollows: string;
  /** The last link, as it was stored. */
  last: { readonly seq: number; readonly hash: string } | null;
  begun: boolean;
  ended: boolean;
}

export function createVerification({ mac, anchors = [], isExport = false }: VerifyParts): Verification {
  const state: State = {
    problems: createProblems(),
    mac,
    anchors: [],
    hashAt: new Map(),
    unchecked: 0,
    entries: 0,
    entriesBefore: 0,
    seals: 0,
    sealedSeq: 0,
    removedTo: 0,
    lastBefore: 0,
    firstFollows: origin,
    last: null,
    begun: !isExport,
    ended: !isExport,
  };
  for (const anchor of anchors) {
    if (anchor) takeAnchor(state, anchor);
    else state.problems.add(0, 'ANCHOR_BROKEN');
  }
  return {
    take(line) {
      if (isExport && state.ended) state.problems.add(due(state), 'EDITED');
      take(state, line);
    },
    strayIndex: (seq) => state.problems.add(seq, 'INDEX_BROKEN'),
    end: () => reportOf(state),
  };
}

function take(state: State, line: Line | BrokenLine): void {
  if (line.word === 'ledger') {
    state.begun = true;
    if (line.value.form !== exportForm) state.problems.add(due(state), 'EDITED');
  } else if (line.word === 'anchor') takeAnchor(state, line.value);
  else if (line.word === 'checkpoint') takeCheckpoint(state, line.value);
  else if (line.word === 'before') takeBefore(state, line.value);
  else if (line.word === 'entry') takeEntry(state, line.value);
  else if (line.word === 'seal') takeSeal(state, line.value);
  else if (line.word === 'end') takeEnd(state, line.value);
  else takeBroken(state, line);
}

/** Number of the last link, or of what stands before the first one. */
const reached = ({ last, removedTo, lastBefore }: State): number => last?.seq ?? Math.max(removedTo, lastBefore);
const due = (state: State): number => reached(state) + 1;

function hasMac(state: State, isValid: (mac: Mac) => boolean): boolean {
  if (state.mac) return isValid(state.mac);
  state.unchecked += 1;
  return true;
}

function takeAnchor(state: State, anchor: Anchor): void {
  if (!hasMac(state, (mac) => isSealed('anchor', anchor, mac))) state.problems.add(anchor.seq, 'ANCHOR_BROKEN');
  else {
    state.anchors.push(anchor);
    state.hashAt.set(anchor.seq, null);
  }
}

function takeCheckpoint(state: State, checkpoint: Checkpoint): void {
  const { seq, fromSeq, hash } = checkpoint;
  if (!hasMac(state, (mac) => isSealed('checkpoint', checkpoint, mac))) state.problems.add(seq, 'SEAL_BROKEN');
  if (fromSeq !== state.removedTo + 1) state.problems.add(state.removedTo + 1, 'MISSING');
  state.removedTo = seq;
  state.sealedSeq = seq;
  state.firstFollows = hash;
  if (state.hashAt.has(seq)) state.hashAt.set(seq, hash);
}

function takeBefore(state: State, entry: EntryBefore): void {
  const seq = Number(entry.seq);
  if (state.last || state.removedTo > 0) state.problems.add(seq, 'EDITED');
  if (seq <= state.lastBefore) state.problems.add(seq, 'REORDERED');
  state.firstFollows = hashBefore(state.firstFollows, entry);
  state.lastBefore = Math.max(seq, state.lastBefore);
  state.entriesBefore += 1;
}

function takeEntry(state: State, entry: ChainedEntry): void {
  const { problems, last } = state;
  const { seq, previousHash, hash } = entry;
  const expected = due(state);
  state.entries += 1;
  if (seq < expected) {
    if (!problems.found(seq)) problems.add(seq, 'REORDERED');
    return;
  }
  if (hashOfEntry(previousHash, entry) !== hash) problems.add(seq, problems.count() < 20 ? changeOf(entry) : 'EDITED');
  else if (seq === expected && previousHash !== (last?.hash ?? state.firstFollows) && !problems.has(seq - 1))
    // This link is sound by itself: the one before it was replaced, with a hash to match.
    problems.add(Math.max(seq - 1, 1), 'EDITED');
  if (seq > expected) problems.miss(expected, seq - 1);
  state.last = { seq, hash };
  if (state.hashAt.has(seq)) state.hashAt.set(seq, hash);
}

function takeSeal(state: State, seal: Seal): void {
  const { problems, last } = state;
  state.seals += 1;
  const isAhead = seal.seq > reached(state);
  if (!isAhead && (last?.seq !== seal.seq || last.hash !== seal.hash)) problems.add(seal.seq, 'SEAL_BROKEN');
  if (seal.previousSeq !== state.sealedSeq) problems.add(seal.seq, 'SEAL_BROKEN');
  if (!hasMac(state, (mac) => isSealed('seal', seal, mac))) problems.add(seal.seq, 'SEAL_BROKEN');
  state.sealedSeq = Math.max(seal.seq, state.sealedSeq);
}

function takeEnd(state: State, { seq, entries }: End): void {
  const { problems } = state;
  state.ended = true;
  if (seq > reached(state)) problems.add(due(state), 'TRUNCATED');
  else if (seq !== reached(state) || entries !== state.entries) problems.add(seq, 'EDITED');
}

function takeBroken(state: State, { of, seq }: BrokenLine): void {
  const { problems } = state;
  const expected = due(state);
  if (of === 'anchor') problems.add(seq ?? 0, 'ANCHOR_BROKEN');
  else if (of === 'seal' || of === 'checkpoint') problems.add(seq ?? expected, 'SEAL_BROKEN');
  else problems.add(Math.min(seq ?? expected, expected), 'EDITED');
  if (of === 'ledger') state.begun = true;
  if (of === 'end') state.ended = true;
}

function reportOf(state: State): LedgerReport {
  const { problems, anchors } = state;
  const end = reached(state);
  if (state.sealedSeq > end || !state.ended || !state.begun) problems.add(end + 1, 'TRUNCATED');
  for (const { seq, hash, sealedSeq } of anchors) {
    if (seq > end) problems.add(end + 1, 'TRUNCATED');
    else if (seq > 0 && seq >= state.removedTo && state.hashAt.get(seq) !== hash) problems.add(seq, 'ANCHOR_BROKEN');
    if (seq <= end && sealedSeq > state.sealedSeq) problems.add(sealedSeq, 'SEAL_BROKEN');
  }
  return {
    whole: problems.count() === 0,
    problems: problems.first(),
    problemCount: problems.count(),
    entries: state.entries,
    entriesBefore: state.entriesBefore,
    removedTo: state.removedTo,
    head: state.last,
    seals: state.seals,
    anchors: anchors.length,
    unchecked: state.unchecked,
    unsealed: Math.max(0, end - state.sealedSeq),
  };
}

const farthestMove = 64;

/** An entry whose text fits its hash under another number was moved; any other one was edited. */
function changeOf(entry: ChainedEntry): ProblemKind {
  for (let seq = Math.max(1, entry.seq - farthestMove); seq <= entry.seq + farthestMove; seq++)
    if (hashOfEntry(entry.previousHash, { ...entry, seq }) === entry.hash) return 'REORDERED';
  return 'EDITED';
}
