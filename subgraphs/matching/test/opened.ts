import type { Viewer } from '@hub/engine-policy';
import { asker, createStoreOfTest, openingOfTest, startWorkersOfTest, type storesOfTest } from '@hub/kernel/testing';
import { type MatchingConfig, readMatchingConfig } from '../src/config.ts';
import { openMatching } from '../src/index.ts';
import { openDepartments, type Published } from './departments.ts';
import { places } from './district.ts';

type StoreName = (typeof storesOfTest)[number];

/** Matching on one store, with all that the departments publish already matched. */
export const openedMatching = (storeName: StoreName, ...records: readonly Published[]) =>
  openedWith(readMatchingConfig(), storeName, records);

/** The same with a configuration of its own. */
export async function openedWith(config: MatchingConfig, storeName: StoreName, records: readonly Published[]) {
  const stores = createStoreOfTest(storeName);
  const departments = await openDepartments(stores.place('departments'), places);
  await departments.publish(...records);
  const location = stores.place('matching');
  const subgraph = await openMatching(openingOfTest(location), config);
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
