import type { DivisionLevel } from '../division/division.entity.ts';

/** Days from `validFrom` until the day before `validTo`; `null` means no end yet. Days are YYYY-MM-DD, so that text order is time order. */
export interface Validity {
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** A division as far as its place in the tree goes. */
export interface DivisionPlace extends Validity {
  readonly id: string;
  readonly level: DivisionLevel;
  /** The statutory parent. */
  readonly parentCode: string | null;
}

export interface ZonePlace extends Validity {
  readonly id: string;
}

/** That a division belongs to a zone, or is run by a zone or another division, for a time. */
export interface Tie extends Validity {
  readonly divisionCode: string;
  readonly holderId: string;
}

/** What decides where nodes lie. A parent or holder that is not among them is not known yet and holds nothing. */
export interface Places {
  readonly divisions: readonly DivisionPlace[];
  readonly zones: readonly ZonePlace[];
  readonly members: readonly Tie[];
  readonly overrides: readonly Tie[];
}

/** Tables whose rows decide where nodes lie. */
export type PlaceTable = 'division' | 'managedBy' | 'zone';

/** A row of such a table, the members that a zone has from then on, and the nodes that all this places. */
export interface PlaceRecord {
  readonly row: Readonly<Record<string, unknown>> & { readonly id: string };
  readonly members: readonly (Validity & { readonly zoneId: string; readonly divisionCode: string })[];
  readonly nodes: readonly string[];
}
