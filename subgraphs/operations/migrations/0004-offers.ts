import { defineMigration } from '@hub/kernel';

/** Until when a waiting run is in the hands of the queue; after that it is offered again. */
export const offersMigration = defineMigration('0004-offers', ({ text }) => [
  `alter table schedule_run add column offered_until ${text}`,
]);
