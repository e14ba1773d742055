import type { Transaction } from '@hub/kernel';
import type { OperationsTables } from '../tables.ts';

/** What a run of a schedule was answered: all pages of the list joined, as the gateway gave them to the delegation's viewer. */
export interface RunResult {
  readonly runId: string;
  readonly scheduleId: string;
  /** Number of the run within its schedule, 1, 2, 3 …: deliveries go out in this order. */
  readonly ordinal: number;
  /** Who owns the schedule, and so whom it is delivered to. */
  readonly owner: string;
  readonly organisationId: string | null;
  /** On whose ground it was asked; to be resolved again before anything is delivered. */
  readonly delegationId: string;
  readonly operation: { readonly id: string; readonly name: string; readonly edition: number; readonly hash: string };
  /** The document that was asked, normalised. */
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly answeredAt: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What became of a result: how many rows it has, and how many of them are new to who waits for them. */
export interface KeptResult {
  readonly rows: number;
  readonly changed: number | null;
}

/**
 * Takes the result of a run in the transaction that marks the run as succeeded: what is to be delivered, and the answer that the next
 * run is compared with, are there exactly when the run is.
 */
export type KeepResult = (
  transaction: Transaction<OperationsTables>,
  result: RunResult,
  /** What became of needs that left the answer, by their ids, as far as it was found out. */
  fates?: ReadonlyMap<string, string>,
) => Promise<KeptResult>;
