/** Units by position of the resource. */
export type Units = ReadonlyMap<number, number>;

/** What an open run tells while the optimum below it moves: it follows only where that gains more than a margin. */
export interface Steady {
  /** Units of each resource that a need is told. */
  readonly toldOf: (n: number) => Units;
  /** Points that the whole would gain by following the optimum everywhere. */
  readonly below: () => number;
  /** Units of a resource that are told to anybody. */
  readonly usedOf: (r: number) => number;
  /**
   * Follows the optimum after a change of these needs, others among them whose optimum moved. What follows is a connected change: needs that
   * would get other units, joined by resources at which they would and by people. Gives the needs that are told other units.
   */
  readonly follow: (needs: Iterable<number>) => readonly number[];
}

/** What the load of each resource costs as it is told, kept so that a change looks at those alone that it concerns. */
export interface Loads {
  readonly follow: (resources: Iterable<number>) => void;
  readonly total: () => number;
}
