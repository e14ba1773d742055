import { defineMigration } from '@hub/kernel';

/** What of needs, proposals and referrals falls in one month; needs are read once more, because their copy lacked it. */
export const monthsMigration = defineMigration('0010-months', () => [
  'alter table need_copy add column month_units integer',
  'alter table "match" add column month_units integer',
  'alter table referral add column month_units integer',
  `delete from feed_cursor where reader = 'matching reads social-work: need'`,
]);
