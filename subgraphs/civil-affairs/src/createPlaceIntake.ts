import type { Intake, RejectedRecord, Store } from '@hub/kernel';
import { savePlaces } from './place/place.commands.ts';
import type { PlaceRecord } from './place/place.entity.ts';
import type { PlaceKind } from './place/place.intake.ts';
import { countPlaces } from './place/place.repository.ts';
import type { CivilAffairsTables } from './tables.ts';

/** Bulk writes of places: as with other records, but what the written places move is moved in the same transaction. */
export function createPlaceIntake(
  store: Store<CivilAffairsTables>,
  kinds: Readonly<Record<string, PlaceKind>>,
): Intake {
  const kindOf = (name: string): PlaceKind => {
    const kind = kinds[name];
    if (!kind) throw new Error(`There is no kind "${name}"; expected one of ${Object.keys(kinds).join(', ')}.`);
    return kind;
  };
  return {
    kinds: Object.keys(kinds),
    async load(name, records) {
      const { table, read } = kindOf(name);
      const accepted: PlaceRecord[] = [];
      const rejected: RejectedRecord[] = [];
      for (const [index, record] of records.entries()) {
        const { problems, ...place } = read(record);
        if (problems.length === 0) accepted.push(place);
        rejected.push(...problems.map((problem) => ({ ...problem, index, id: place.row.id || null })));
      }
      const unique = [...new Map(accepted.map((place) => [place.row.id, place])).values()];
      if (unique.length > 0) await savePlaces(store, table, unique);
      return { loaded: accepted.length, rejected };
    },
    count: (name) => countPlaces(store, kindOf(name).table),
  };
}
