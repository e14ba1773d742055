import { HubError } from '@hub/kernel';
import type { Account } from '../context.ts';
import type { Bounds } from './bounds.ts';
import type { Priced } from './cost.ts';
import type { Spending } from './spending.ts';

export interface Till {
  readonly bounds: Pick<Bounds, 'cost'>;
  readonly spending: Spending;
}

/** Takes the price of a question from its token; refuses what costs too much at once, or too much for now. */
export function openAccount({ bounds, spending }: Till, token: string, priced: Priced, now: Date): Account {
  const { cost } = priced;
  if (cost > bounds.cost) throw new HubError('TOO_COMPLEX', 'TOO_COSTLY', { requested: cost, limit: bounds.cost });
  spending.admit(token, priced, now);
  return {
    settle: (given) => spending.settle(token, given, now),
    told: () => ({ requested: cost, limit: bounds.cost, remaining: spending.remaining(token, now) }),
  };
}
