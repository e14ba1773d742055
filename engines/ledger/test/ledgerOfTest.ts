import { createHmac } from 'node:crypto';
import {
  type Anchor,
  type ChainedEntry,
  chainAfter,
  exportForm,
  formatLine,
  type HashName,
  type LedgerEntry,
  type Mac,
  origin,
  type Seal,
  type Sealing,
  sealed,
} from '../src/index.ts';

const secrets: Readonly<Record<string, string>> = { 1: 'secret of the first version', 2: 'secret of the second one' };

export const mac: Mac = (version, text) => {
  const secret = secrets[version];
  return secret === undefined ? null : createHmac('sha256', secret).update(text).digest('hex');
};
export const sealing: Sealing = { current: '2', mac };

export const entryOf = (place: number): Omit<LedgerEntry, 'seq' | 'chain'> => ({
  at: `2026-11-21T04:00:${String(place % 60).padStart(2, '0')}.000Z`,
  action: 'READ',
  actor: 'officer',
  role: 'district-officer',
  organisation: place % 3 === 0 ? '西陵区民政局' : null,
  tokenId: 'token_1',
  agreementId: null,
  grantId: place % 5 === 0 ? 'grant_1' : null,
  approver: null,
  purpose: 'RESOURCE_MATCHING',
  basis: 'STATUTORY_DUTY',
  caseReference: null,
  requestId: `request_${place}`,
  operation: 'WhoNeedsWhat',
  outcome: 'ALLOWED',
  fieldClasses: ['CASE', 'PERSONAL'],
  subjects: [`Client:1.pseudonym${place}`, 'Need:1.other'],
  minors: place % 4 === 0 ? [`Client:1.pseudonym${place}`] : [],
  withheld: [],
  rowCount: 2,
  policyVersion: '2026-11-22',
});

export interface LedgerOfTest {
  readonly entries: readonly ChainedEntry[];
  readonly seals: readonly Seal[];
  readonly anchor: Anchor;
}

export function ledgerOf(count: number, sealEvery = 4, hash: HashName = 'sha256'): LedgerOfTest {
  const entries = chainAfter(
    { seq: 0, hash: origin },
    Array.from({ length: count }, (_, place) => entryOf(place)),
    hash,
  );
  const seals = sealsOf(entries, sealEvery);
  return { entries, seals, anchor: anchorOf(entries, seals) };
}

export const sealsOf = (entries: readonly ChainedEntry[], every: number): Seal[] =>
  entries
    .filter(({ seq }) => seq % every === 0)
    .map(({ seq, hash, at }) => sealed('seal', { seq, previousSeq: seq - every, hash, at }, sealing));

export function anchorOf(entries: readonly ChainedEntry[], seals: readonly Seal[]): Anchor {
  const { seq, hash, at } = entries.at(-1) ?? { seq: 0, hash: origin, at: '' };
  return sealed('anchor', { seq, hash, sealedSeq: seals.at(-1)?.seq ?? 0, at }, sealing);
}

/** Entries with their seals behind them, as an export has them between its first and its last line. */
export const linesOf = ({ entries, seals }: Pick<LedgerOfTest, 'entries' | 'seals'>): string[] => {
  const last = entries.at(-1)?.seq ?? 0;
  return [
    ...entries.flatMap((entry) => [
      formatLine('entry', entry),
      ...seals.filter(({ seq }) => seq === entry.seq).map((seal) => formatLine('seal', seal)),
    ]),
    ...seals.filter(({ seq }) => seq > last).map((seal) => formatLine('seal', seal)),
  ];
};

export const exportOf = (ledger: LedgerOfTest): string[] => [
  formatLine('ledger', { form: exportForm }),
  formatLine('anchor', ledger.anchor),
  ...linesOf(ledger),
  formatLine('end', { seq: ledger.entries.length, entries: ledger.entries.length }),
];
