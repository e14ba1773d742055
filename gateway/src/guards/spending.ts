import { HubError, type MessageParams } from '@hub/kernel';
import type { Bounds } from './bounds.ts';
import type { Priced } from './cost.ts';
import { createTokenBucket, type TokenBucket } from './tokenBucket.ts';

/** What each token spent: points a minute, misses a minute, records an hour; kept in the memory of this process. */
export interface Spending {
  /** Takes the cost of a question, or says how long to wait. */
  admit(token: string, priced: Priced, now: Date): void;
  /** Books what the answer gave: known only afterwards, so that the next question pays for it. */
  settle(token: string, given: { readonly rows: number; readonly misses: number }, now: Date): void;
  /** Points that are left of the minute. */
  remaining(token: string, now: Date): number;
  /** Header fields of draft-ietf-httpapi-ratelimit-headers. */
  headers(token: string, now: Date): Readonly<Record<string, string>>;
}

type Purse = Readonly<Record<'cost' | 'misses' | 'rows', TokenBucket>>;
type SpendingBounds = Pick<Bounds, 'costPerMinute' | 'missesPerMinute' | 'rowsPerHour' | 'knownTokens'>;

export function createSpending(bounds: SpendingBounds): Spending {
  const purses = new Map<string, Purse>();

  function purseOf(token: string): Purse {
    const purse = purses.get(token) ?? {
      cost: createTokenBucket(bounds.costPerMinute, 60),
      misses: createTokenBucket(bounds.missesPerMinute, 60),
      rows: createTokenBucket(bounds.rowsPerHour, 3600),
    };
    // Put at the end again, so that the first is the one that was used least lately.
    purses.delete(token);
    purses.set(token, purse);
    if (purses.size > bounds.knownTokens) for (const oldest of purses.keys()) return drop(oldest, purse);
    return purse;
  }
  const drop = (token: string, kept: Purse): Purse => {
    purses.delete(token);
    return kept;
  };

  return {
    admit(token, { cost, looksUp }, now) {
      const purse = purseOf(token);
      const told = { requested: cost, remaining: purse.cost.left(now) };
      demand(purse.rows, 1, 'RATE_OF_ROWS', told, now);
      if (looksUp) demand(purse.misses, 1, 'RATE_OF_MISSES', told, now);
      demand(purse.cost, cost, 'RATE_OF_COST', told, now);
      purse.cost.take(cost, now);
    },
    settle(token, { rows, misses }, now) {
      const purse = purseOf(token);
      purse.rows.take(rows, now);
      purse.misses.take(misses, now);
    },
    remaining: (token, now) => purseOf(token).cost.left(now),
    headers(token, now) {
      const buckets = Object.entries(purseOf(token));
      return {
        'ratelimit-policy': buckets
          .map(([name, { capacity, windowSeconds }]) => `"${name}";q=${capacity};w=${windowSeconds}`)
          .join(', '),
        ratelimit: buckets
          .map(([name, bucket]) => `"${name}";r=${bucket.left(now)};t=${bucket.secondsUntil(bucket.capacity, now)}`)
          .join(', '),
      };
    },
  };
}

function demand(bucket: TokenBucket, amount: number, message: string, told: MessageParams, now: Date): void {
  if (bucket.left(now) >= amount) return;
  throw new HubError('RATE_LIMITED', message, {
    ...told,
    most: bucket.capacity,
    // At least a second, or a client that waits as told comes back too early.
    seconds: Math.max(1, bucket.secondsUntil(amount, now)),
  });
}
