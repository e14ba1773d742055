import type { Viewer } from '@hub/engine-policy';
import { type PlaceCounts, type Release, releaseOf, rowsWithin, threshold } from '@hub/engine-statistics';
import type { Subject } from '@hub/kernel';
import { isDivisionCode } from '@hub/values';
import { type Counted, declarations, type Population } from './statistics.entity.ts';

export type { PlaceCounts, Release, ValueCount } from '@hub/engine-statistics';

/** A table that was asked for; its counts are read when they may be given. */
export interface AskedTable {
  readonly id: string;
  readonly population: Population;
  readonly table: string;
  readonly threshold: number;
  readonly policyVersion: string;
  readonly asOf: string;
}

export const askFor = (population: Population, table: string, today: string): AskedTable => ({
  id: `${declarations[population].population}:${table}`,
  population,
  table,
  threshold,
  policyVersion: `statistics ${declarations[population].version}`,
  asOf: today,
});

/** A table counts many and is about nobody. */
export const subjectOfStatisticsTable = ({ id }: AskedTable): Subject => ({
  id,
  divisionCode: null,
  ownerOrganisationId: null,
  bornOn: null,
});

/** The tables of a population as they may be given, the same for whoever asks. */
export const release = (
  population: Population,
  counted: readonly Counted[],
  above: ReadonlyMap<string, readonly string[]>,
): Release => releaseOf(declarations[population], counted, above);

/** The rows of the viewer's places. */
export const rowsFor = ({ divisions }: Viewer, released: Release, { table }: AskedTable): readonly PlaceCounts[] =>
  rowsWithin(released, table, divisions);

/** The division of a row; a zone that runs streets is none. */
export const divisionOf = (place: string): string | null => (isDivisionCode(place) ? place : null);
