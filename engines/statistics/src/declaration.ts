/** A table that may be asked: streets by the values of one dimension. */
export interface DeclaredTable {
  readonly name: string;
  /** In the order in which cells are given. */
  readonly values: readonly string[];
}

/** All tables that may be asked about one population; whoever changes it changes the version. */
export interface Declaration {
  readonly population: string;
  readonly version: string;
  readonly tables: readonly DeclaredTable[];
}

/** How many of a population lie at one place and have these values, one in each table. */
export interface Count {
  readonly place: string;
  readonly values: Readonly<Record<string, string>>;
  readonly count: number;
}

/** The exact counts of the streets of one district, or of one zone that runs streets. */
export interface Unit {
  /** The district or zone; its margins are given only where it holds these streets and no other. */
  readonly id: string | null;
  readonly streets: readonly string[];
  readonly tables: readonly ExactTable[];
}

export interface ExactTable extends DeclaredTable {
  /** By street, then by value. */
  readonly counts: readonly (readonly number[])[];
}

/** What may be given of one place; `null` is a number that is not given. */
export interface ProtectedRow {
  readonly place: string;
  readonly cells: readonly (number | null)[];
  readonly total: number | null;
}

export interface ProtectedTable extends DeclaredTable {
  readonly streets: readonly ProtectedRow[];
  readonly margin: ProtectedRow | null;
}

export interface ProtectedUnit {
  readonly id: string | null;
  readonly tables: readonly ProtectedTable[];
}

/** The smallest count that is given; 0 is under it, because it says that nobody is. */
export const threshold = 5;
