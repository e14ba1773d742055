import type { InputDigest } from './inputDigest.worker.ts';
import type { KeptRun } from './keepRun.worker.ts';
import type { KeptAnswer } from './keptAnswer.rules.ts';
import type { ReadInput } from './runInput.worker.ts';

/** The last run, kept open, beside the answer that it left. */
export interface Kept {
  readonly run: KeptRun;
  readonly answer: KeptAnswer;
  /** What it was given, and the digest of that. */
  readonly read: ReadInput;
  readonly digest: InputDigest;
  /** Of the stored run. */
  readonly key: number;
  /** Whether its figures of shortages and resources are those of an earlier run. */
  readonly hasOldFigures: boolean;
}

/** Where the open run is between runs. */
export interface Keeping {
  keep(kept: Kept): void;
  /** It stays where it is. */
  look(): Kept | null;
  /** Whoever takes it gives it back, or closes it. */
  take(): Kept | null;
}

export function createKeeping(): Keeping {
  let present: Kept | null = null;
  return {
    keep(kept) {
      present = kept;
    },
    look: () => present,
    take() {
      const taken = present;
      present = null;
      return taken;
    },
  };
}
