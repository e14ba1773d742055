import { type Anchor, createVerification, type LedgerReport, parseLine } from '@hub/engine-ledger';
import { type AuditEntry, auditEntryOf, type Opening, type StoreLocation, type Subgraph } from '@hub/kernel';
import { asker, openingOfTest } from '@hub/kernel/testing';
import { macsOf } from '@hub/vault';
import SqliteDatabase from 'better-sqlite3';
import pg from 'pg';

export const at = '2026-11-21T04:00:00.000Z';

export const entry = (requestId: string, more: Partial<AuditEntry> = {}): AuditEntry =>
  auditEntryOf({
    action: 'READ',
    actor: 'officer',
    role: 'district-officer',
    purpose: 'RESOURCE_MATCHING',
    basis: 'STATUTORY_DUTY',
    requestId,
    operation: 'WhoNeedsWhat',
    outcome: 'ALLOWED',
    fieldClasses: ['CASE', 'PERSONAL'],
    subjects: [`Client:client_${requestId}`, `Need:need_${requestId}`],
    policyVersion: '1',
    at,
    ...more,
  });

const append = 'mutation ($entries: [AuditEntryInput!]!) { appendAudit(entries: $entries) { lastSequence } }';
const lines = 'query ($after: SafeInteger!) { ledgerLines(after: $after, first: 100) { lines strayIndex next } }';

/** Appends, and gives the number of the last entry. */
export async function appendTo(access: Subgraph, ...entries: readonly AuditEntry[]): Promise<number> {
  const { data, errors } = await asker(access)(null, append, { entries });
  if (!data?.appendAudit) throw new Error(errors?.[0]?.message ?? 'Not appended.');
  return (data.appendAudit as { lastSequence: number }).lastSequence;
}

interface Part {
  readonly lines: readonly string[];
  readonly strayIndex: readonly number[];
  readonly next: number | null;
}

/** All lines of the ledger, as an export has them. */
export async function linesIn(access: Subgraph): Promise<{ readonly lines: string[]; readonly strays: number[] }> {
  const all: string[] = [];
  const strays: number[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const { data, errors } = await asker(access)(null, lines, { after });
    if (!data) throw new Error(errors?.[0]?.message ?? 'No lines.');
    const part = data.ledgerLines as Part;
    all.push(...part.lines);
    strays.push(...part.strayIndex);
    after = part.next;
  }
  return { lines: all, strays };
}

export async function anchorsIn(access: Subgraph): Promise<(Anchor | null)[]> {
  const { data } = await asker(access)(null, '{ ledgerAnchors }');
  return ((data?.ledgerAnchors ?? []) as (string | null)[]).map((text) => {
    const line = text === null ? null : parseLine(text);
    return line?.word === 'anchor' ? line.value : null;
  });
}

export async function verify(access: Subgraph, opening: Opening): Promise<LedgerReport> {
  const anchors = await anchorsIn(access);
  const verification = createVerification({ mac: macsOf(opening.keys.ring('audit-seal')).mac, anchors });
  const { lines: all, strays } = await linesIn(access);
  for (const line of all) verification.take(parseLine(line));
  for (const seq of strays) verification.strayIndex(seq);
  return verification.end();
}

export const openingIn = (location: StoreLocation, folder: string | null, more: Partial<Opening> = {}): Opening => ({
  ...openingOfTest(location),
  folder,
  ...more,
});

export const config = { hash: 'sha256', anchor: null } as const;

type Run = (statement: string) => Promise<void>;

/** The hands of somebody who may do everything to the store, the triggers included. */
export async function tampering(location: StoreLocation, work: (run: Run) => Promise<void>): Promise<void> {
  if (location.dialect === 'sqlite') {
    const database = new SqliteDatabase(location.file);
    const triggers = database.prepare("select name, sql from sqlite_master where type = 'trigger'").all() as {
      name: string;
      sql: string;
    }[];
    for (const { name } of triggers) database.exec(`drop trigger ${name}`);
    await work(async (statement) => void database.exec(statement));
    for (const { sql } of triggers) database.exec(sql);
    database.close();
    return;
  }
  const client = new pg.Client({ connectionString: location.url });
  await client.connect();
  await client.query(`set search_path = ${location.schema}`);
  await client.query('set session_replication_role = replica');
  await work(async (statement) => void (await client.query(statement)));
  await client.end();
}

/** What is done to the tables of a ledger that is closed. */
export const tamper = (location: StoreLocation, statements: readonly string[]): Promise<void> =>
  tampering(location, async (run) => {
    for (const statement of statements) await run(statement);
  });
