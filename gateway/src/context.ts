import type { Viewer } from '@hub/engine-policy';
import type { Caller, Disclosure, GraphAnswer, Withheld } from '@hub/kernel';

/** What the subgraphs' answers to one request disclosed and withheld. */
export interface Collected {
  add(answer: GraphAnswer): void;
  disclosures(): readonly Disclosure[];
  withheld(): readonly Withheld[];
}

/** What one request of a token costs, and what is left to it. */
export interface Account {
  /** Books what the answer gave and what it did not find. */
  settle(given: { readonly rows: number; readonly misses: number }): void;
  /** As `extensions.cost` tells it. */
  told(): Readonly<Record<string, number>>;
}

/** What belongs to one request at the gateway. */
export interface GatewayContext {
  readonly viewer: Viewer | null;
  readonly account: Account | null;
  readonly caller: Caller;
  readonly collected: Collected;
}

export function createCollected(): Collected {
  const disclosed: Disclosure[] = [];
  const withheld = new Map<string, Withheld>();
  return {
    add(answer) {
      disclosed.push(...answer.disclosures);
      for (const field of answer.withheld) withheld.set(field.field, field);
    },
    disclosures: () => disclosed,
    withheld: () => [...withheld.values()].sort((a, b) => (a.field < b.field ? -1 : 1)),
  };
}
