import { defineMigration } from '@hub/kernel';

/** Tells once whose the records are that were linked before anybody was told. */
export const personKeysMigration = defineMigration('0004-person-keys', () =>
  [
    ['social-work', 'client'],
    ['charities', 'beneficiary'],
    ['volunteers', 'volunteer'],
  ].map(
    ([source, kind]) =>
      `insert into feed_fact (kind, id, version) select '${kind}', record_id, 0 from record where source = '${source}'`,
  ),
);
