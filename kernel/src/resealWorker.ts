import type { Subgraph, Worker } from './subgraph.ts';
import { pause } from './workers.ts';

const lookEveryMs = 5_000;

/** Seals anew by itself, whoever put a new version of a key in place; a start goes on with what an earlier one left. */
export const resealWorker = (
  { name, resealing }: Pick<Subgraph, 'name' | 'resealing'>,
  everyMs = lookEveryMs,
): Worker => ({
  name: `${name} seals anew`,
  async run({ signal, caughtUp }) {
    caughtUp();
    let reached: string | null = null;
    while (!signal.aborted) {
      const goal = resealing.goal();
      if (goal !== reached && resealing.mayBeStale()) await resealing.reseal({ signal });
      reached = goal;
      await pause(everyMs, signal);
    }
  },
});
