import { type Account, offeredOn } from '../commitment/commitment.rules.ts';
import type { ResourceRow } from '../resource/resource.entity.ts';

/** The account of what is locked; of a resource that is gone nothing is offered, and nothing is left to be booked. */
export const accountOf = (
  { resource, sums }: { readonly resource: ResourceRow | null; readonly sums: Pick<Account, 'reserved' | 'spent'> },
  today: string,
): Account => ({
  offered: resource === null ? 0 : offeredOn(resource, today),
  ...sums,
  booked: resource?.bookedUnits ?? sums.spent,
});
