import type { Generated } from 'kysely';

/**
 * What a change concerns: a record, by the id that it has; or by its owner's id whatever is offered (`OWNER`), by a client's all that is
 * hers (`CLIENT`), and by a division's what it lies in (`PLACE`).
 */
export type InputChangeKind = 'NEED' | 'RESOURCE' | 'REFERRAL' | 'OWNER' | 'CLIENT' | 'PLACE';

/** That something of what runs read has changed, written by triggers in the transaction that changed it. */
export interface InputChangeRow {
  readonly key: Generated<number>;
  /** The transaction on PostgreSQL, where keys commit out of order; 0 on SQLite. */
  readonly xid: Generated<number>;
  readonly kind: InputChangeKind;
  readonly id: string;
}
