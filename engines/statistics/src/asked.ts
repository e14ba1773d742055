import { type Count, type Declaration, threshold } from './declaration.ts';
import type { PlacesAbove } from './gather.ts';
import { type Release, releaseOf } from './release.ts';

/** A table that was asked for; its counts are read when they may be given. */
export interface AskedTable<Population extends string = string> {
  readonly id: string;
  readonly population: Population;
  readonly table: string;
  readonly threshold: number;
  readonly policyVersion: string;
  readonly asOf: string;
}

/** The tables that one owner of data has declared, by population: how one is asked for, and how all of a population are released. */
export const declaredTables = <Population extends string>(declarations: Readonly<Record<Population, Declaration>>) => ({
  askFor: (population: Population, table: string, today: string): AskedTable<Population> => ({
    id: `${declarations[population].population}:${table}`,
    population,
    table,
    threshold,
    policyVersion: `statistics ${declarations[population].version}`,
    asOf: today,
  }),
  /** The tables as they may be given, the same for whoever asks. */
  release: (population: Population, counted: readonly Count[], above: PlacesAbove): Release =>
    releaseOf(declarations[population], counted, above),
});
