import { dirname, join } from 'node:path';
import type { Opening, Store } from '@hub/kernel';
import { KeyFailure, macsOf } from '@hub/vault';
import type { LedgerConfig } from '../config.ts';
import type { AccessTables } from '../tables.ts';
import { type AnchorFile, type AnchorFiles, openAnchorFiles } from './anchorFiles.ts';
import { beginChain } from './auditEntry.repository.ts';
import { ledgerNote } from './auditEntry.rules.ts';
import { type Ledger, openLedger } from './ledger.repository.ts';
import { type Stretches, stretchesOf } from './ledgerStretch.repository.ts';
import { createLinking, type Linking, newestAnchor } from './linking.rules.ts';
import { createPseudonyms, type Pseudonyms } from './pseudonyms.rules.ts';

/** The ledger with all that its readers and writers need. */
export interface AuditLedger {
  readonly writer: Ledger;
  readonly linking: Linking;
  readonly pseudonyms: Pseudonyms;
  readonly stretches: Stretches;
  /** The newest line of each file that keeps the head; null for a file that cannot be read. */
  anchorLines(): readonly (string | null)[];
  close(): Promise<void>;
}

/** How often the chain is sealed and the head reaches the disk in its second place. */
export const sealEvery = { entries: 1000, milliseconds: 60_000 };

/** Opens the ledger: begins the chain where there is none yet, and looks whether the head that was kept elsewhere is in it. */
export async function openAuditLedger(
  { keys, clock, ids, location, folder, log }: Opening,
  store: Store<AccessTables>,
  config: LedgerConfig,
): Promise<AuditLedger> {
  const pseudonyms = createPseudonyms(keys.ring('audit-pseudonym'));
  const sealing = macsOf(keys.ring('audit-seal'));
  const now = () => clock().toISOString();
  const linking = createLinking({ pseudonyms, sealing, hash: config.hash, now });
  const stretches = stretchesOf(store);
  const home = folder ?? (location.dialect === 'sqlite' ? dirname(location.file) : null);
  const files = openAnchorFiles([home && join(home, 'audit-head.json'), config.anchor].filter((path) => path !== null));
  const lineIn = ({ lines }: AnchorFile) => {
    const anchor = newestAnchor(lines, sealing.mac);
    return anchor && (lines.find((line) => line.includes(anchor.mac)) ?? null);
  };
  await requireOwnKey(stretches, linking);
  const before = await beginChain(store, linking);
  const notes = await notesOn(files, stretches, sealing.mac, before);
  const writer = openLedger({
    store,
    linking,
    sealEvery,
    keepHead: (head, durable) => files.write(linking.anchorLine(head), durable),
    onFailure: () => log.error('ledger not sealed'),
  });
  for (const { action, operation } of notes) {
    if (action !== 'CHAIN_STARTED') log.error('ledger anchor', { action });
    await writer.append([ledgerNote(action, operation, ids('ledger'), now())]);
  }
  return {
    writer,
    linking,
    pseudonyms,
    stretches,
    anchorLines: () => files.read().map(lineIn),
    async close() {
      await writer.close();
      files.close();
    },
  };
}

/** Keys that were made anew beside a sealed ledger would begin a second truth. */
async function requireOwnKey({ firstAndLastSeal }: Stretches, { isOwnSeal }: Linking): Promise<void> {
  const seals = await firstAndLastSeal();
  if (seals.length === 0 || seals.some(isOwnSeal)) return;
  throw new KeyFailure(
    'The key audit-seal is not the one that sealed the audit ledger: put the keys back that belong to this data; new ones cannot vouch for it.',
  );
}

type Note = { readonly action: Parameters<typeof ledgerNote>[0]; readonly operation: string };

/** What the second place tells of the ledger as it is opened; what does not fit is put aside as a witness. */
async function notesOn(
  files: AnchorFiles,
  stretches: Stretches,
  mac: Parameters<typeof newestAnchor>[1],
  entriesBefore: number | null,
): Promise<Note[]> {
  if (entriesBefore !== null)
    return entriesBefore > 0 ? [{ action: 'CHAIN_STARTED', operation: `entries before: ${entriesBefore}` }] : [];
  const notes: Note[] = [];
  const kept = files.read().filter(({ isAside }) => !isAside);
  if (kept.length === 0 && files.count > 0 && (await stretches.read(0, 1)).rows.length > 0)
    notes.push({ action: 'ANCHOR_MISSING', operation: 'no head was kept' });
  for (const file of kept) {
    const anchor = newestAnchor(file.lines, mac);
    if (anchor && (await isInLedger(anchor, stretches))) continue;
    files.putAside(file);
    notes.push({ action: 'ANCHOR_MISMATCH', operation: anchor ? `head kept: ${anchor.seq}` : 'head unreadable' });
  }
  return notes;
}

async function isInLedger(
  { seq, hash }: { readonly seq: number; readonly hash: string },
  { hashAt, lastCheckpoint }: Stretches,
): Promise<boolean> {
  const checkpoint = await lastCheckpoint();
  if (seq === 0 || (checkpoint && seq < checkpoint.seq)) return true;
  return (checkpoint?.seq === seq ? checkpoint.hash : await hashAt(seq)) === hash;
}
