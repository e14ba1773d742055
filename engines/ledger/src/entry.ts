/** What the ledger says of one event. Subjects are pseudonyms; an entry that was stored and hashed once is never read in another form. */
export interface LedgerEntry {
  readonly seq: number;
  readonly at: string;
  readonly action: string;
  readonly actor: string;
  readonly role: string;
  readonly organisation: string | null;
  readonly tokenId: string | null;
  readonly agreementId: string | null;
  readonly grantId: string | null;
  readonly approver: string | null;
  readonly purpose: string | null;
  readonly basis: string | null;
  readonly caseReference: string | null;
  readonly requestId: string;
  readonly operation: string | null;
  readonly outcome: string;
  readonly fieldClasses: readonly string[];
  readonly subjects: readonly string[];
  readonly minors: readonly string[];
  readonly withheld: readonly string[];
  readonly rowCount: number;
  readonly policyVersion: string;
  /** Form and hash of this link of the chain, such as `1-sha256`. */
  readonly chain: string;
}

/** An entry in its place in the chain. */
export interface ChainedEntry extends LedgerEntry {
  readonly previousHash: string;
  readonly hash: string;
}

/** An entry of the time before there was a chain; it is hashed as it stands. */
export type EntryBefore = Readonly<Record<(typeof fieldsBefore)[number], string | number | null>>;

/** Closes the stretch since the seal before; whoever has no key can make none. */
export interface Seal {
  readonly seq: number;
  /** Last entry of the stretch before; 0 where there is none. */
  readonly previousSeq: number;
  readonly hash: string;
  readonly at: string;
  readonly keyVersion: string;
  readonly mac: string;
}

/** Stands for a stretch that was removed because its time was over; the chain goes on from its hash. */
export interface Checkpoint {
  readonly seq: number;
  readonly fromSeq: number;
  readonly hash: string;
  readonly at: string;
  /** Months for which entries were kept when it was made. */
  readonly months: number;
  readonly keyVersion: string;
  readonly mac: string;
}

/** The head of the chain as it is kept in a second place. */
export interface Anchor {
  readonly seq: number;
  readonly hash: string;
  /** Last entry that a seal covered by then. */
  readonly sealedSeq: number;
  readonly at: string;
  readonly keyVersion: string;
  readonly mac: string;
}

export type Kind = 'text' | 'text or null' | 'integer' | 'list of texts';
export type Shape = Readonly<Record<string, Kind>>;

/** Fields of a link of the chain in canonical order: that of their names (RFC 8785). */
export const entryShape = {
  action: 'text',
  actor: 'text',
  agreementId: 'text or null',
  approver: 'text or null',
  at: 'text',
  basis: 'text or null',
  caseReference: 'text or null',
  chain: 'text',
  fieldClasses: 'list of texts',
  grantId: 'text or null',
  hash: 'text',
  minors: 'list of texts',
  operation: 'text or null',
  organisation: 'text or null',
  outcome: 'text',
  policyVersion: 'text',
  previousHash: 'text',
  purpose: 'text or null',
  requestId: 'text',
  role: 'text',
  rowCount: 'integer',
  seq: 'integer',
  subjects: 'list of texts',
  tokenId: 'text or null',
  withheld: 'list of texts',
} as const satisfies Readonly<Record<keyof ChainedEntry, Kind>>;

export const fieldsBefore = [
  'action',
  'actor',
  'at',
  'basis',
  'fieldClasses',
  'operation',
  'outcome',
  'policyVersion',
  'purpose',
  'requestId',
  'role',
  'seq',
  'subjects',
  'withheld',
] as const;

const optionalBefore: readonly string[] = ['basis', 'operation', 'purpose'];

export const beforeShape: Shape = Object.fromEntries(
  fieldsBefore.map((field): [string, Kind] => [
    field,
    field === 'seq' ? 'integer' : optionalBefore.includes(field) ? 'text or null' : 'text',
  ]),
);

export const sealShape = {
  at: 'text',
  hash: 'text',
  keyVersion: 'text',
  mac: 'text',
  previousSeq: 'integer',
  seq: 'integer',
} as const satisfies Readonly<Record<keyof Seal, Kind>>;

export const checkpointShape = {
  at: 'text',
  fromSeq: 'integer',
  hash: 'text',
  keyVersion: 'text',
  mac: 'text',
  months: 'integer',
  seq: 'integer',
} as const satisfies Readonly<Record<keyof Checkpoint, Kind>>;

export const anchorShape = {
  at: 'text',
  hash: 'text',
  keyVersion: 'text',
  mac: 'text',
  sealedSeq: 'integer',
  seq: 'integer',
} as const satisfies Readonly<Record<keyof Anchor, Kind>>;

const checks: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  'text or null': (value) => value === null || typeof value === 'string',
  integer: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  'list of texts': (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
};

/** Whether a value has exactly the fields of the shape, each of its kind. */
export function hasShape(value: Readonly<Record<string, unknown>>, shape: Shape): boolean {
  const names = Object.keys(shape);
  return (
    Object.keys(value).length === names.length &&
    names.every((name) => Object.hasOwn(value, name) && checks[shape[name] as Kind](value[name]))
  );
}
