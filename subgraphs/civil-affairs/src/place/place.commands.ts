import type { Store } from '@hub/kernel';
import type { CivilAffairsTables } from '../tables.ts';
import { closureOf, nodesThatDiffer } from './closure.rules.ts';
import type { PlaceRecord, PlaceTable } from './place.entity.ts';
import {
  closureRowsOf,
  dependentsOf,
  lockPlaces,
  placesAround,
  replaceClosure,
  replacePlaces,
} from './place.repository.ts';

/**
 * Saves the records in place of those with the same ids, brings the closure of all nodes that they move up to date, and tells of
 * these nodes and no others; in one transaction.
 */
export const savePlaces = (
  store: Store<CivilAffairsTables>,
  table: PlaceTable,
  records: readonly PlaceRecord[],
): Promise<void> =>
  store.write(async ({ db, tell }) => {
    await lockPlaces(store, db);
    const named = [...new Set(records.flatMap((record) => record.nodes))];
    // What depended on them before counts too: a zone that loses a member may move.
    const before = await dependentsOf(db, named);
    await replacePlaces(db, table, records);
    const nodes = [...before.union(await dependentsOf(db, named))];
    const rows = closureOf(await placesAround(db, nodes), nodes);
    const moved = nodesThatDiffer(await closureRowsOf(db, nodes), rows);
    await replaceClosure(
      db,
      [...moved],
      rows.filter(({ descendant }) => moved.has(descendant)),
    );
    await tell([...moved].map((id) => ({ kind: 'place', id, version: 1 })));
  });
