import { type Changes, changesBetween, changesOf } from './inputChanges.worker.ts';
import { createInputDigest, type InputDigest } from './inputDigest.worker.ts';
import { inputSince } from './inputSince.worker.ts';
import type { Kept } from './keeping.worker.ts';
import { type ReadInput, type RunInputParts, readInput } from './runInput.worker.ts';

/** What a run of everything is given. */
export interface GivenInput {
  readonly read: ReadInput;
  readonly inputDigest: string;
  /** Keeps the digest for the next run. */
  readonly digest: InputDigest;
  /** What happened since the run that is kept; `null` where there is none, or where it cannot follow. */
  readonly changes: Changes | null;
}

/** Reads only what changed since the run that is kept, and everything where that is not known, where it is much, or where it is of no use. */
export async function givenInput(parts: RunInputParts, today: string, kept: Kept | null): Promise<GivenInput> {
  const before = kept?.read.input;
  const since = kept && before?.today === today ? await inputSince(parts, kept.read, kept.key) : null;
  const changes = before && since ? changesOf(before, since.input, since.needs, since.resources) : null;
  if (kept && since && changes) {
    const { digest } = kept;
    return { read: since, digest, inputDigest: digest.follow(since.input, since.needs, since.resources), changes };
  }
  const read = await readInput(parts, today);
  const digest = createInputDigest();
  const inputDigest = await digest.begin(read.input);
  return { read, digest, inputDigest, changes: before ? await changesBetween(before, read.input) : null };
}
