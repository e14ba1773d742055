import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store, Worker } from '@hub/kernel';
import type { LinkageTables } from '../tables.ts';
import { peopleIndexIn } from './peopleIndex.repository.ts';
import type { PeopleLinking } from './peopleLinking.worker.ts';

export interface RelinkParts {
  readonly name: string;
  readonly store: Store<LinkageTables>;
  readonly linking: PeopleLinking;
}

const recordsAtOnce = 200;

/**
 * Builds the index in memory, and looks at all records again where the version in force is another one than they were linked by:
 * slice by slice, each saved with how far it came, so that whoever ends meanwhile goes on there.
 */
export const relinkWorker = ({ name, store, linking }: RelinkParts): Worker => ({
  name: `${name} keeps the index of people`,
  async run({ signal, caughtUp }) {
    // A large index takes minutes to build, and nobody who only asks needs it.
    if (await linking.isSettled()) caughtUp();
    await linking.load(signal);
    while (!signal.aborted) {
      await linking.renew(signal);
      while (!signal.aborted && (await relinkSome(store, linking))) await nextTurn();
      caughtUp();
      await linking.due(signal);
    }
  },
});

/** Looks at the next records again; false when there are none. */
async function relinkSome(store: Store<LinkageTables>, linking: PeopleLinking): Promise<boolean> {
  const stored = peopleIndexIn(store.reads);
  const after = (await stored.state())?.relinkedAfter ?? null;
  if (after === null) return false;
  await linking.load();
  const again = await stored.keysAfter(after, recordsAtOnce);
  const relinkedAfter = again.length < recordsAtOnce ? null : (again.at(-1) ?? null);
  await store.write((transaction) => linking.apply({ again, relinkedAfter }, transaction));
  return relinkedAfter !== null;
}
