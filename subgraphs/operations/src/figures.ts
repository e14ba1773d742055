import type { Figure, Store } from '@hub/kernel';
import type { DeliveryStatus } from './delivery/delivery.entity.ts';
import type { OperationsTables } from './tables.ts';

/** What operators should look after: a dead letter holds up its lane until somebody sends it again or gives it up. */
export function figuresOf({ reads }: Pick<Store<OperationsTables>, 'reads'>): readonly Figure[] {
  const deliveries = (status: DeliveryStatus) => async () => {
    const { count } = await reads
      .selectFrom('delivery')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('status', '=', status)
      .executeTakeFirstOrThrow();
    return Number(count);
  };
  return [
    {
      name: 'hub_deliveries_dead',
      help: 'Deliveries that were given up after the last attempt and hold up those behind them.',
      read: deliveries('DEAD'),
    },
    {
      name: 'hub_deliveries_pending',
      help: 'Deliveries that wait for their turn or for the next attempt.',
      read: deliveries('PENDING'),
    },
  ];
}
