import { feedReader, type Opening, type Store, type Worker } from '@hub/kernel';
import type { OperationsTables } from '../tables.ts';
import type { ChangeTrigger } from './schedule.entity.ts';
import { wakeSchedules } from './schedule.repository.ts';

export interface ChangeReaderParts {
  readonly reader: string;
  readonly opening: Pick<Opening, 'clock' | 'ids'>;
  readonly store: Store<OperationsTables>;
}

/** Which feed brings each kind of change; of the records nothing is read but that there is something new. */
const sources: Readonly<Record<ChangeTrigger, { readonly of: string; readonly kind: string }>> = {
  NEED: { of: 'social-work', kind: 'need' },
  FUND: { of: 'charities', kind: 'fund' },
  GOODS_STOCK: { of: 'charities', kind: 'goodsStock' },
  VOLUNTEER: { of: 'volunteers', kind: 'volunteer' },
};

/** Changes that come close together are one: a schedule is woken so many seconds after the first of them. */
export const gatheredSeconds = 60;

/** Workers that wake schedules when a feed brings something; what was there before there was a schedule wakes none. */
export const changeReaders = ({ reader, opening, store }: ChangeReaderParts): readonly Worker[] =>
  Object.entries(sources).map(([trigger, { of, kind }]) =>
    feedReader<OperationsTables>({
      reader,
      of,
      kinds: [kind],
      store,
      clock: opening.clock,
      ids: opening.ids,
      async apply(_facts, transaction) {
        const at = new Date(opening.clock().getTime() + gatheredSeconds * 1000).toISOString();
        await wakeSchedules(transaction, trigger as ChangeTrigger, at);
      },
      reset: async () => {},
    }),
  );
