import { type Opening, pause, type Store, type Worker } from '@hub/kernel';
import type { OperationsTables } from '../tables.ts';
import { forgetRuns } from './scheduleRun.repository.ts';

export interface PurgeRunsParts {
  readonly store: Store<OperationsTables>;
  readonly opening: Pick<Opening, 'clock'>;
  /** For how many days a run is kept after its end. */
  readonly keptDays: number;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const atOnce = 500;

/** Forgets every hour the runs that ended long ago. */
export const purgeRunsWorker = (parts: PurgeRunsParts): Worker => ({
  name: 'operations keeps runs no longer than it must',
  async run({ signal, caughtUp }) {
    caughtUp();
    while (!signal.aborted) {
      await purgeRuns(parts);
      await pause(hourMs, signal);
    }
  },
});

/** The last run of a schedule stays however old it is, and so does one that has not ended. */
export async function purgeRuns({ store, opening, keptDays }: PurgeRunsParts): Promise<void> {
  const before = new Date(opening.clock().getTime() - keptDays * dayMs).toISOString();
  while ((await forgetRuns(store, before, atOnce)) === atOnce);
}
