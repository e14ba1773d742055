import type { Ask } from './storedQuestions.ts';

export const EXPORT_FORMATS = ['CSV', 'XLSX', 'JSONL'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportedFile {
  readonly name: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

export interface Exporting {
  readonly ask: Ask;
  /** Stored question, by its id. */
  readonly id: string;
  readonly format: ExportFormat;
  /** Why the delegation is given; it stands in the ledger. */
  readonly reason: string;
  readonly now: Date;
  /** Waits between two looks at the export. */
  pause(): Promise<void>;
  /** Told how many rows there are so far. */
  onRows(rows: number): void;
}

const DAY_MS = 86_400_000;

const me = '{ me { divisions purpose basis } }';
const delegate = 'mutation ($input: DelegateInput!) { delegate(input: $input) { id version } }';
const revoke = 'mutation ($input: RevokeDelegationInput!) { revokeDelegation(input: $input) { id } }';
const start = 'mutation ($input: StartBulkExportInput!) { startBulkExport(input: $input) { id } }';
const look = 'query ($id: ID!) { bulkExport(id: $id) { state rows outcomeText fileName pieces } }';
const piece = 'query ($id: ID!, $number: Int!) { bulkExport(id: $id) { piece(number: $number) } }';

/** A field of an answer, or the error that the hub gave in its place. */
async function told<Field>(ask: Ask, query: string, variables: object, field: string): Promise<Field> {
  const answer = (await ask(query, { ...variables })) as {
    readonly data?: Readonly<Record<string, Field | null>> | null;
    readonly errors?: readonly { readonly message: string }[];
  };
  const value = answer.data?.[field];
  if (value === null || value === undefined) throw new Error(answer.errors?.[0]?.message ?? field);
  return value;
}

interface Standing {
  readonly state: string;
  readonly rows: number | null;
  readonly outcomeText: string | null;
  readonly fileName: string;
  readonly pieces: number | null;
}

/**
 * Has the hub ask a stored question to its last page on behalf of whoever asks, under a delegation that is made for this alone and ends
 * with it, and gives the file.
 */
export async function exportStored(exporting: Exporting): Promise<ExportedFile> {
  const { ask, id: operation, format, reason, now, pause, onRows } = exporting;
  const own = await told<{ divisions: string[]; purpose: string | null; basis: string | null }>(ask, me, {}, 'me');
  // The next day by UTC is today or later in every time zone.
  const validTo = new Date(now.getTime() + DAY_MS).toISOString().slice(0, 10);
  const given = await told<{ id: string; version: number }>(
    ask,
    delegate,
    { input: { ...own, validTo, reason } },
    'delegate',
  );
  const input = { operation, delegation: given.id, endDelegation: true, format };
  const { id } = await told<{ id: string }>(ask, start, { input }, 'startBulkExport').catch(async (fault) => {
    await ask(revoke, { input: { ...given, reason } });
    throw fault;
  });
  for (;;) {
    const standing = await told<Standing>(ask, look, { id }, 'bulkExport');
    if (standing.state === 'READY') return fileOf(ask, id, standing);
    if (!['WAITING', 'RUNNING'].includes(standing.state)) throw new Error(standing.outcomeText ?? standing.state);
    onRows(standing.rows ?? 0);
    await pause();
  }
}

async function fileOf(ask: Ask, id: string, { fileName: name, pieces }: Standing): Promise<ExportedFile> {
  const parts: string[] = [];
  for (let number = 1; number <= (pieces ?? 0); number++) {
    const { piece: part } = await told<{ piece: string | null }>(ask, piece, { id, number }, 'bulkExport');
    if (part === null) throw new Error(name);
    parts.push(atob(part));
  }
  return { name, content: Uint8Array.from(parts.join(''), (sign) => sign.charCodeAt(0)) };
}
