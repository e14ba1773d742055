import type { KeptRun } from './keepRun.worker.ts';
import type { KeptAnswer } from './keptAnswer.rules.ts';

/** The last run, kept open, beside the answer that it left. */
export interface Kept {
  readonly run: KeptRun;
  readonly answer: KeptAnswer;
  /** Of the stored run. */
  readonly key: number;
}

/** Where the open run is between runs. */
export interface Keeping {
  keep(kept: Kept): void;
  /** Whoever takes it gives it back, or closes it. */
  take(): Kept | null;
}

export function createKeeping(): Keeping {
  let present: Kept | null = null;
  return {
    keep(kept) {
      present = kept;
    },
    take() {
      const taken = present;
      present = null;
      return taken;
    },
  };
}
