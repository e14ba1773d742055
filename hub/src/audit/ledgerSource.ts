import { type Carrier, type Clock, type Ids, systemCaller } from '@hub/kernel';

/** A part of the ledger, as `access` tells it to programs. */
export interface LedgerPart {
  readonly lines: readonly string[];
  readonly strayIndex: readonly number[];
  readonly next: number | null;
}

/** The ledger as a program reads it. */
export interface LedgerSource {
  /** Heads that were kept in a second place; null for one that cannot be read. */
  anchors(): Promise<readonly (string | null)[]>;
  parts(): AsyncGenerator<LedgerPart>;
  minorsReport(year: number): Promise<unknown>;
  retain(months: number | null): Promise<unknown>;
}

const partOf = `query ($after: SafeInteger!, $first: Int!) {
  ledgerLines(after: $after, first: $first) { lines strayIndex next }
}`;
const reportOf = `query ($year: Int!) {
  minorsReport(year: $year) { year counts { month role purpose basis approval accesses records refusals } }
}`;
const retainFor = 'mutation ($months: Int) { retainLedger(months: $months) { months removed removedTo } }';

// A part is read and turned into lines on the thread that serves: short ones hold nobody up.
const entriesAtOnce = 500;

export function ledgerSource(
  access: Carrier,
  { clock, ids, language }: { readonly clock: Clock; readonly ids: Ids; readonly language: 'en' | 'zh' },
): LedgerSource {
  async function ask(field: string, query: string, variables: Readonly<Record<string, unknown>> = {}) {
    const { data, errors } = await access.execute({ query, variables }, systemCaller(ids('job'), language, clock()));
    if (!data) throw new Error(errors?.[0]?.message ?? `access gave no ${field}.`);
    return data[field];
  }
  return {
    anchors: async () => (await ask('ledgerAnchors', '{ ledgerAnchors }')) as readonly (string | null)[],
    async *parts() {
      for (let after: number | null = 0; after !== null; ) {
        const part: LedgerPart = (await ask('ledgerLines', partOf, { after, first: entriesAtOnce })) as LedgerPart;
        yield part;
        after = part.next;
      }
    },
    minorsReport: (year) => ask('minorsReport', reportOf, { year }),
    retain: (months) => ask('retainLedger', retainFor, { months }),
  };
}
