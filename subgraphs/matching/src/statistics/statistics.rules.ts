import type { Viewer } from '@hub/engine-policy';
import {
  declaredTables,
  type AskedTable as OneAsked,
  type PlaceCounts,
  type PlacesAbove,
  partReleaseOf,
  type Release,
  releaseOf,
  rowsWithin,
} from '@hub/engine-statistics';
import type { Subject } from '@hub/kernel';
import { isDivisionCode } from '@hub/values';
import { type CountedNeeds, declarations, type Population, wholeOfOpenNeeds } from './statistics.entity.ts';

export type { PlaceCounts, Release, ValueCount } from '@hub/engine-statistics';
export type AskedTable = OneAsked<Population>;

export const { askFor } = declaredTables<Population>(declarations);

/** The open needs by what the last run gave them, as they may be given beside social work's table of all needs. */
export const release = ({ needs, openNeeds }: CountedNeeds, above: PlacesAbove): Release =>
  partReleaseOf(declarations.openNeeds, openNeeds, above, {
    whole: releaseOf(wholeOfOpenNeeds, needs, above),
    table: 'STATUS',
    value: 'OPEN',
  });

/** A table counts many and is about nobody. */
export const subjectOfStatisticsTable = ({ id }: AskedTable): Subject => ({
  id,
  divisionCode: null,
  ownerOrganisationId: null,
  bornOn: null,
});

/** The rows of the viewer's places. */
export const rowsFor = ({ divisions }: Viewer, released: Release, { table }: AskedTable): readonly PlaceCounts[] =>
  rowsWithin(released, table, divisions);

/** The division of a row; a zone that runs streets is none. */
export const divisionOf = (place: string): string | null => (isDivisionCode(place) ? place : null);
