/** Place in a feed: facts are ordered by `(xid, seq)` within one epoch. */
export interface FeedCursor {
  readonly epoch: string;
  readonly xid: number;
  readonly seq: number;
}

/** The place of the last fact; of a derived feed also whether all that it was derived from at the start is in. */
export interface FeedHead extends FeedCursor {
  readonly isSettling?: boolean;
}

/** That a record is new, changed or gone, with what the reader may have of it now; `null` is a tombstone. */
export interface Fact {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly record: Readonly<Record<string, unknown>> | null;
}

export interface FeedRequest {
  /** Who reads; it decides which fields of a record come along. */
  readonly reader: string;
  readonly kinds: readonly string[];
  /** `null`, or a cursor of another epoch, starts from the beginning. */
  readonly after: FeedCursor | null;
  readonly limit: number;
  /** How long to wait for a fact when there is none yet. */
  readonly waitMs: number;
}

export interface FeedBatch {
  readonly facts: readonly Fact[];
  /** Where to go on, in the epoch of the feed as it is now: behind facts of other kinds too, once all before it are read. */
  readonly cursor: FeedCursor;
  /** Field classes of what the records of this batch tell about people, for the reader's audit entry. */
  readonly classes: readonly string[];
}

/** What a subgraph publishes to other subgraphs, in order. */
export interface Feed {
  pull(request: FeedRequest, signal?: AbortSignal): Promise<FeedBatch>;
  /** The place of the last fact. */
  head(): Promise<FeedHead>;
}

export const isAtOrAfter = (cursor: FeedCursor, other: FeedCursor): boolean =>
  cursor.xid > other.xid || (cursor.xid === other.xid && cursor.seq >= other.seq);
