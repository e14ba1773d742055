import {
  type Anchor,
  type ChainedEntry,
  chainAfter,
  type EntryBefore,
  fieldsBefore,
  formatLine,
  type HashName,
  hashBefore,
  isSealed,
  type LedgerEntry,
  type Mac,
  origin,
  parseLine,
  type Seal,
  type Sealing,
  sealed,
} from '@hub/engine-ledger';
import type { AuditEntry } from '@hub/kernel';
import type {
  AuditCheckpointRow,
  AuditEntryRow,
  AuditHeadRow,
  AuditSealRow,
  AuditSubjectRow,
} from './auditEntry.entity.ts';
import type { Pseudonyms } from './pseudonyms.rules.ts';

export interface LinkingParts {
  readonly pseudonyms: Pseudonyms;
  readonly sealing: Sealing;
  readonly hash: HashName;
  now(): string;
}

/** Rows of entries that follow the head, and of the subjects that they name. */
export interface Linked {
  readonly rows: readonly AuditEntryRow[];
  readonly subjects: readonly AuditSubjectRow[];
}

/** How entries become links of the chain, and stretches of it become sealed. */
export function createLinking({ pseudonyms, sealing, hash, now }: LinkingParts) {
  return {
    origin,
    /** The running hash over entries of the time before the chain. */
    follow: (previous: string, row: AuditEntryRow): string => hashBefore(previous, before(row)),
    subjectsBefore: (row: AuditEntryRow): AuditSubjectRow[] =>
      [...new Set(listIn(row.subjects) ?? [])].map((record) => ({ seq: row.seq, pseudonym: pseudonyms.of(record) })),
    link(head: { readonly seq: number; readonly hash: string }, entries: readonly AuditEntry[]): Linked {
      const chained = chainAfter(
        head,
        entries.map((entry) => recordOf(entry, pseudonyms)),
        hash,
      );
      return {
        rows: chained.map(rowOf),
        subjects: chained.flatMap(({ seq, subjects }) => subjects.map((pseudonym) => ({ seq, pseudonym }))),
      };
    },
    seal: (stretch: Pick<Seal, 'seq' | 'previousSeq' | 'hash'>): AuditSealRow =>
      sealed('seal', { ...stretch, at: now() }, sealing),
    checkpoint: (stretch: Pick<AuditCheckpointRow, 'seq' | 'fromSeq' | 'hash' | 'months'>): AuditCheckpointRow =>
      sealed('checkpoint', { ...stretch, at: now() }, sealing),
    mac: sealing.mac,
    isOwnSeal: (seal: AuditSealRow): boolean => isSealed('seal', seal, sealing.mac),
    anchorLine: ({ seq, hash: last, sealedSeq }: AuditHeadRow): string =>
      formatLine('anchor', sealed('anchor', { seq, hash: last ?? origin, sealedSeq, at: now() }, sealing)),
  };
}

export type Linking = ReturnType<typeof createLinking>;

/** The newest anchor among the lines that were read; null when none of them is one of ours. */
export function newestAnchor(lines: readonly string[], mac: Mac): Anchor | null {
  const anchors = lines.flatMap((line) => {
    const parsed = parseLine(line);
    return parsed.word === 'anchor' && isSealed('anchor', parsed.value, mac) ? [parsed.value] : [];
  });
  return anchors.toSorted((a, b) => b.seq - a.seq || b.sealedSeq - a.sealedSeq)[0] ?? null;
}

const recordOf = (entry: AuditEntry, pseudonyms: Pseudonyms): Omit<LedgerEntry, 'seq' | 'chain'> => ({
  at: plain(entry.at),
  action: plain(entry.action),
  actor: plain(entry.actor),
  role: plain(entry.role),
  organisation: plainOrNull(entry.organisation),
  tokenId: plainOrNull(entry.tokenId),
  agreementId: plainOrNull(entry.agreement),
  grantId: plainOrNull(entry.grant),
  approver: plainOrNull(entry.approver),
  purpose: plainOrNull(entry.purpose),
  basis: plainOrNull(entry.basis),
  caseReference: plainOrNull(entry.caseReference),
  requestId: plain(entry.requestId),
  operation: plainOrNull(entry.operation),
  outcome: plain(entry.outcome),
  fieldClasses: entry.fieldClasses.map(plain),
  subjects: [...new Set(entry.subjects)].map(pseudonyms.of),
  minors: [...new Set(entry.minors)].map(pseudonyms.of),
  withheld: entry.withheld.map(plain),
  rowCount: entry.rows,
  policyVersion: plain(entry.policyVersion),
});

/** What both stores give back as it was given: no lone surrogate, and no sign of code zero. */
const plain = (text: string): string =>
  text.isWellFormed() && !text.includes('\0') ? text : text.toWellFormed().replaceAll('\0', '\ufffd');
const plainOrNull = (text: string | null): string | null => (text === null ? null : plain(text));

const rowOf = ({ fieldClasses, subjects, minors, withheld, ...rest }: ChainedEntry): AuditEntryRow => ({
  ...rest,
  fieldClasses: JSON.stringify(fieldClasses),
  subjects: JSON.stringify(subjects),
  minors: JSON.stringify(minors),
  withheld: JSON.stringify(withheld),
});

const before = (row: AuditEntryRow): EntryBefore =>
  Object.fromEntries(fieldsBefore.map((field) => [field, row[field]])) as EntryBefore;

/** The texts of a list column; null when its text is not what a list is written as. */
export function listIn(text: string | null): readonly string[] | null {
  try {
    const list: unknown = JSON.parse(text ?? '');
    return Array.isArray(list) && list.every((one) => typeof one === 'string') && JSON.stringify(list) === text
      ? list
      : null;
  } catch {
    return null;
  }
}

/** What was read from the store between two numbers, in the order of an export. */
export interface StoredStretch {
  readonly checkpoints: readonly AuditCheckpointRow[];
  readonly rows: readonly AuditEntryRow[];
  readonly seals: readonly AuditSealRow[];
}

/** Lines of a stretch. What a column holds goes into the line as it is, so that the verification sees it and not what was meant. */
export function linesOf({ checkpoints, rows, seals }: StoredStretch): string[] {
  const lines = checkpoints.map((checkpoint) => formatLine('checkpoint', checkpoint));
  let next = 0;
  const sealsUpTo = (seq: number) => {
    for (let seal = seals[next]; seal && seal.seq <= seq; seal = seals[++next]) lines.push(formatLine('seal', seal));
  };
  for (const row of rows) {
    sealsUpTo(row.seq - 1);
    lines.push(row.hash === null ? formatLine('before', before(row)) : formatLine('entry', storedOf(row)));
  }
  sealsUpTo(Number.POSITIVE_INFINITY);
  return lines;
}

const storedOf = ({ fieldClasses, subjects, minors, withheld, ...rest }: AuditEntryRow) => ({
  ...rest,
  fieldClasses: listIn(fieldClasses) ?? fieldClasses,
  subjects: listIn(subjects) ?? subjects,
  minors: listIn(minors) ?? minors,
  withheld: listIn(withheld) ?? withheld,
});

/** Numbers at which the index of subjects says something else than the entries; entries before the chain are indexed by pseudonyms made later. */
export function strayIndexOf(rows: readonly AuditEntryRow[], index: readonly AuditSubjectRow[]): number[] {
  const bySeq = Map.groupBy(index, ({ seq }) => seq);
  const strays = new Set(index.map(({ seq }) => seq));
  for (const row of rows) {
    const told = new Set(listIn(row.subjects) ?? []);
    const indexed = new Set(bySeq.get(row.seq)?.map(({ pseudonym }) => pseudonym));
    const isSame = row.hash === null ? told.size === indexed.size : told.symmetricDifference(indexed).size === 0;
    if (isSame) strays.delete(row.seq);
    else strays.add(row.seq);
  }
  return [...strays].sort((a, b) => a - b);
}
