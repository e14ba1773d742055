import type { Projections, Store } from '@hub/kernel';
import { referralForOwner, referralForSocialWork } from './referral/referral.feed.ts';
import { referralsForFeed } from './referral/referral.repository.ts';
import { kindsOfVolunteers } from './resource/resource.entity.ts';
import type { MatchingTables } from './tables.ts';

/** What each reader of the feed may have of each kind; a proposal binds nobody, so only referrals are told. */
export function publishedOf({ reads }: Pick<Store<MatchingTables>, 'reads'>): Projections {
  const find = referralsForFeed(reads);
  return {
    referral: {
      'social-work': referralForSocialWork(find),
      charities: referralForOwner(find, ['FUND', 'GOODS']),
      volunteers: referralForOwner(find, kindsOfVolunteers),
    },
  };
}
