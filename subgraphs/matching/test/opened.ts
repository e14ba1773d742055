import type { Viewer } from '@hub/engine-policy';
import { asker, createStoreOfTest, openingOfTest, startWorkersOfTest, type storesOfTest } from '@hub/kernel/testing';
import { openMatching } from '../src/index.ts';
import { openDepartments, type Published } from './departments.ts';
import { places } from './district.ts';

/** Matching on one store, with all that the departments publish already matched. */
export async function openedMatching(storeName: (typeof storesOfTest)[number], ...records: readonly Published[]) {
  const stores = createStoreOfTest(storeName);
  const departments = await openDepartments(stores.place('departments'), places);
  await departments.publish(...records);
  const location = stores.place('matching');
  const subgraph = await openMatching(openingOfTest(location));
  const opened = {
    subgraph,
    departments,
    workers: startWorkersOfTest(subgraph, departments.feeds),
    location,
    otherLocation: stores.place('matching-again'),
    place: stores.place,
    ask: asker<Viewer>(subgraph),
    async close() {
      await opened.workers.stop();
      await subgraph.close();
      await departments.close();
      await stores.remove();
    },
  };
  await opened.workers.ready;
  return opened;
}

export type OpenedMatching = Awaited<ReturnType<typeof openedMatching>>;
