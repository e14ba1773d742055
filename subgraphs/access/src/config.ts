import { resolve } from 'node:path';

/** How the ledger is chained and where else its head is kept. */
export interface LedgerConfig {
  readonly hash: 'sha256' | 'sm3';
  /** A further file for the head, best on another disk; null where none is named. */
  readonly anchor: string | null;
}

/** Reads `HUB_LEDGER_HASH` and `HUB_AUDIT_ANCHOR`. */
export function readLedgerConfig(): LedgerConfig {
  const { HUB_LEDGER_HASH: hash = 'sha256', HUB_AUDIT_ANCHOR: anchor } = process.env;
  if (hash !== 'sha256' && hash !== 'sm3') throw new Error(`HUB_LEDGER_HASH is "${hash}"; expected sha256 or sm3.`);
  return { hash, anchor: anchor ? resolve(anchor) : null };
}
