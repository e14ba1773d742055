import { type Cells, keyOf } from '../change/answerRow.rules.ts';
import type { MatchChange } from '../change/matchChange.rules.ts';
import type { ChangedColumn, ChangeKind, RowChange } from '../change/rowChange.rules.ts';

/** One change as receivers read it; what does not apply is left out. */
export interface ToldChange {
  readonly kind: ChangeKind;
  readonly set: string;
  readonly identity: string;
  /** The row as it is now. */
  readonly row?: Cells;
  readonly columns?: readonly ChangedColumn[];
  readonly matches?: readonly MatchChange[];
}

/** A change at its place in the delivery. */
export interface PlacedChange extends ToldChange {
  readonly ordinal: number;
}

/** A change as it is kept until it is delivered: what is told, and the records that the ledger names. */
export interface KeptChange {
  readonly told: ToldChange;
  readonly records: readonly string[];
}

export const keptChangesOf = (
  changes: readonly RowChange[],
  meanings: ReadonlyMap<string, readonly MatchChange[]>,
): KeptChange[] =>
  changes.map((change) => {
    const { kind, set, identity, cells, columns, records } = change;
    const matches = meanings.get(keyOf(change));
    return {
      told: {
        kind,
        set,
        identity,
        ...(kind !== 'GONE' && { row: cells }),
        ...(kind === 'CHANGED' && { columns }),
        ...(matches && { matches }),
      },
      records,
    };
  });

/** What a delivery says of itself; the same bytes at every attempt. */
export interface PayloadHead {
  readonly delivery: string;
  readonly idempotencyKey: string;
  readonly schedule: string;
  readonly run: string;
  /** Number of the delivery within its schedule and target, without gaps. */
  readonly sequence: number;
  readonly operation: string;
  readonly answeredAt: string;
  /** The run that was delivered last before; null when everything is new. */
  readonly since: string | null;
}

export const webhookBody = (head: PayloadHead, changes: readonly ToldChange[]): string =>
  JSON.stringify({ ...head, changes });

export const jsonLines = (changes: readonly ToldChange[]): string =>
  changes.map((change) => `${JSON.stringify(change)}\n`).join('');
